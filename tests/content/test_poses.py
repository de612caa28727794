"""Every step and every movement shows what the person does, in few bytes and in words."""

import json
from pathlib import Path

import brotli
import pytest

from server.library import build_poses
from server.library.poses import read_poses
from server.library.problems import Problems
from server.library.shapes import Library, Step
from tests.content.conftest import CONTENT, Spoil, problems_of

DESK, TURNS = "routines/desk-break.toml", "movements/easy-turns.toml"
MASSETER = "muscles/masseter.toml"
ONE_PICTURE, ALL_PICTURES = 3_500, 150_000

MISTAKES = [
    (
        DESK,
        'poses = ["pincer-shoulder"]\n',
        "",
        f'{DESK}: steps "upper-trapezius" must have poses: pictures of what the person does.',
    ),
    (
        DESK,
        'reach_poses = ["pincer-shoulder-table"]\n',
        "",
        f'{DESK}: steps "upper-trapezius" must have reach_poses exactly where it has reach',
    ),
    (
        DESK,
        '["pincer-shoulder"]',
        '["pincer-sholder"]',
        'names the pose "pincer-sholder", which is not in poses.toml.',
    ),
    (
        MASSETER,
        'poses = ["cheek-pads"]\n',
        "",
        f'{MASSETER}: steps "masseter" must have poses',
    ),
    (
        TURNS,
        'poses = ["turn-start", "turn-end"]',
        'poses = ["turn-start"]',
        'steps "easy-turns" moves, so its poses must be a start and an end.',
    ),
    (
        TURNS,
        'poses = ["turn-start", "turn-end"]\n',
        "",
        f"{TURNS}: poses must name one picture if it is still, or its start and its end.",
    ),
    (
        "figures/poses.toml",
        "turn-end =",
        "turned-end =",
        "figures/poses.toml: turn-end has a picture and needs a text.",
    ),
    (
        "figures/poses.toml",
        "turn-end =",
        'lonely-pose = "A picture of this name was never drawn."\nturn-end =',
        "figures/poses/lonely-pose.svg: this picture is missing.",
    ),
    (
        "figures/poses/turn-end.svg",
        'class="skin"',
        'class="fur"',
        'figures/poses/turn-end.svg: path of class "fur" must be one of',
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_step_without_its_picture_is_named(
    spoil: Spoil, file: str, old: str, new: str, sentence: str
):
    problems = spoil(file, old, new)
    assert any(sentence in problem for problem in problems), problems


def test_every_step_of_every_routine_and_card_shows_what_the_person_does(library: Library):
    for step in steps_of(library):
        assert step["poses"], step["slug"]
        assert bool(step["reach_poses"]) == (step["reach"] is not None), step["slug"]


def test_every_movement_shows_start_and_end_or_one_still_picture(library: Library):
    still = {movement["slug"] for movement in library["movements"] if len(movement["poses"]) == 1}
    assert still == {
        "aerobic-exercise",
        "body-scan",
        "calm-breath",
        "cold",
        "jaw-rest",
        "warmth",
    }


def test_a_step_of_a_movement_shows_the_pictures_of_the_movement(library: Library):
    poses = {movement["slug"]: movement["poses"] for movement in library["movements"]}
    tucks = [step for step in steps_of(library) if step["target"] == "chin-tuck"]
    assert tucks
    assert all(step["poses"] == poses["chin-tuck"] for step in tucks)


def test_each_picture_is_small_and_all_fit_their_share_of_the_offline_files():
    poses = build_poses(CONTENT)
    for name, drawing in poses["poses"].items():
        assert len(brotli.compress(json.dumps(drawing).encode())) <= ONE_PICTURE, name
    assert len(brotli.compress(json.dumps(poses).encode())) <= ALL_PICTURES


def test_each_picture_is_skin_and_shade_in_plain_path_data():
    problems = Problems()
    for name, drawing in read_poses(CONTENT / "figures/poses", problems).items():
        assert drawing["fills"]["skin"].startswith("M"), name
        assert drawing["tones"], name
    assert problems.sentences == []


def test_a_picture_that_no_step_shows_is_named(folder: Path):
    spare = folder / "figures/poses/turn-again.svg"
    spare.write_bytes((folder / "figures/poses/turn-end.svg").read_bytes())
    texts = folder / "figures/poses.toml"
    more = '\nturn-again = "The head has turned half-way to the left once more."\n'
    texts.write_text(texts.read_text("utf-8") + more, "utf-8")
    assert problems_of(folder) == [
        "figures/poses.toml: turn-again is shown by no step and no movement."
    ]


def steps_of(library: Library) -> list[Step]:
    own = [card["step"] for card in (*library["muscles"], *library["points"])]
    in_rounds = [step for routine in library["routines"] for step in routine["steps"]]
    return [*in_rounds, *(step for step in own if step is not None)]
