"""Cards: muscles, points and movements, one file each; the file's name is the slug."""

import re
from pathlib import PurePosixPath

from server.library.figures import Outlines
from server.library.pictures import read_pictures
from server.library.shapes import Movement, Muscle
from server.library.table import Table

EVIDENCE = ("high", "moderate", "low", "very-low", "no-difference", "tradition")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_slug(table: Table) -> str:
    """The slug from the file's name."""
    stem = PurePosixPath(table.file).stem
    if not SLUG.fullmatch(stem):
        table.problems.add(
            table.file, "", "the file name must be lower-case words joined by hyphens."
        )
    return stem


def read_muscle(table: Table, outlines: Outlines) -> Muscle:
    """A muscle, or a point, from its file."""
    with table:
        card: Muscle = {
            "slug": read_slug(table),
            "code": table.text("code"),
            "title": table.text("title"),
            "plain": table.text("plain"),
            "landmark": table.text("landmark"),
            "referral": table.text("referral"),
            "looks_like": table.text("looks_like"),
            "technique": table.text("technique"),
            "places": table.texts("places", required=True),
            "level": table.level("level"),
            "self_treated": table.flag("self_treated"),
            "evidence": table.choice("evidence", EVIDENCE),
            "cautions": table.texts("cautions", required=True),
            "pictures": read_pictures(table, "pictures", outlines),
            "sources": table.texts("sources", required=True),
        }
        _need_picture(table, bool(card["pictures"]))
        if not card["self_treated"] and card["level"] != (0, 0):
            table.wrong("level", "must be [0, 0] where self_treated is not true.")
        return card


def read_movement(table: Table, outlines: Outlines) -> Movement:
    """A movement, stretch or way to relax from its file."""
    with table:
        card: Movement = {
            "slug": read_slug(table),
            "code": table.text("code"),
            "title": table.text("title"),
            "text": table.text("text"),
            "dose": table.text("dose"),
            "caution": table.text("caution"),
            "pictures": read_pictures(table, "pictures", outlines),
            "sources": table.texts("sources", required=True),
        }
        _need_picture(table, bool(card["pictures"]))
        return card


def _need_picture(table: Table, has_picture: bool) -> None:
    if not has_picture:
        table.wrong("pictures", "must have at least one picture.")
