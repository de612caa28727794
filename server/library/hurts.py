"""Where it hurts: the places of where-it-hurts.toml with the muscles that drawings link to each."""

from server.library.outlines import Outlines
from server.library.pictures import read_pictures
from server.library.problems import Problems
from server.library.shapes import CheckFirst, Hurt, HurtMuscle, Muscle
from server.library.slugs import SLUG
from server.library.table import Table

FILE = "where-it-hurts.toml"
URGENCIES = ("A", "B", "C", "D")


def read_hurts(table: Table, outlines: Outlines) -> list[Hurt]:
    """All places, in the order of the file."""
    with table:
        return [_read_hurt(hurt, outlines) for hurt in table.tables("hurts", required=True)]


def _read_hurt(table: Table, outlines: Outlines) -> Hurt:
    with table:
        hurt: Hurt = {
            "slug": table.text("slug"),
            "title": table.text("title"),
            "check_first": [_read_check(row) for row in table.tables("check_first")],
            "muscles": [_read_muscle(row) for row in table.tables("muscles", required=True)],
            "pictures": read_pictures(table, "pictures", outlines),
        }
        if not SLUG.fullmatch(hurt["slug"]):
            table.wrong("slug", "must be lower-case words joined by hyphens.")
        if not any(picture["spots"] for picture in hurt["pictures"]):
            table.wrong("pictures", "must show a spot to tap.")
        return hurt


def _read_check(table: Table) -> CheckFirst:
    with table:
        check: CheckFirst = {
            "text": table.text("text"),
            "action": table.choice("action", URGENCIES),
            "source": table.texts("source", required=True),
        }
        if table.has("from_age"):
            check["from_age"] = table.number("from_age", 18, 120)
        return check


def _read_muscle(table: Table) -> HurtMuscle:
    with table:
        return {
            "muscle": table.text("muscle"),
            "rank": table.number("rank", 1, 2),
            "why": table.text("why"),
            "sources": table.texts("sources", required=True),
        }


def check_hurts(hurts: list[Hurt], muscles: list[Muscle], problems: Problems) -> None:
    """Every muscle has a card, stands once in a place, best first; one of rank 1 can be treated by oneself."""
    cards = {muscle["slug"]: muscle for muscle in muscles}
    for hurt in hurts:
        named = [row["muscle"] for row in hurt["muscles"]]
        for slug in sorted(set(named) - cards.keys()):
            problems.add(FILE, hurt["slug"], f'names the muscle "{slug}", which has no file.')
        if len(set(named)) < len(named):
            problems.add(FILE, hurt["slug"], "names a muscle more than once.")
        ranks = [row["rank"] for row in hurt["muscles"]]
        if ranks != sorted(ranks):
            problems.add(FILE, hurt["slug"], "must name its muscles by rank, 1 first.")
        first = [
            cards[row["muscle"]]
            for row in hurt["muscles"]
            if row["rank"] == 1 and row["muscle"] in cards
        ]
        if not any(muscle["self_treated"] for muscle in first):
            problems.add(FILE, hurt["slug"], "must have a muscle of rank 1 that one may treat.")
