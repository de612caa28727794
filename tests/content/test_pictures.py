"""What is drawn on the figures: muscles, pain, the way to press, and where nobody presses."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.library.outlines import distance, inside
from server.library.shapes import Library, Muscle
from server.library.smooth import closed_path, open_path
from tests.content.conftest import Spoil, problems_of

SKULL, EYE = "muscles/suboccipitals.toml", "muscles/orbicularis-oculi.toml"
NO_GO = "figures/no-go.toml"
# Views that turn the same head about its own axis: one spot has one height in all of them.
LEVEL = ("front", "back", "side", "quarter-front", "quarter-back")

corners = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=3, max_size=30, unique=True
)


def kinds(card: Muscle) -> set[str]:
    return {shape["kind"] for picture in card["pictures"] for shape in picture.get("shapes", [])}


def test_every_muscle_shows_its_shape_and_every_known_pain(library: Library):
    for muscle in library["muscles"]:
        missing = {"muscle", "zone"} - kinds(muscle)
        assert not missing or muscle["slug"] == "front-neck-muscles", muscle["slug"]


def test_every_place_that_is_pressed_shows_how(library: Library):
    for card in (*library["muscles"], *library["points"]):
        if card["self_treated"]:
            assert any("press" in picture for picture in card["pictures"]), card["slug"]
            assert any("zoom" in picture for picture in card["pictures"]), card["slug"]


def test_no_arrow_shows_the_way_to_press_a_muscle_that_is_only_looked_at(library: Library):
    for muscle in library["muscles"]:
        if not muscle["self_treated"]:
            assert all("press" not in picture for picture in muscle["pictures"]), muscle["slug"]


@pytest.mark.parametrize("slug", ["sternocleidomastoid", "neck-strap-rear", "front-neck-muscles"])
def test_the_neck_artery_and_the_throat_are_hatched_beside_the_neck_strap(
    library: Library, slug: str
):
    card = next(muscle for muscle in library["muscles"] if muscle["slug"] == slug)
    assert {"carotid", "throat"} <= set(card["pictures"][0].get("no_go", []))


def test_one_spot_has_one_height_in_all_views_of_the_head(library: Library):
    for card in (*library["muscles"], *library["points"]):
        heights = [
            {spot["y"] for spot in picture["spots"]}
            for picture in card["pictures"]
            if picture["view"] in LEVEL and picture["spots"]
        ]
        for found in heights[1:]:
            near = {y for y in found if min(abs(y - first) for first in heights[0]) <= 1}
            assert found == near, f"{card['slug']}: {found} stands beside {heights[0]}"


MISTAKES = [
    (
        SKULL,
        "x = 434, y = 485",
        "x = 300, y = 440",
        "pictures 1.spots 1 lies beside the muscle drawn in this picture.",
    ),
    (
        EYE,
        "x = 648, y = 338",
        "x = 630, y = 338",
        'pictures 1.spots 1.x and y touch "eyes", where nobody presses.',
    ),
    (
        SKULL,
        "[463, 462]",
        "[20, 462]",
        "pictures 1.shapes 1.points hold 20 462, which lies beside the body in the view back.",
    ),
    (
        SKULL,
        "[463, 462]",
        "[463, 4620]",
        "pictures 1.shapes 1.points hold [463, 4620], which is not x and y from 0 to 1000.",
    ),
    (
        SKULL,
        "zoom = [280, 280, 440]",
        "zoom = [460, 280, 440]",
        "pictures 1.zoom leaves out the spot at 434 485.",
    ),
    (
        SKULL,
        "zoom = [280, 280, 440]",
        "zoom = [680, 280, 440]",
        "pictures 1.zoom must be x, y and a size of 250 or more, within 1000.",
    ),
    (
        SKULL,
        'no_go = ["spine"]',
        'no_go = ["eyes"]',
        'pictures 1.no_go names "eyes", which has no outline in the view back.',
    ),
    (
        SKULL,
        "towards = 270",
        "towards = 400",
        "pictures 1.press 1.towards must be a whole number from 0 to 359.",
    ),
    (SKULL, 'kind = "muscle"', 'kind = "bone"', "pictures 1.shapes 1.kind must be one of muscle"),
    (NO_GO, 'name = "carotid"', 'name = "knee"', f"{NO_GO}: outlines 1.name must be one of"),
    (NO_GO, "points = [", "points = [[1]]\n#", "points must be at least 3 points, written as"),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_in_a_drawing_is_named(
    spoil: Spoil, file: str, old: str, new: str, sentence: str
):
    problems = spoil(file, old, new)
    assert any(sentence in problem for problem in problems), problems


def test_an_arrow_of_the_left_may_not_stand_on_the_right(folder: Path):
    path = folder / SKULL
    text = path.read_text("utf-8")
    arrow = re.search(r"\{ x = (\d+), y = \d+, towards = 270", text)
    assert arrow is not None
    moved = arrow[0].replace(arrow[1], str(1000 - int(arrow[1])), 1)
    path.write_text(text.replace(arrow[0], moved), "utf-8")
    assert any(
        "press 1.side is left, but in the view back" in sentence for sentence in problems_of(folder)
    )


@given(corners)
def test_a_smooth_outline_goes_through_every_point_and_closes(points: list[tuple[int, int]]):
    drawn = closed_path(points)
    ends = [tuple(map(int, part.split()[-2:])) for part in drawn[1:-1].split("C")]
    assert ends == [*points, points[0]]
    assert (drawn[0], drawn[-1]) == ("M", "Z")


@given(corners)
def test_a_line_begins_and_ends_at_its_points(points: list[tuple[int, int]]):
    ends = [tuple(map(int, part.split()[-2:])) for part in open_path(points)[1:].split("C")]
    assert ends == points


def test_a_point_is_as_far_from_an_outline_as_a_ruler_says():
    square = [[(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]]
    assert distance(square, 5, 5) == 0
    assert distance(square, 13, 14) == 5
    assert distance(square, 5, 12) == 2
    assert not inside(square, 5, 12)
