"""Shorter forms of a routine: which of its steps are played in 2, 5 or 10 minutes."""

from server.library.shapes import MINUTES, Step, Version
from server.library.steps import step_seconds
from server.library.table import Table

SLACK = 30
"""Seconds by which a version may be longer than its minutes say."""


def read_versions(table: Table, steps: list[Step]) -> list[Version]:
    """The versions under `minutes`, shortest first; none where a routine is only played as a whole."""
    if not table.has("minutes"):
        return []
    with table.table("minutes") as written:
        return [
            _read_version(written, minutes, steps)
            for minutes in MINUTES
            if written.has(str(minutes))
        ]


def _read_version(table: Table, minutes: int, steps: list[Step]) -> Version:
    name = str(minutes)
    slugs = table.texts(name, required=True)
    chosen = [step for step in steps if step["slug"] in slugs]
    seconds = sum(map(step_seconds, chosen))
    if slugs != [step["slug"] for step in chosen]:
        table.wrong(name, "must name steps of this routine, each once, in their order.")
    if len(chosen) == len(steps):
        table.wrong(name, "must leave out at least one step.")
    for step in steps:
        if step["kind"] == "app" and step["slug"] not in slugs:
            table.wrong(name, f'must keep "{step["slug"]}", because it is a screen and not a dose.')
    if seconds > minutes * 60 + SLACK:
        table.wrong(name, f"lasts {seconds} s, more than {minutes} minutes and {SLACK} seconds.")
    return {"minutes": minutes, "seconds": seconds, "steps": slugs}
