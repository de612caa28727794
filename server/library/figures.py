"""The base figures: SVG files reduced to path data that the app draws in its own colours."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from server.library.outlines import Polygon
from server.library.problems import Problems
from server.library.shapes import VIEWS, FigureView

SVG = "{http://www.w3.org/2000/svg}"
BOX = "0 0 1000 1000"
PATH_DATA = re.compile(r"[MCLZ0-9 .,-]+")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
COMMAND = re.compile(r"([CL]?)([^CLZ]+)")


def read_figures(folder: Path, problems: Problems) -> dict[str, FigureView]:
    """Every view of `folder`, by name."""
    views: dict[str, FigureView] = {}
    for name in VIEWS:
        file = f"{folder.name}/{name}.svg"
        try:
            root = ET.fromstring((folder / f"{name}.svg").read_text("utf-8"))  # noqa: S314  our own files
        except FileNotFoundError:
            problems.add(file, "", "this figure is missing.")
            continue
        except (ET.ParseError, UnicodeDecodeError) as error:
            problems.add(file, "", f"is not readable as SVG ({error}).")
            continue
        if root.get("viewBox") != BOX:
            problems.add(file, "viewBox", f'must be "{BOX}".')
        views[name] = _read_view(root, file, problems)
    for path in sorted(folder.glob("*.svg")):
        if path.stem not in VIEWS:
            problems.add(f"{folder.name}/{path.name}", "", "is not one of the views we know.")
    return views


def _read_view(root: ET.Element, file: str, problems: Problems) -> FigureView:
    paths: dict[str, list[str]] = {"skin": [], "tone": [], "line": [], "line edge": []}
    for path in root.iter(f"{SVG}path"):
        kind, drawn = path.get("class", ""), path.get("d", "")
        if kind not in paths or not PATH_DATA.fullmatch(drawn):
            sentence = (
                f'of class "{kind}" must be skin, tone, line or line edge, with plain path data.'
            )
            problems.add(file, "path", sentence)
            continue
        paths[kind].append(drawn)
    for kind in ("skin", "line", "line edge"):
        if len(paths[kind]) != 1:
            problems.add(file, "path", f'of class "{kind}" must stand exactly once.')
            paths[kind] = ["M0 0"]
    return {
        "skin": paths["skin"][0],
        "tones": paths["tone"],
        "line": paths["line"][0],
        "edge": paths["line edge"][0],
    }


def skin_of(views: dict[str, FigureView]) -> dict[str, list[Polygon]]:
    """The skin of each view as polygons."""
    return {name: _polygons(view["skin"]) for name, view in views.items()}


def _polygons(drawn: str) -> list[Polygon]:
    """Path data of absolute M, L and C commands as corners: the curves are short, their ends are close enough."""
    return [_corners(part) for part in drawn.split("M")[1:]]


def _corners(part: str) -> Polygon:
    corners: Polygon = []
    for command, values in COMMAND.findall(part):
        numbers = [float(number) for number in NUMBER.findall(values)]
        points = list(zip(numbers[::2], numbers[1::2], strict=False))
        corners += points[2::3] if command == "C" else points
    return corners
