"""The safety rows say what the clinical pages say."""

import re
import tomllib

import pytest

from server.library import effects
from server.library.shapes import Library, Question
from tests.content.conftest import CONTENT


def questions(library: Library) -> dict[str, Question]:
    groups = library["safety"]["screening"]["groups"]
    return {
        question["id"]: question
        for question in (
            *library["safety"]["micro"],
            *(row for group in groups for row in group["questions"]),
        )
    }


def test_every_condition_of_the_list_is_asked(library: Library):
    assert {f"X{number:02}" for number in range(1, 23)} - {"X06"} <= questions(library).keys()


def test_every_warning_sign_of_the_list_is_asked(library: Library):
    asked = {re.sub(r"[ab]$", "", name) for name in questions(library) if name.startswith("Q")}
    assert asked == {f"Q{number}" for number in range(1, 17)}


@pytest.mark.parametrize(
    "name", ["m1", "m2", "m3", "m5", "Q4", "Q3", "Q1a", "E2a", "E2b", "Q12a", "Q13a", "Q14a", "CO"]
)
def test_an_emergency_sign_closes_every_routine(library: Library, name: str):
    question = questions(library)[name]
    assert (question["action"], "no-routine" in question["effects"]) == ("A", True)


def test_a_stiff_neck_without_fever_stops_nothing(library: Library):
    stiff = [row["text"] for row in library["safety"]["micro"] if "stiff" in row["text"]]
    assert len(stiff) == 1
    assert "Fever" in stiff[0]


def test_a_usual_aura_is_asked_once_and_then_left_alone(library: Library):
    assert questions(library)["aura"]["effects"] == []
    assert "usual aura does not count" in questions(library)["m2"].get("help", "")


def test_yesterdays_soreness_leaves_the_gentle_routine_only(library: Library):
    assert questions(library)["m8"]["effects"] == ["gentle-only"]


def test_in_pregnancy_the_hand_web_is_left_out_and_the_shoulder_top_gets_soft_palms(
    library: Library,
):
    rules = questions(library)["X07"]["effects"]
    assert {"no-touch:hand-web", "max-level:2:shoulder-top", "palms-only:shoulder-top"} <= set(
        rules
    )


@pytest.mark.parametrize(("name", "hours"), [("X10", 24), ("X11", 48), ("X12", 48)])
def test_needles_and_manipulation_are_forgotten_after_their_time(
    library: Library, name: str, hours: int
):
    assert questions(library)[name].get("hours") == hours


def test_sore_temples_at_fifty_close_temple_jaw_and_scalp(library: Library):
    assert {"temple", "jaw", "scalp"} <= effects.touches(questions(library)["Q14"]["effects"])
    age = next(row for row in library["safety"]["ages"] if row["years"] == 50)
    asked = next(
        group
        for group in library["safety"]["screening"]["groups"]
        if group.get("asked") == age.get("asks")
    )
    assert {"Q5", "Q14"} <= {question["id"] for question in asked["questions"]}


def test_under_eighteen_there_is_no_routine(library: Library):
    age = next(row for row in library["safety"]["ages"] if row["years"] == 18)
    assert (age.get("under"), age["effects"]) == (True, ["no-routine"])


def test_the_budget_is_twelve_minutes_ninety_seconds_and_three_times(library: Library):
    budget = library["safety"]["budget"]
    assert budget["seconds_per_day"] == 720
    assert (budget["seconds_per_spot"], budget["times_per_day"]) == (90, 3)
    assert (budget["agreed"]["seconds_per_day"], budget["agreed"]["times_per_day"]) == (1200, 4)


def test_soreness_rests_two_days_and_needs_a_doctor_after_three(library: Library):
    care = library["safety"]["after_care"]
    assert (care["sore_rest_hours"], care["sore_doctor_hours"]) == (48, 72)
    assert (care["worse"], care["worse_of"], care["unsettled_spots"]) == (2, 3, 3)
    assert care["watch_days"] == 14


def test_the_neck_strap_is_closed_by_age_by_rhythm_and_for_everyone_without_its_lock(
    library: Library,
):
    lift = next(row for row in library["safety"]["places"] if row["slug"] == "neck-strap-lift")
    assert lift.get("unlock") == "neck-strap-locks"
    assert (lift["ceiling"], lift["attack_ceiling"]) == (2, 0)
    for row in library["safety"]["ages"]:
        if row["years"] in (50, 65):
            assert "neck-strap-lift" in effects.touches(row["effects"])
    assert "neck-strap-lift" in effects.touches(questions(library)["X05h"]["effects"])


def test_the_therapist_lock_is_a_sentence_to_agree_to(library: Library):
    rows = {row["slug"]: row for row in library["safety"]["unlocks"]}
    assert rows["therapist-knows"]["confirm"] == ["My therapist or doctor knows that I do this."]
    assert len(rows["neck-strap-locks"]["confirm"]) >= 6


def test_the_questions_before_a_routine_are_short_enough_for_one_screen(library: Library):
    assert max(len(row["text"]) for row in library["safety"]["micro"]) <= 90
    assert sum(len(row["text"]) for row in library["safety"]["micro"]) <= 360


def test_there_is_an_emergency_number_for_forty_countries_and_for_the_rest(library: Library):
    emergency = library["safety"]["emergency"]
    assert len(emergency["numbers"]) >= 40
    assert emergency["fallback"] == ["112", "911", "999"]
    assert [emergency["numbers"][country]["emergency"] for country in ("US", "GB", "DE", "AU")] == [
        "911",
        "999",
        "112",
        "000",
    ]


def test_every_stop_leads_somewhere_and_one_to_the_emergency_page(library: Library):
    assert {reason["then"] for reason in library["safety"]["stop_reasons"]} == {
        "emergency",
        "doctor-today",
        "spot",
        "today",
        "log",
    }


def test_every_source_of_our_own_is_listed_for_sign_off(library: Library):
    assert all("proposal" in row["source"] for row in library["safety"]["proposals"])
    assert len(library["safety"]["proposals"]) >= 15


def test_every_row_names_its_sources_and_each_of_them_is_listed(library: Library):
    rows = tomllib.loads((CONTENT / "safety.toml").read_text("utf-8"))
    lists = [
        rows[name] for name in ("ages", "places", "unlocks", "micro", "stop_reasons", "proposals")
    ]
    lists += [group["questions"] for group in rows["screening"]]
    lists += [[rows[name]] for name in ("budget", "after_care", "again", "advice", "emergency")]
    lists += [[rows["budget"]["agreed"]]]
    for row in (row for each in lists for row in each):
        assert row["source"]
        assert set(row["source"]) <= library["sources"].keys()


def test_the_table_of_effects_in_the_file_names_each_effect():
    comment = (CONTENT / "safety.toml").read_text("utf-8").partition("unscreened =")[0]
    assert all(re.search(rf"^#   .*\b{slug}\b", comment, re.MULTILINE) for slug in effects.SLUGS)
