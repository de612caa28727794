"""What the app is given: whole, small, and with a version that changes with the words."""

import json
from pathlib import Path

from server.library import build_content, build_figures
from server.library.claims import claims_in
from server.library.shapes import VIEWS, Library
from tests.content.conftest import CONTENT, Spoil


def test_the_first_four_routines_are_there(library: Library):
    assert {"R01", "R07", "R10", "R12"} <= {routine["code"] for routine in library["routines"]}


def test_all_eighteen_muscles_are_there_and_five_of_them_are_only_looked_at(library: Library):
    codes = [muscle["code"] for muscle in library["muscles"]]
    assert codes == [f"M{number:02}" for number in range(1, 19)]
    looked_at = {muscle["code"] for muscle in library["muscles"] if not muscle["self_treated"]}
    assert looked_at == {"M03", "M04", "M13", "M14", "M18"}


def test_what_is_treated_by_oneself_brings_a_step_and_the_rest_brings_none(library: Library):
    for muscle in library["muscles"]:
        assert muscle["self_treated"] == (muscle["step"] is not None), muscle["code"]


def test_every_named_work_resolves(library: Library):
    for item in (*library["routines"], *library["muscles"], *library["movements"]):
        assert set(item["sources"]) <= library["sources"].keys(), item["slug"]
    for group in library["safety"]["screening"]["groups"]:
        for question in group["questions"]:
            assert set(question["source"]) <= library["sources"].keys(), question["id"]


def test_no_text_promises_more_than_is_known(library: Library):
    assert list(claims_in(dict(library.items()))) == []


def test_no_page_written_by_a_machine_is_cited(library: Library):
    assert not [key for key in library["sources"] if key.startswith("DrOracle")]


def test_the_library_is_plain_json_and_the_same_each_time():
    first, second = build_content(CONTENT), build_content(CONTENT)
    assert json.dumps(first) == json.dumps(second)
    assert json.loads(json.dumps(first))["version"] == first["version"]


def test_the_version_changes_with_one_word(folder: Path, spoil: Spoil, library: Library):
    assert spoil("routines/gentle.toml", "Rub your palms warm.", "Rub your hands warm.") == []
    assert build_content(folder)["version"] != library["version"]


def test_the_figures_are_path_data_without_style():
    figures = build_figures(CONTENT)
    assert set(figures["views"]) == set(VIEWS)
    assert all(view["skin"].startswith("M") and view["tones"] for view in figures["views"].values())
    assert "style" not in json.dumps(figures)
