"""The routines hold the doses a clinician wrote down, and no step is stronger than its place allows."""

import pytest

from server.library.shapes import Library, Place, Routine, Step
from server.library.steps import step_seconds
from tests.content.doses import DOSES, SIDES, TOTALS


def routine(library: Library, code: str) -> Routine:
    return next(found for found in library["routines"] if found["code"] == code)


def all_steps(library: Library) -> list[tuple[str, Step]]:
    return [
        (f"{found['code']} {step['slug']}", step)
        for found in library["routines"]
        for step in found["steps"]
    ]


def places_of(library: Library, step: Step) -> list[Place]:
    return [place for place in library["safety"]["places"] if place["slug"] in step["places"]]


@pytest.mark.parametrize("code", DOSES)
def test_each_dose_is_the_one_in_the_clinical_table(library: Library, code: str):
    found = [
        (
            step["ready_seconds"],
            step["hold_seconds"],
            step["reps"],
            step["rest_seconds"],
            *step["level"],
            step_seconds(step),
        )
        for step in routine(library, code)["steps"]
    ]
    assert found == DOSES[code]
    assert [step["sides"] for step in routine(library, code)["steps"]] == SIDES[code]


@pytest.mark.parametrize(("code", "length"), TOTALS.items())
def test_the_steps_add_up_to_the_printed_length(library: Library, code: str, length: str):
    found = routine(library, code)
    total = sum(row[-1] for row in DOSES[code])
    assert found["seconds"] == total
    assert f"{total // 60}:{total % 60:02}" == length


def test_no_step_is_stronger_than_its_places_allow(library: Library):
    for name, step in all_steps(library):
        if step["kind"] in ("press", "stroke", "rest-contact"):
            assert step["level"][1] <= min(
                place["ceiling"] for place in places_of(library, step)
            ), name
            assert step["level"][1] <= 6, name


def test_head_and_face_never_get_more_than_three(library: Library):
    for place in library["safety"]["places"]:
        if place["region"] in ("scalp", "face", "jaw"):
            assert place["ceiling"] <= 3, place["slug"]


def test_with_migraine_head_and_neck_get_at_most_three_and_one_in_an_attack(library: Library):
    for place in library["safety"]["places"]:
        if place["region"] in ("neck", "scalp", "face", "jaw"):
            assert place["migraine_ceiling"] <= 3, place["slug"]
            assert place["attack_ceiling"] <= 1, place["slug"]


def test_under_the_skull_ledge_counts_as_neck(library: Library):
    place = next(
        place for place in library["safety"]["places"] if place["slug"] == "under-skull-ledge"
    )
    assert (place["ceiling"], place["migraine_ceiling"], place["attack_ceiling"]) == (4, 3, 1)


def test_the_gentle_routine_never_goes_above_two(library: Library):
    assert max(step["level"][1] for step in routine(library, "R07")["steps"]) <= 2


def test_nobody_presses_a_forbidden_place(library: Library):
    forbidden = {place["slug"] for place in library["safety"]["places"] if place["never"]}
    assert {
        "front-of-neck",
        "neck-strap",
        "spine-bones",
        "under-jaw",
        "eyeball",
        "ear-lobe-hollow",
    } <= forbidden
    for name, step in all_steps(library):
        assert not forbidden & set(step["places"]), name


def test_the_neck_strap_is_looked_at_and_never_touched(library: Library):
    steps = [step for _, step in all_steps(library) if step["target"] == "sternocleidomastoid"]
    assert [(step["kind"], step["hands"], step["places"]) for step in steps] == [
        ("look", "none", [])
    ]
    assert all(
        spot.get("mark") == "look"
        for step in steps
        for picture in step["figures"]
        for spot in picture["spots"]
    )


def test_every_step_a_person_does_has_a_picture_with_words(library: Library):
    for name, step in all_steps(library):
        if step["kind"] != "app":
            assert step["figures"], name
            assert all(len(picture["alt"]) >= 40 for picture in step["figures"]), name


def test_safety_talk_stop_drill_and_after_care_are_app_steps(library: Library):
    lesson = routine(library, "R10")["steps"]
    assert [step["slug"] for step in lesson if step["kind"] == "app"] == [
        "safety-talk",
        "stop-drill",
        "after-care",
    ]


def test_pressing_routines_wait_for_the_screening_and_the_others_do_not(library: Library):
    waits = {
        found["code"]: (found["pressing"], found["needs_screening"])
        for found in library["routines"]
    }
    assert waits["R01"] == waits["R10"] == (True, True)
    assert waits["R07"] == waits["R12"] == (False, False)


# Beside the screening, which every routine that presses waits for.
UNLOCKS = {
    "R01": set(),
    "R02": {"first-lesson"},
    "R03": {"first-lesson", "soreness-free-3"},
    "R04": {"first-lesson", "soreness-free-3", "therapist-knows"},
    "R05": {"first-lesson", "soreness-free-3", "therapist-knows"},
    "R06": {"first-lesson"},
    "R07": set(),
    "R08": set(),
    "R09": {"first-lesson"},
    "R10": set(),
    "R11": {"first-lesson"},
    "R12": set(),
    "X1": {"first-lesson", "soreness-free-3", "therapist-knows", "neck-strap-locks"},
}
LIMITS = {
    "R01": (3, None, None),
    "R02": (2, None, 2),
    "R03": (1, None, None),
    "R04": (1, 2, None),
    "R05": (1, None, None),
    "R06": (3, None, None),
    "R07": (4, None, None),
    "R08": (None, None, None),
    "R09": (2, None, None),
    "R10": (None, None, None),
    "R11": (1, None, None),
    "R12": (3, None, None),
    "X1": (1, None, None),
}


def test_each_routine_opens_with_its_own_locks(library: Library):
    assert {
        found["code"]: set(found["unlock"]) - {"screening"} for found in library["routines"]
    } == UNLOCKS


def test_each_routine_has_its_limit_of_rounds_days_and_hours(library: Library):
    assert {
        found["code"]: (found["per_day"], found["every_days"], found["hours_between"])
        for found in library["routines"]
    } == LIMITS
    assert routine(library, "R03")["first_week_every_days"] == 2


def test_the_neck_strap_is_lifted_in_the_add_on_only_lightly_and_for_ten_seconds_twice(
    library: Library,
):
    lifted = [
        (name, step) for name, step in all_steps(library) if "neck-strap-lift" in step["places"]
    ]
    assert [name for name, _ in lifted] == ["X1 upper-third", "X1 lower-third"]
    for _, step in lifted:
        assert (step["hold_seconds"], step["reps"], step["level"]) == (10, 2, (2, 2))
        assert (step["sides"], step["switch_seconds"], step["tool"]) == ("left-right", 20, "pincer")
    assert routine(library, "X1")["seconds"] == 144


def test_in_the_migraine_routine_fingers_only_rest_on_neck_and_head(library: Library):
    for step in routine(library, "R08")["steps"]:
        regions = {place["region"] for place in places_of(library, step)}
        if regions & {"neck", "face", "scalp", "jaw"}:
            assert (step["kind"], step["level"]) == ("rest-contact", (1, 1)), step["slug"]


def test_no_spot_is_pressed_for_more_than_ninety_seconds_in_a_routine(library: Library):
    limbs = {
        place["slug"]
        for place in library["safety"]["places"]
        if place["region"] in ("hand", "forearm", "foot")
    }
    for found in library["routines"]:
        seconds: dict[str, int] = {}
        for step in found["steps"]:
            if step["kind"] in ("press", "stroke", "rest-contact") and step["level"][1] > 2:
                for place in step["places"]:
                    held = step["hold_seconds"] * step["reps"]
                    seconds[place] = seconds.get(place, 0) + held
        for place, held in seconds.items():
            assert held <= (120 if place in limbs else 90), (found["code"], place)


def test_every_step_that_presses_says_what_to_do_when_it_cannot_be_reached(library: Library):
    for name, step in all_steps(library):
        if step["kind"] in ("press", "stroke", "rest-contact") and not name.startswith("X1"):
            assert step["reach"], name


def test_a_desk_break_is_for_three_times_a_day(library: Library):
    assert [routine(library, code)["per_day"] for code in ("R01", "R07", "R12")] == [3, 4, 3]
