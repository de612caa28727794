"""A wrong file is answered with a sentence that names the file and the field."""

from pathlib import Path

import pytest

from server.library import ContentError, build_figures
from server.library.claims import claims_in
from tests.content.conftest import Spoil, problems_of

DESK, GENTLE, LESSON = (
    "routines/desk-break.toml",
    "routines/gentle.toml",
    "routines/first-time-learning.toml",
)
SKULL, MASSETER = "muscles/suboccipitals.toml", "muscles/masseter.toml"

MISTAKES = [
    (
        DESK,
        "hold_seconds = 20",
        "hold_second = 20",
        f"{DESK}: steps 2.hold_second is not a field we know",
    ),
    (
        DESK,
        "hold_seconds = 20",
        'hold_seconds = "20"',
        f"{DESK}: steps 2.hold_seconds must be a whole number",
    ),
    (
        DESK,
        "hold_seconds = 20",
        "hold_seconds = 25",
        f"{DESK}: seconds is 178, but the steps add up to 188.",
    ),
    (
        DESK,
        "level = [4, 4]",
        "level = [4, 7]",
        'steps 2 (upper-trapezius) is above the ceiling 6 of "shoulder-top"',
    ),
    (
        DESK,
        "level = [3, 3]",
        "level = [5, 5]",
        'steps 3 (suboccipitals) is above the ceiling 4 of "under-skull-ledge"',
    ),
    (DESK, "level = [4, 4]", "level = [4]", f"{DESK}: steps 2.level must be two whole numbers"),
    (
        DESK,
        '"shoulder-top"]',
        '"shoulder-tip"]',
        "steps 2 (upper-trapezius) names the unknown place shoulder-tip.",
    ),
    (
        DESK,
        '"under-skull-ledge"',
        '"front-of-neck"',
        'touches "front-of-neck", where nobody presses.',
    ),
    (
        DESK,
        'tool = "pincer"',
        'tool = "hammer"',
        f"{DESK}: steps 2.tool must be one of none, fingers",
    ),
    (
        DESK,
        'tool = "pincer"',
        'tool = "pointer"',
        'uses the tool pointer on "neck-shoulder-roll", where',
    ),
    (
        DESK,
        'target = "suboccipitals"',
        'target = "sternocleidomastoid"',
        "which is not for self-treatment.",
    ),
    (
        DESK,
        'target = "suboccipitals"',
        'target = "nowhere"',
        'has the target "nowhere", which has no file.',
    ),
    (DESK, 'target = "calm-breath"\n', "", f"{DESK}: steps 1 (breath) has no picture"),
    (
        DESK,
        "unlock = ",
        "notes2 = ",
        f'{DESK}: unlock must name "screening", because a step presses.',
    ),
    (
        DESK,
        'cue = "Sit tall and',
        'cue = "Sit tall. And',
        f"{DESK}: steps 1.cue must be one sentence",
    ),
    (
        DESK,
        'slug = "breath"',
        'slug = "chin-tuck"',
        f'{DESK}: steps have the slug "chin-tuck" more than once.',
    ),
    (DESK, 'code = "R01"', 'code = "R07"', f'{GENTLE}: code "R07" is already used by {DESK}.'),
    (
        DESK,
        "Loosen neck",
        "A proven way to loosen neck",
        'promises too much with the word "proven".',
    ),
    (
        DESK,
        '"Gulick2011"',
        '"Nobody1900"',
        f'{DESK}: sources name "Nobody1900", which is not in sources.toml.',
    ),
    (DESK, "code =", "code", f"{DESK}: is not readable as TOML"),
    (
        GENTLE,
        "level = [2, 2]",
        "level = [3, 3]",
        f'{GENTLE}: steps "shoulder-stroke" is above the ceiling 2',
    ),
    (
        LESSON,
        "switch_seconds = 5\n",
        "",
        f"{LESSON}: steps 2.switch_seconds must be given for left-right",
    ),
    (
        LESSON,
        "hold_seconds = 20\nswitch",
        "hold_seconds = 121\nswitch",
        f"{LESSON}: steps 2.hold_seconds must be",
    ),
    (
        SKULL,
        'side = "left"',
        'side = "right"',
        f"{SKULL}: pictures 1.spots 1.side is right, but in the view back",
    ),
    (
        SKULL,
        "x = 434, y = 485",
        "x = 420, y = 485",
        f"{SKULL}: pictures 1.spots must be the same on both sides",
    ),
    (
        SKULL,
        "x = 434, y = 485",
        "x = 20, y = 485",
        f"{SKULL}: pictures 1.spots 1.x and y lie beside the body",
    ),
    (
        SKULL,
        "level = [3, 4]",
        "level = [3, 5]",
        f'{SKULL}: level is above the ceiling 4 of "under-skull-ledge".',
    ),
    (MASSETER, 'code = "M10"', 'code = ""', f"{MASSETER}: code must be a text that is not empty."),
    (
        MASSETER,
        'evidence = "tradition"',
        'evidence = "sure"',
        f"{MASSETER}: evidence must be one of high",
    ),
    (
        "safety.toml",
        "ceiling = 4",
        "ceiling = 7",
        "safety.toml: places 1.ceiling must be a whole number from 0 to 6.",
    ),
    (
        "safety.toml",
        "migraine_ceiling = 3",
        "migraine_ceiling = 4",
        "must be at most 3 on head and neck.",
    ),
    (
        "safety.toml",
        '"no-touch:neck,scalp,temple"',
        '"no-touch:nek"',
        'unscreened hold a mistake: "no-touch:nek" names the',
    ),
    (
        "safety.toml",
        'effects = ["no-routine"]',
        'effects = ["no-rutine"]',
        "is not an effect we know.",
    ),
    (
        "safety.toml",
        'effects = ["gentle-only"]',
        'effects = ["max-level:high"]',
        "must give a level from 0 to 10",
    ),
    ("safety.toml", 'id = "m2"', 'id = "m1"', 'safety.toml: questions hold "m1" more than once.'),
    (
        "safety.toml",
        'action = "A"\neffects = ["no-routine"]',
        'action = "A"\neffects = []',
        "because the action is A.",
    ),
    (
        "safety.toml",
        'AE = { emergency = "998" }',
        'AE = { emergency = "call" }',
        "must be digits and spaces only.",
    ),
    ("safety.toml", 'asks = "fifty"', "", "each asks names a group's asked"),
    (
        "safety.toml",
        'slug = "half-dose"',
        'slug = "migraine"',
        'effects lack the sentence for "half-dose".',
    ),
    (
        "sources.toml",
        "[Gulick2011]",
        "[Gulick2012]",
        "sources.toml: Gulick2012 is named by no file.",
    ),
    ("sources.toml", 'kind = "paper"', 'kind = "rumour"', "kind must be one of paper"),
    (
        "figures/back.svg",
        'class="skin"',
        'class="hide"',
        'path of class "skin" must stand exactly once.',
    ),
    ("figures/back.svg", "0 0 1000 1000", "0 0 10 10", "figures/back.svg: viewBox must be"),
    (
        DESK,
        '2 = ["breath", "upper',
        '2 = ["upper-trapezius", "upper',
        f"{DESK}: minutes.2 must name steps of this routine, each once",
    ),
    (
        DESK,
        '2 = ["breath", "upper-trapezius", "suboccipitals"]',
        '2 = ["breath", "upper-trapezius", "suboccipitals", "chin-tuck", "blade-squeeze"]',
        f"{DESK}: minutes.2 lasts 178 s, more than 2 minutes",
    ),
    (
        "routines/pointer.toml",
        '5 = ["tool-check", ',
        "5 = [",
        'must keep "tool-check", because it is a screen and not a dose.',
    ),
    (
        "routines/neck-strap.toml",
        ', "neck-strap-locks"]',
        "]",
        'touches "neck-strap-lift", so unlock must name "neck-strap-locks".',
    ),
    (
        "routines/pointer.toml",
        'instead = ["hook"]',
        'instead = ["two-balls"]',
        'uses the tool two-balls on "shoulder-top", where it is not allowed.',
    ),
    (
        "tools/pointer.toml",
        '"blade-edge", ',
        '"back-of-neck", ',
        'name "back-of-neck", where this tool is not allowed.',
    ),
    (
        "tools/pointer.toml",
        '"blade-edge", ',
        "",
        'lack "blade-edge", where safety.toml allows this tool.',
    ),
    ("where-it-hurts.toml", "rank = 1", "rank = 2", "must have a muscle of rank 1"),
    (
        "where-it-hurts.toml",
        'muscle = "splenius-capitis"',
        'muscle = "nobody"',
        'names the muscle "nobody", which has no file.',
    ),
    (
        SKULL,
        'target = "suboccipitals"',
        'target = "masseter"',
        'step must have the slug and the target "suboccipitals".',
    ),
    ("safety.toml", "worse = 2", "worse = 4", "after_care.worse must not be more than worse_of."),
    ("figures/back.svg", "<svg", "<svg<", "figures/back.svg: is not readable as SVG"),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_named(spoil: Spoil, file: str, old: str, new: str, sentence: str):
    problems = spoil(file, old, new)
    assert any(sentence in problem for problem in problems), problems


def test_the_shipped_content_has_no_mistake(folder: Path):
    assert problems_of(folder) == []


def test_a_missing_file_is_named(folder: Path):
    (folder / "safety.toml").unlink()
    assert "safety.toml: this file is missing." in problems_of(folder)


def test_a_missing_figure_is_named(folder: Path):
    (folder / "figures/top.svg").unlink()
    with pytest.raises(ContentError, match=r"figures/top\.svg: this figure is missing\."):
        build_figures(folder)


def test_all_mistakes_are_named_at_once(spoil: Spoil, folder: Path):
    spoil(DESK, "hold_seconds = 20", "hold_seconds = 25")
    assert len(spoil(MASSETER, 'code = "M10"', 'code = ""')) >= 2


def test_one_more_file_adds_a_routine_and_a_point(folder: Path):
    routine = (
        (folder / DESK)
        .read_text("utf-8")
        .replace('"R01"', '"R99"')
        .replace("Desk break", "My break")
    )
    (folder / "routines/my-break.toml").write_text(routine, "utf-8")
    (folder / "points").mkdir(exist_ok=True)
    point = (folder / SKULL).read_text("utf-8").replace('"M01"', '"GB99"')
    point = point.replace('"suboccipitals"', '"gb99"')
    (folder / "points/gb99.toml").write_text(point, "utf-8")
    assert problems_of(folder) == []


@pytest.mark.parametrize(
    "claim",
    ["It cures headaches", "prevents migraine", "flushes toxins", "Clinically tested", "pain-free"],
)
def test_a_promise_is_found(claim: str):
    assert list(claims_in({"text": [claim]}))


@pytest.mark.parametrize(
    "text", ["secure the ball", "a healthy back", "the question mark", "accurate"]
)
def test_an_innocent_word_is_not_taken_for_a_promise(text: str):
    assert not list(claims_in(text))
