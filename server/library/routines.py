"""Routines, one file each, and the arithmetic of their seconds."""

import re

from server.library.cards import SLUG, read_slug
from server.library.figures import Outlines
from server.library.pictures import read_pictures
from server.library.shapes import KINDS, SIDES, TOOLS, Routine, Step
from server.library.table import Table

CODE = re.compile(r"[RX]\d{1,2}")
# What has to be done before a routine opens: the full screening, the first lesson, three rounds without soreness,
# "my therapist or doctor knows I do this", and the locks of the neck strap.
UNLOCKS = ("screening", "first-lesson", "soreness-free-3", "therapist-knows", "neck-strap-locks")
LONGEST_CUE, MOST_SENTENCES, MOST_SENTENCES_OF_APP = 90, 3, 8
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def step_seconds(step: Step) -> int:
    """The length of a step: get ready, then each side with its holds and rests, then the change of sides."""
    sides = 2 if step["sides"] == "left-right" else 1
    one_side = step["hold_seconds"] * step["reps"] + step["rest_seconds"] * (step["reps"] - 1)
    return step["ready_seconds"] + sides * one_side + step["switch_seconds"]


def read_routine(table: Table, outlines: Outlines) -> Routine:
    """A routine from its file; pictures of a step are still those written in the routine itself."""
    with table:
        unlock = table.texts("unlock")
        steps = [_read_step(step, outlines) for step in table.tables("steps", required=True)]
        routine: Routine = {
            "slug": read_slug(table),
            "code": table.text("code"),
            "title": table.text("title"),
            "purpose": table.text("purpose"),
            "frequency": table.text("frequency"),
            "per_day": table.number("per_day", 1, 12) if table.has("per_day") else None,
            "notes": table.texts("notes"),
            "pressing": any(step["kind"] == "press" for step in steps),
            "needs_screening": "screening" in unlock,
            "needs_first_lesson": "first-lesson" in unlock,
            "unlock": unlock,
            "seconds": table.number("seconds", 1, 3600),
            "steps": steps,
            "sources": table.texts("sources", required=True),
        }
        _check_routine(table, routine, table.number("ceiling", 0, 6, 6))
        return routine


def _check_routine(table: Table, routine: Routine, ceiling: int) -> None:
    if not CODE.fullmatch(routine["code"]):
        table.wrong("code", "must be R or X and a number, such as R01.")
    for name in set(routine["unlock"]) - set(UNLOCKS):
        table.wrong("unlock", f'names "{name}", which is not one of {", ".join(UNLOCKS)}.')
    if routine["pressing"] and not routine["needs_screening"]:
        table.wrong("unlock", 'must name "screening", because a step presses.')
    total = sum(step_seconds(step) for step in routine["steps"])
    if routine["seconds"] != total:
        table.wrong("seconds", f"is {routine['seconds']}, but the steps add up to {total}.")
    slugs = [step["slug"] for step in routine["steps"]]
    for slug in {slug for slug in slugs if slugs.count(slug) > 1}:
        table.wrong("steps", f'have the slug "{slug}" more than once.')
    for step in routine["steps"]:
        if step["level"][1] > ceiling:
            table.wrong(
                "steps", f'"{step["slug"]}" is above the ceiling {ceiling} of this routine.'
            )


def _read_step(table: Table, outlines: Outlines) -> Step:
    with table:
        sides = table.choice("sides", SIDES)
        step: Step = {
            "slug": table.text("slug"),
            "title": table.text("title"),
            "text": table.text("text"),
            "cue": table.text("cue"),
            "kind": table.choice("kind", KINDS),
            "target": table.optional_text("target"),
            "places": table.texts("places"),
            "sides": sides,
            "tool": table.choice("tool", TOOLS),
            "level": table.level("level"),
            "find": table.flag("find"),
            "hands": table.choice("hands", ("one", "both", "none")),
            "ready_seconds": table.number("ready_seconds", 0, 60),
            "hold_seconds": table.number("hold_seconds", 0, 120),
            "reps": table.number("reps", 1, 12, 1),
            "rest_seconds": table.number("rest_seconds", 0, 60, 0),
            "switch_seconds": table.number("switch_seconds", 0, 30, 0),
            "figures": read_pictures(table, "figures", outlines),
            "reach": table.optional_text("reach"),
        }
        _check_words(table, step)
        _check_times(table, step)
        return step


def _check_words(table: Table, step: Step) -> None:
    if not SLUG.fullmatch(step["slug"]):
        table.wrong("slug", "must be lower-case words joined by hyphens.")
    if len(SENTENCE_END.findall(step["cue"])) != 1 or len(step["cue"]) > LONGEST_CUE:
        table.wrong(
            "cue", f"must be one sentence of at most {LONGEST_CUE} letters, because it is spoken."
        )
    most = MOST_SENTENCES_OF_APP if step["kind"] == "app" else MOST_SENTENCES
    if len(SENTENCE_END.findall(step["text"])) > most:
        table.wrong("text", f"must be at most {most} short sentences.")


def _check_times(table: Table, step: Step) -> None:
    if (step["sides"] == "left-right") != (step["switch_seconds"] > 0):
        table.wrong("switch_seconds", "must be given for left-right, and only there.")
    if step["reps"] == 1 and step["rest_seconds"]:
        table.wrong("rest_seconds", "counts between repetitions, but reps is 1.")
