"""Tool cards: what may press beside or with the hands, where, how hard, and where never."""

from server.library.cards import EVIDENCE
from server.library.outlines import Outlines
from server.library.pictures import read_pictures
from server.library.places import EXTRA_TOOLS
from server.library.problems import Problems
from server.library.shapes import Place, ToolCard
from server.library.slugs import read_slug
from server.library.table import Table


def read_tool(table: Table, outlines: Outlines) -> ToolCard:
    """A tool from its file."""
    with table:
        card: ToolCard = {
            "slug": read_slug(table),
            "code": table.text("code"),
            "title": table.text("title"),
            "plain": table.text("plain"),
            "use": table.text("use"),
            "places": table.texts("places", required=True),
            "never": table.texts("never", required=True),
            "level": table.level("level"),
            "how_hard": table.text("how_hard"),
            "household": table.text("household"),
            "care": table.text("care"),
            "evidence": table.choice("evidence", EVIDENCE),
            "known": table.text("known"),
            "pictures": read_pictures(table, "pictures", outlines),
            "sources": table.texts("sources", required=True),
        }
        if not card["pictures"]:
            table.wrong("pictures", "must have at least one picture.")
        return card


def check_tool(card: ToolCard, places: list[Place], problems: Problems) -> None:
    """A tool names exactly the places that allow it, and no level above all of their ceilings."""
    file = f"tools/{card['slug']}.toml"
    allowed = {place["slug"]: place for place in places if _allows(place, card["slug"])}
    named = set(card["places"])
    for slug in sorted(named - allowed.keys()):
        problems.add(file, "places", f'name "{slug}", where this tool is not allowed.')
    if card["slug"] in EXTRA_TOOLS:
        for slug in sorted(allowed.keys() - named):
            problems.add(file, "places", f'lack "{slug}", where safety.toml allows this tool.')
    ceilings = [place["ceiling"] for slug, place in allowed.items() if slug in named]
    if card["level"][1] > max(ceilings, default=0):
        problems.add(file, "level", "is above the ceiling of each of its places.")


def _allows(place: Place, tool: str) -> bool:
    if tool in EXTRA_TOOLS:
        return tool in place["tools"]
    if tool == "wall":
        return "ball" in place["tools"]
    return place["ceiling"] > 0 and not place["never"] and "unlock" not in place
