"""Steps of routines and cards, and the arithmetic of their seconds."""

import re

from server.library.outlines import Outlines
from server.library.pictures import read_pictures
from server.library.shapes import KINDS, SIDES, TOOLS, Step
from server.library.slugs import SLUG
from server.library.table import Table

LONGEST_CUE, MOST_SENTENCES, MOST_SENTENCES_OF_APP = 90, 3, 8
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def step_seconds(step: Step) -> int:
    """The length of a step: get ready, then each side with its holds and rests, then the change of sides."""
    sides = 2 if step["sides"] == "left-right" else 1
    one_side = step["hold_seconds"] * step["reps"] + step["rest_seconds"] * (step["reps"] - 1)
    return step["ready_seconds"] + sides * one_side + step["switch_seconds"]


def read_step(table: Table, outlines: Outlines) -> Step:
    """A step from its table; pictures are those written in the step itself."""
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
            "instead": table.texts("instead"),
            "level": table.level("level"),
            "find": table.flag("find"),
            "hands": table.choice("hands", ("one", "both", "none")),
            "ready_seconds": table.number("ready_seconds", 0, 60),
            "hold_seconds": table.number("hold_seconds", 0, 120),
            "reps": table.number("reps", 1, 12, 1),
            "rest_seconds": table.number("rest_seconds", 0, 60, 0),
            "switch_seconds": table.number("switch_seconds", 0, 30, 0),
            "figures": read_pictures(table, "figures", outlines),
            "poses": table.texts("poses"),
            "reach": table.optional_text("reach"),
            "reach_poses": table.texts("reach_poses"),
            "lying_flat": False,
        }
        _check_words(table, step)
        _check_instead(table, step)
        _check_times(table, step)
        return step


def _check_instead(table: Table, step: Step) -> None:
    for tool in step["instead"]:
        if tool not in TOOLS or tool in (step["tool"], "none", "app"):
            table.wrong("instead", f'names "{tool}", which is not another tool.')


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
