"""The content library: reads content/, checks all of it, and gives what the app shows.

Pure but for reading the files: it knows no clock, no network, no Flask.
"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from server.library.cards import read_movement, read_muscle
from server.library.figures import Outlines, outlines_of, read_figures
from server.library.problems import ContentError, Problems
from server.library.routines import read_routine
from server.library.safety import read_safety
from server.library.shapes import Figures, Library
from server.library.sources import check_sources, read_sources
from server.library.table import Table, open_table
from server.library.together import check_together

__all__ = ["ContentError", "build_content", "build_figures", "read_library"]

Card = TypeVar("Card")


def build_content(folder: Path) -> dict[str, Any]:
    """The library of `folder` as the app reads it; raises ContentError naming every mistake."""
    return cast("dict[str, Any]", read_library(folder))


def build_figures(folder: Path) -> dict[str, Any]:
    """The base figures of `folder` as path data; raises ContentError naming every mistake."""
    problems = Problems()
    figures: Figures = {"version": "", "views": read_figures(folder / "figures", problems)}
    problems.raise_if_any()
    figures["version"] = _version(figures)
    return cast("dict[str, Any]", figures)


def read_library(folder: Path) -> Library:
    """Read and check everything; raises ContentError with one sentence for each mistake."""
    problems = Problems()
    outlines = outlines_of(read_figures(folder / "figures", problems))
    muscles = _read_cards(folder / "muscles", read_muscle, outlines, problems)
    points = _read_cards(folder / "points", read_muscle, outlines, problems)
    movements = _read_cards(folder / "movements", read_movement, outlines, problems)
    routines = _read_cards(folder / "routines", read_routine, outlines, problems)
    library: Library = {
        "locale": "en",
        "version": "",
        "routines": sorted(routines, key=lambda routine: routine["code"]),
        "muscles": sorted(muscles, key=lambda card: card["code"]),
        "points": sorted(points, key=lambda card: card["code"]),
        "movements": sorted(movements, key=lambda card: card["code"]),
        "safety": read_safety(open_table(folder, folder / "safety.toml", problems)),
        "sources": read_sources(open_table(folder, folder / "sources.toml", problems)),
    }
    check_together(library, problems)
    check_sources(folder, library["sources"], problems)
    problems.raise_if_any()
    library["version"] = _version(library)
    return library


def _read_cards(
    folder: Path,
    read: Callable[[Table, str, Outlines], Card],
    outlines: Outlines,
    problems: Problems,
) -> list[Card]:
    return [
        read(open_table(folder.parent, path, problems), path.stem, outlines)
        for path in sorted(folder.glob("*.toml"))
    ]


def _version(value: object) -> str:
    """Twelve hex digits that change with any word or number of the content."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
