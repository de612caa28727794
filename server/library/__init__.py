"""The content library: reads content/, checks all of it, and gives what the app shows.

Pure but for reading the files: it knows no clock, no network, no Flask.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, TypeVar, cast

from server.library import hurts
from server.library.article_rules import check_reading
from server.library.article_shapes import Reading
from server.library.articles import read_articles
from server.library.cards import read_movement, read_muscle
from server.library.figures import read_figures, skin_of
from server.library.glossary import link_words, read_glossary
from server.library.labels import read_labels
from server.library.no_go import no_go_paths, read_no_go
from server.library.outlines import Outlines
from server.library.poses import read_pose_texts, read_poses
from server.library.problems import ContentError, Problems
from server.library.routines import read_routine
from server.library.safety import read_safety
from server.library.shapes import Figures, Library, Movement, Muscle, Poses, Routine, ToolCard
from server.library.sources import check_sources, named_in, read_sources
from server.library.table import Table, open_table
from server.library.together import check_together
from server.library.tools import read_tool

__all__ = [
    "ContentError",
    "build_articles",
    "build_content",
    "build_figures",
    "build_poses",
    "read_library",
]

Card = TypeVar("Card", Routine, Muscle, Movement, ToolCard)


def build_content(folder: Path) -> dict[str, Any]:
    """The library of `folder` as the app reads it; raises ContentError naming every mistake."""
    return cast("dict[str, Any]", read_library(folder))


def build_articles(folder: Path) -> dict[str, Any]:
    """The articles and the glossary of `folder` as the app reads them; raises ContentError naming every mistake."""
    return cast("dict[str, Any]", _read_all(folder)[1])


def build_figures(folder: Path) -> dict[str, Any]:
    """The base figures of `folder` as path data; raises ContentError naming every mistake."""
    problems = Problems()
    figures: Figures = {
        "version": "",
        "views": read_figures(folder / "figures", problems),
        "no_go": no_go_paths(read_no_go(folder, problems)),
    }
    problems.raise_if_any()
    figures["version"] = _version(figures)
    return cast("dict[str, Any]", figures)


def build_poses(folder: Path) -> dict[str, Any]:
    """The poses of `folder` as path data; raises ContentError naming every mistake."""
    problems = Problems()
    poses: Poses = {"version": "", "poses": read_poses(folder / "figures/poses", problems)}
    problems.raise_if_any()
    poses["version"] = _version(poses)
    return cast("dict[str, Any]", poses)


def read_library(folder: Path) -> Library:
    """Read and check everything; raises ContentError with one sentence for each mistake."""
    return _read_all(folder)[0]


def _read_all(folder: Path) -> tuple[Library, Reading]:
    problems = Problems()
    outlines = Outlines(
        skin_of(read_figures(folder / "figures", problems)), read_no_go(folder, problems)
    )
    safety, works, glossary, grades = (
        open_table(folder, folder / name, problems)
        for name in ("safety.toml", "sources.toml", "glossary.toml", "labels.toml")
    )
    places_that_hurt = open_table(folder, folder / hurts.FILE, problems)
    pose_texts = open_table(folder, folder / "figures/poses.toml", problems)
    opened = {
        name: _open_all(folder, name, problems)
        for name in ("routines", "muscles", "points", "movements", "tools")
    }
    told = [safety, places_that_hurt, *(table for tables in opened.values() for table in tables)]
    sources = read_sources(works)
    library: Library = {
        "locale": "en",
        "version": "",
        "routines": _by_code([read_routine(table, outlines) for table in opened["routines"]]),
        "muscles": _by_code([read_muscle(table, outlines) for table in opened["muscles"]]),
        "points": _by_code([read_muscle(table, outlines) for table in opened["points"]]),
        "movements": _by_code([read_movement(table, outlines) for table in opened["movements"]]),
        "tools": _by_code([read_tool(table, outlines) for table in opened["tools"]]),
        "hurts": hurts.read_hurts(places_that_hurt, outlines),
        "poses": read_pose_texts(pose_texts),
        "safety": read_safety(safety),
        "sources": named_in(told, sources),
    }
    check_together(library, set(read_poses(folder / "figures/poses", problems)), problems)
    labels = read_labels(grades)
    articles, naming = read_articles(folder, labels, problems)
    words = read_glossary(glossary)
    reading: Reading = {
        "locale": "en",
        "version": "",
        "labels": labels,
        "articles": articles,
        "words": words.words,
        "sources": named_in([glossary, *naming], sources),
    }
    check_reading(reading, library, problems)
    check_sources([*told, glossary, *naming], sources, problems)
    problems.raise_if_any()
    for article in articles:
        link_words(article, words.forms)
    library["version"] = _version(library)
    reading["version"] = _version(reading)
    return library, reading


def _open_all(folder: Path, name: str, problems: Problems) -> list[Table]:
    return [open_table(folder, path, problems) for path in sorted((folder / name).glob("*.toml"))]


def _by_code(cards: list[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: card["code"])


def _version(value: object) -> str:
    """Twelve hex digits that change with any word or number of the content."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
