"""Points, movements, tools and "where it hurts" say what the clinical tables say."""

import pytest

from server.library.places import EXTRA_TOOLS
from server.library.shapes import Library, Muscle

# Code, then lowest and highest level on the card.
POINTS = {
    "LI4": (3, 4),
    "GB20": (3, 4),
    "GB21": (3, 4),
    "EX-HN5": (2, 2),
    "EX-HN3": (2, 2),
    "BL2": (1, 2),
    "GB8": (2, 3),
    "ST8": (2, 2),
    "TE5": (4, 4),
    "LR3": (3, 3),
    "GV20": (3, 3),
    "BL10": (3, 3),
    "PC6": (3, 3),
}
# Place that hurts: muscles of the first choice, muscles of the second.
HURTS = {
    "top-of-head": ({"M06"}, {"M03"}),
    "back-of-head": ({"M01", "M08", "M12"}, {"M02", "M03"}),
    "temple": ({"M02", "M05"}, {"M01", "M07", "M08"}),
    "forehead": ({"M11", "M08"}, {"M04", "M17"}),
    "eye": ({"M01", "M02"}, {"M07", "M05", "M10", "M16"}),
    "side-band": ({"M08", "M01"}, {"M02"}),
    "ear-or-jaw": ({"M10"}, {"M13", "M04"}),
    "cheek": ({"M10", "M05"}, {"M17"}),
    "neck-angle": ({"M09", "M02"}, {"M07"}),
}


def cards(library: Library) -> dict[str, Muscle]:
    return {card["code"]: card for card in (*library["muscles"], *library["points"])}


def test_every_point_is_there_with_its_level(library: Library):
    assert {point["code"]: point["level"] for point in library["points"]} == POINTS


@pytest.mark.parametrize(
    ("point", "muscle"),
    [("GB21", "M02"), ("GB20", "M01"), ("BL2", "M15"), ("GB8", "M05"), ("BL10", "M01")],
)
def test_a_point_on_a_muscle_has_the_places_of_that_muscle(
    library: Library, point: str, muscle: str
):
    found = cards(library)
    assert set(found[point]["places"]) <= set(found[muscle]["places"])


@pytest.mark.parametrize(
    ("code", "place"), [("LI4", "hand-web"), ("GB21", "shoulder-top"), ("M02", "shoulder-top")]
)
def test_what_pregnancy_locks_is_locked_by_place(library: Library, code: str, place: str):
    groups = library["safety"]["screening"]["groups"]
    pregnant = next(row for group in groups for row in group["questions"] if row["id"] == "X07")
    assert place in cards(library)[code]["places"]
    assert any(place in effect for effect in pregnant["effects"])


def test_every_movement_of_the_table_is_there(library: Library):
    codes = {movement["code"] for movement in library["movements"]}
    assert {f"B{number}" for number in range(1, 16)} <= codes


def test_the_neck_strap_stretch_is_in_no_routine(library: Library):
    targets = {step["target"] for routine in library["routines"] for step in routine["steps"]}
    assert "neck-strap-stretch" not in targets


def test_all_six_tools_are_there_and_none_presses_neck_or_head_but_two_balls(library: Library):
    tools = {tool["slug"]: tool for tool in library["tools"]}
    assert set(tools) == {"fingers", "pointer", "hook", "ball", "two-balls", "wall"}
    region = {place["slug"]: place["region"] for place in library["safety"]["places"]}
    for name in ("pointer", "hook"):
        assert {region[place] for place in tools[name]["places"]} <= {"shoulder", "forearm"}
    assert "neck-shoulder-angle" in tools["ball"]["places"]
    assert {region[place] for place in tools["ball"]["places"]} <= {"shoulder", "neck"}
    assert set(EXTRA_TOOLS) < set(tools)


def test_no_claim_is_made_for_a_pointer(library: Library):
    pointer = next(tool for tool in library["tools"] if tool["slug"] == "pointer")
    assert pointer["evidence"] == "untested"
    assert "No study" in pointer["known"]


def test_each_place_that_hurts_leads_to_the_muscles_of_the_table(library: Library):
    code = {muscle["slug"]: muscle["code"] for muscle in library["muscles"]}
    found = {
        hurt["slug"]: tuple(
            {code[row["muscle"]] for row in hurt["muscles"] if row["rank"] == rank}
            for rank in (1, 2)
        )
        for hurt in library["hurts"]
    }
    assert found == HURTS


def test_eye_and_neck_ask_for_emergency_signs_first(library: Library):
    first = {
        hurt["slug"]: {row["action"] for row in hurt["check_first"]} for hurt in library["hurts"]
    }
    for slug in ("eye", "neck-angle", "back-of-head"):
        assert "A" in first[slug], slug


def test_temple_and_jaw_ask_from_fifty_on_for_the_signs_of_a_sore_artery(library: Library):
    for hurt in library["hurts"]:
        ages = {row.get("from_age") for row in hurt["check_first"]}
        assert (50 in ages) == (
            hurt["slug"] in ("top-of-head", "back-of-head", "temple", "forehead", "ear-or-jaw")
        ), hurt["slug"]
