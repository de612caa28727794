"""Who may import whom: the arrows of ARCHITECTURE.md, read from the sources."""

import re
import sys
from pathlib import Path

import pytest

from tests.sources import (
    SERVER,
    SRC,
    imports_of,
    layer,
    modules,
    python_imports,
    scripts,
    target_layer,
    without_comments,
)

ARROWS = {
    "core": set[str](),
    "words": {"core"},
    "vault": {"core"},
    "store": {"vault", "core"},
    "net": {"store", "vault", "core"},
    "device": {"core"},
    "state": {"net", "store", "vault", "core", "device", "words"},
    "ui": {"state", "core", "words"},
    "sw": {"net", "store", "vault", "core", "words"},
    "main": {"ui", "state", "net", "store", "vault", "core", "device", "words"},
}
"""Layer of pwa/src → the layers it may use, besides itself. `ui` may name the types of any layer below."""

PACKAGES = {
    "preact": {"ui", "main"},
    "@preact/signals": {"state", "ui", "main"},
    "idb": {"store"},
    "qr": {"device", "ui"},
}
"""npm package → the layers that may import it."""

PURE = {"schedule", "protocol", "library", "endpoints", "post"}
"""Modules of the server that know no Flask, no database and no clock."""

ONE_DOOR = {
    r"\bfetch\(": {"net/api.ts", "sw/cache.ts"},
    r"\bindexedDB\b|from \"idb\"": {"store/"},
    # The look and the first screen have to be known before the database is open.
    r"\blocalStorage\b": {"ui/look.ts", "ui/known.ts"},
    r"\bsessionStorage\b|\bdocument\.cookie\b": set[str](),
    r"\binnerHTML\b|\bdangerouslySetInnerHTML\b": set[str](),
    r"\bnavigator\.(vibrate|wakeLock|storage|mediaSession)\b": {"device/", "main.tsx"},
    r"\bspeechSynthesis\b|\bAudioContext\b": {"device/"},
}
"""A door to the platform → the files or folders it may stand in."""


@pytest.mark.parametrize("name", sorted(ARROWS))
def test_a_layer_of_the_app_uses_only_the_layers_below_it(name: str):
    wrong = [
        f"{found.file.relative_to(SRC)} imports {found.target}"
        for file in scripts()
        if layer(file) == name
        for found in imports_of(file)
        if (target := target_layer(found)) is not None
        and target not in ARROWS[name] | {name}
        and not (name == "ui" and found.types_only and target in ARROWS["main"])
    ]
    assert wrong == []


def test_every_folder_of_the_app_is_a_layer_of_the_map():
    assert {layer(file) for file in scripts()} <= set(ARROWS)


def test_packages_stay_in_their_layers():
    wrong = [
        f"{file.relative_to(SRC)} imports {found.target}"
        for file in scripts()
        for found in imports_of(file)
        if target_layer(found) is None and layer(file) not in _allowed_layers(found.target)
    ]
    assert wrong == []


def _allowed_layers(target: str) -> set[str]:
    return next(
        (
            layers
            for name, layers in PACKAGES.items()
            if target == name or target.startswith(f"{name}/")
        ),
        set(),
    )


@pytest.mark.parametrize("pattern", sorted(ONE_DOOR))
def test_each_door_to_the_platform_is_one_file_or_folder(pattern: str):
    wrong = [
        name
        for file in scripts()
        if (name := file.relative_to(SRC).as_posix())
        and re.search(pattern, without_comments(file.read_text("utf-8")))
        and not any(name.startswith(door) for door in ONE_DOOR[pattern])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "file", [file for file in scripts() if layer(file) == "core"], ids=lambda file: file.stem
)
def test_the_core_is_told_the_time_and_its_luck(file: Path):
    code = without_comments(file.read_text("utf-8"))
    assert (
        re.findall(r"Date\.now\(|new Date\(\)|Math\.random\(|\bcrypto\.|performance\.now", code)
        == []
    )


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_modules_of_the_server_know_only_the_language_and_each_other(name: str):
    # markdown_it only turns text into tokens.
    allowed = set(sys.stdlib_module_names) - {"time", "random", "secrets", "socket", "subprocess"}
    files = [
        file for file in modules() if file.relative_to(SERVER).with_suffix("").parts[0] == name
    ]
    assert files
    wrong = {
        imported
        for imported in {found for file in files for found in python_imports(file)}
        if imported.partition(".")[0] not in allowed | {"dateutil", "markdown_it"}
        and imported.split(".")[:2] not in [["server", pure] for pure in PURE]
    }
    assert wrong == set()


def test_the_database_module_imports_nothing_of_ours():
    assert {name for name in python_imports(SERVER / "db.py") if name.startswith("server")} == set()


@pytest.mark.parametrize(
    ("pattern", "doors"),
    [
        (
            r"\bos\.environ\b|\bos\.getenv\b",
            {"config.py", "__init__.py", "cli.py", "assets/node.py"},
        ),
        (r"\bpywebpush\b|\bpy_vapid\b", {"push.py", "vapid.py"}),
        (r"\bhttptools\b", {"line.py", "tunnel.py"}),
        (r"\btime\.time\b|datetime\.now\b", {"clock.py", "log.py"}),
        (r"\bwebassets\b", {"assets/bundles.py"}),
    ],
)
def test_each_outside_thing_of_the_server_has_its_door(pattern: str, doors: set[str]):
    found = {
        file.relative_to(SERVER).as_posix()
        for file in modules()
        if any(
            re.search(pattern, line)
            for line in file.read_text("utf-8").splitlines()
            if not _is_prose(line)
        )
    }
    assert found <= doors


def _is_prose(line: str) -> bool:
    return line.lstrip().startswith(("#", '"""'))


def test_the_modules_of_the_server_import_in_one_direction():
    names = {
        file.relative_to(SERVER).with_suffix("").as_posix().replace("/", ".") for file in modules()
    }
    uses = {
        name: {
            other
            for imported in python_imports(SERVER / f"{name.replace('.', '/')}.py")
            for other in names - {name}
            if imported == f"server.{other}" or imported.startswith(f"server.{other}.")
        }
        for name in names
    }
    assert _circle(uses) == []


def _circle(uses: dict[str, set[str]]) -> list[str]:
    """Return one circle of imports, or nothing; by taking away, again and again, what uses nothing left."""
    left = dict(uses)
    while free := {name for name, used in left.items() if not used & set(left)}:
        left = {name: used for name, used in left.items() if name not in free}
    return sorted(left)
