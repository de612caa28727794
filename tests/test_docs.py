"""README and ARCHITECTURE say what is so."""

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from server import cli
from server.config import Config
from tests.proposals import listed, parts
from tests.test_arrows import ARROWS, ONE_DOOR, PURE

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
MAP = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
LONGEST_MAP = 120
"""Lines: a map that is longer is not read."""

ENVIRONMENT = {"data_folder": "UNKNOT_DATA"}
"""Fields of Config whose setting has another name; `demo` is an option of the command."""


def table(text: str, first_header: str) -> list[list[str]]:
    """The cells of the rows of the Markdown table whose first header cell is given."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_settings_table_lists_every_setting_and_no_other():
    settings = {ENVIRONMENT.get(field.name, field.name.upper()) for field in fields(Config)} - {
        "DEMO"
    }
    assert {names(row[0])[0] for row in table(README, "setting")} == settings


def test_the_defaults_in_the_table_are_the_defaults(tmp_path: Path):
    config = Config.from_env({"UNKNOT_DATA": str(tmp_path)})
    told = {names(row[0])[0]: row[1].strip("`") for row in table(README, "setting")}
    for name in ("PORT", "REGISTRATION", "TRUSTED_PROXIES", "QUOTA_ROWS", "QUOTA_BYTES"):
        assert told[name] == str(getattr(config, name.lower()))


@pytest.mark.parametrize("text", [README, MAP], ids=["README", "ARCHITECTURE"])
def test_every_script_that_is_named_exists(text: str):
    for script in set(re.findall(r"\bbin/(\w+)", text)) | set(names("`serve` `test`")):
        assert (ROOT / "bin" / script).stat().st_mode & 0o111, script


def test_every_command_that_is_named_exists(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    told = capsys.readouterr().out
    for command in set(re.findall(r"`unknot (\w+)", README)):
        assert re.search(rf"^\s+{command}\b", told, re.MULTILINE), command


@pytest.mark.parametrize("option", ["--demo", "--no-reminders"])
def test_every_option_of_serve_that_is_named_exists(
    option: str, capsys: pytest.CaptureFixture[str]
):
    assert option in README
    with pytest.raises(SystemExit):
        cli.main(["serve", "--help"])
    assert option in capsys.readouterr().out


@pytest.mark.parametrize("text", [README, MAP], ids=["README", "ARCHITECTURE"])
def test_every_file_that_is_named_exists(text: str):
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)\)|src=\"([^\"]+)\"", text)
    paths = {first or second for first, second in links}
    paths |= {
        name for name in names(text) if re.fullmatch(r"(content|server|pwa|tests)/[\w./-]*", name)
    }
    paths |= {
        f"pwa/src/{name}"
        for name in names(text)
        if re.fullmatch(r"(core|net|state|store|sw|ui|vault)/[\w./]+", name)
    }
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_the_arrows_on_the_map_are_the_arrows_of_the_test():
    drawn = {names(row[0])[0]: set(names(row[1])) for row in table(MAP, "layer of `pwa/src`")}
    assert drawn == ARROWS


def test_the_map_names_the_pure_modules_and_the_doors():
    assert all(f"`{name}`" in MAP for name in PURE)
    assert all(f"`{door}`" in MAP for door in ONE_DOOR[r"\bfetch\("])


def test_every_package_has_its_reason_and_every_reason_its_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    python = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    npm = json.loads((ROOT / "pwa/package.json").read_text("utf-8"))
    used = {re.split(r"[\[<>=;~ ]", package)[0] for package in python}
    used |= {*npm["dependencies"], *npm["devDependencies"]}
    rows = table(MAP, "package")
    assert {name for row in rows for name in names(row[0])} == used
    assert all(len(row[1]) > 5 for row in rows)


def test_the_locks_hold_every_package_that_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, packages in (
        ("requirements.lock", project["dependencies"]),
        (
            "requirements-test.lock",
            [*project["dependencies"], *project["optional-dependencies"]["test"]],
        ),
    ):
        text = (ROOT / lock).read_text("utf-8")
        wanted = {re.split(r"[\[<>=;~ ]", package)[0].lower() for package in packages}
        assert {
            name
            for name in wanted
            if not re.search(rf"^{re.escape(name)}(\[.*\])?==", text, re.MULTILINE)
        } == set()


def test_the_readme_lists_the_values_that_await_a_clinician():
    assert parts()[1] == listed(), "run: .venv/bin/python -m tests.proposals"


def test_the_map_stays_one_page():
    assert len(MAP.splitlines()) <= LONGEST_MAP


def test_nobody_has_claimed_a_phone_that_was_not_seen():
    for row in table(README, "device and system"):
        assert len(row) == 8
        claimed, when, who = any(row[2:7]), row[1], row[7]
        assert not claimed or (re.fullmatch(r"\d{4}-\d\d-\d\d", when) and who), row[0]
