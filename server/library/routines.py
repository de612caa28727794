"""Routines, one file each."""

import re

from server.library.outlines import Outlines
from server.library.shapes import UNLOCKS, WHERE, Routine
from server.library.slugs import read_slug
from server.library.steps import read_step, step_seconds
from server.library.table import Table
from server.library.versions import read_versions

CODE = re.compile(r"[RX]\d{1,2}")


def read_routine(table: Table, outlines: Outlines) -> Routine:
    """A routine from its file; pictures of a step are still those written in the routine itself."""
    with table:
        unlock = table.texts("unlock")
        steps = [read_step(step, outlines) for step in table.tables("steps", required=True)]
        if table.flag("lying_flat"):
            for step in steps:
                step["lying_flat"] = True
        routine: Routine = {
            "slug": read_slug(table),
            "code": table.text("code"),
            "title": table.text("title"),
            "purpose": table.text("purpose"),
            "frequency": table.text("frequency"),
            "per_day": table.number("per_day", 1, 12) if table.has("per_day") else None,
            "every_days": table.number("every_days", 2, 7) if table.has("every_days") else None,
            "first_week_every_days": table.number("first_week_every_days", 2, 7)
            if table.has("first_week_every_days")
            else None,
            "hours_between": table.number("hours_between", 1, 24)
            if table.has("hours_between")
            else None,
            "where": table.texts("where", required=True),
            "versions": read_versions(table, steps),
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
    for name in set(routine["where"]) - set(WHERE):
        table.wrong("where", f'names "{name}", which is not one of {", ".join(WHERE)}.')
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
