"""Poses: traced pictures of what a person does, each with a text, and the check that no step is without one."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from server.library.problems import Problems
from server.library.shapes import Library, PoseDrawing, Step
from server.library.slugs import SLUG
from server.library.table import Table

SVG = "{http://www.w3.org/2000/svg}"
BOX = "0 0 1000 1000"
# From the back to the front.
FILLS = ("second", "cloth", "skin", "tool")
PATH_DATA = re.compile(r"[Mqtlz0-9 -]+")
SHORTEST_ALT = 40
STILL, START_AND_END = 1, 2


def read_pose_texts(table: Table) -> dict[str, str]:
    """What each pose shows, by its name; the file holds `name = "text"` lines only."""
    with table:
        texts = {name: table.text(name) for name in table.names()}
    for name, text in texts.items():
        if not SLUG.fullmatch(name):
            table.wrong(name, "must be lower-case words joined by hyphens.")
        if len(text) < SHORTEST_ALT:
            table.wrong(name, f"must say in at least {SHORTEST_ALT} letters what the person does.")
    return texts


def read_poses(folder: Path, problems: Problems) -> dict[str, PoseDrawing]:
    """Every picture of `folder`, by the name of its file."""
    return {path.stem: _read_pose(path, problems) for path in sorted(folder.glob("*.svg"))}


def _read_pose(path: Path, problems: Problems) -> PoseDrawing:
    file = f"figures/poses/{path.name}"
    found: dict[str, list[str]] = {name: [] for name in (*FILLS, "tone", "line")}
    try:
        root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314  our own files
    except (ET.ParseError, UnicodeDecodeError) as error:
        problems.add(file, "", f"is not readable as SVG ({error}).")
        root = ET.Element("svg", viewBox=BOX)
    if root.get("viewBox") != BOX:
        problems.add(file, "viewBox", f'must be "{BOX}".')
    for part in root.iter(f"{SVG}path"):
        kind, drawn = part.get("class", ""), part.get("d", "")
        if kind not in found or not PATH_DATA.fullmatch(drawn):
            sentence = f'of class "{kind}" must be one of {", ".join(found)}, with plain path data.'
            problems.add(file, "path", sentence)
        else:
            found[kind].append(drawn)
    return {
        "fills": {name: found[name][0] for name in FILLS if found[name]},
        "tones": found["tone"],
        "line": "".join(found["line"]),
    }


def lend_poses(step: Step, target: list[str]) -> None:
    """A step that names no pose shows those of its movement."""
    if not step["poses"]:
        step["poses"] = target


def check_poses(library: Library, drawn: set[str], problems: Problems) -> None:
    """Every step shows what the person does, a movement its start and end, and every name has picture and text."""
    used: set[str] = set()
    for movement in library["movements"]:
        file = f"movements/{movement['slug']}.toml"
        used.update(movement["poses"])
        if len(movement["poses"]) not in (STILL, START_AND_END):
            problems.add(
                file, "poses", "must name one picture if it is still, or its start and its end."
            )
        _check_names(movement["poses"], library, file, "poses", problems)
    for file, step in _all_steps(library):
        used.update(step["poses"], step["reach_poses"])
        _check_step(step, library, file, problems)
    texts = library["poses"].keys()
    for name in sorted(drawn - texts):
        problems.add("figures/poses.toml", name, "has a picture and needs a text.")
    for name in sorted(texts - drawn):
        problems.add(f"figures/poses/{name}.svg", "", "this picture is missing.")
    for name in sorted((texts & drawn) - used):
        problems.add("figures/poses.toml", name, "is shown by no step and no movement.")


def _all_steps(library: Library) -> list[tuple[str, Step]]:
    own = [
        (f"{folder}/{card['slug']}.toml", card["step"])
        for folder, cards in (("muscles", library["muscles"]), ("points", library["points"]))
        for card in cards
    ]
    return [
        *(
            (f"routines/{routine['slug']}.toml", step)
            for routine in library["routines"]
            for step in routine["steps"]
        ),
        *((file, step) for file, step in own if step is not None),
    ]


def _check_step(step: Step, library: Library, file: str, problems: Problems) -> None:
    where = f'steps "{step["slug"]}"'
    if not step["poses"]:
        problems.add(file, where, "must have poses: pictures of what the person does.")
    if step["kind"] in ("move", "stretch") and len(step["poses"]) != START_AND_END:
        problems.add(file, where, "moves, so its poses must be a start and an end.")
    if (step["reach"] is None) != (not step["reach_poses"]):
        problems.add(
            file, where, "must have reach_poses exactly where it has reach: a picture of that way."
        )
    _check_names([*step["poses"], *step["reach_poses"]], library, file, where, problems)


def _check_names(
    names: list[str], library: Library, file: str, where: str, problems: Problems
) -> None:
    for name in names:
        if name not in library["poses"]:
            problems.add(file, where, f'names the pose "{name}", which is not in poses.toml.')
