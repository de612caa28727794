"""Cards: muscles, points and movements, one file each; the file's name is the slug."""

from server.library.outlines import Outlines
from server.library.pictures import read_pictures
from server.library.shapes import Movement, Muscle, Step
from server.library.slugs import read_slug
from server.library.steps import read_step
from server.library.table import Table

EVIDENCE = ("high", "moderate", "low", "very-low", "no-difference", "tradition", "untested")


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
            "step": _read_own_step(table, outlines),
            "known": table.optional_text("known"),
            "sources": table.texts("sources", required=True),
        }
        _need_picture(table, bool(card["pictures"]))
        _check_treatment(table, card)
        return card


def _read_own_step(table: Table, outlines: Outlines) -> Step | None:
    """The step with which a composed routine treats this place."""
    return read_step(table.table("step"), outlines) if table.has("step") else None


def _check_treatment(table: Table, card: Muscle) -> None:
    """What is not treated by oneself has no level and no step; a step of its own is about its own card."""
    step = card["step"]
    if not card["self_treated"] and card["level"] != (0, 0):
        table.wrong("level", "must be [0, 0] where self_treated is not true.")
    if not card["self_treated"] and step is not None:
        table.wrong("step", "must be left out where self_treated is not true.")
    if step is None:
        return
    if step["slug"] != card["slug"] or step["target"] != card["slug"]:
        table.wrong("step", f'must have the slug and the target "{card["slug"]}".')
    if step["level"][1] > card["level"][1]:
        table.wrong("step", "is stronger than the level of its card.")


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
            "evidence": table.choice("evidence", EVIDENCE),
            "known": table.optional_text("known"),
            "pictures": read_pictures(table, "pictures", outlines),
            "poses": table.texts("poses"),
            "sources": table.texts("sources", required=True),
        }
        _need_picture(table, bool(card["pictures"]))
        return card


def _need_picture(table: Table, has_picture: bool) -> None:
    if not has_picture:
        table.wrong("pictures", "must have at least one picture.")
