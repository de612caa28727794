"""Places on the skin: ceilings and locks belong to them, never to the name of a muscle or point."""

from server.library.shapes import REGIONS, Place
from server.library.slugs import SLUG
from server.library.table import Table

EXTRA_TOOLS = ("pointer", "hook", "ball", "two-balls")
HIGHEST, HEAD_HIGHEST, MIGRAINE_HIGHEST, ATTACK_HIGHEST = 6, 3, 3, 1
HEAD, HEAD_AND_NECK = ("scalp", "face", "jaw"), ("scalp", "face", "jaw", "neck")


def read_place(table: Table) -> Place:
    """A place with its ceilings, checked against the highest that any place may have."""
    with table:
        place: Place = {
            "slug": table.text("slug"),
            "title": table.text("title"),
            "region": table.choice("region", REGIONS),
            "ceiling": table.number("ceiling", 0, HIGHEST),
            "migraine_ceiling": table.number("migraine_ceiling", 0, HIGHEST),
            "attack_ceiling": table.number("attack_ceiling", 0, HIGHEST),
            "never": table.flag("never"),
            "tools": table.texts("tools"),
        }
        if unlock := table.optional_text("unlock"):
            place["unlock"] = unlock
        table.texts("source", required=True)
        _check_place(table, place)
        return place


def _check_place(table: Table, place: Place) -> None:
    if not SLUG.fullmatch(place["slug"]):
        table.wrong("slug", "must be lower-case words joined by hyphens.")
    if not place["attack_ceiling"] <= place["migraine_ceiling"] <= place["ceiling"]:
        table.wrong("ceiling", "must not be below migraine_ceiling, nor that below attack_ceiling.")
    if place["never"] and place["ceiling"]:
        table.wrong("ceiling", "must be 0 where never is true.")
    if place["region"] in HEAD and place["ceiling"] > HEAD_HIGHEST:
        table.wrong("ceiling", f"must be at most {HEAD_HIGHEST} on head and face.")
    if place["region"] in HEAD_AND_NECK:
        if place["migraine_ceiling"] > MIGRAINE_HIGHEST:
            table.wrong("migraine_ceiling", f"must be at most {MIGRAINE_HIGHEST} on head and neck.")
        if place["attack_ceiling"] > ATTACK_HIGHEST:
            table.wrong("attack_ceiling", f"must be at most {ATTACK_HIGHEST} on head and neck.")
    for tool in set(place["tools"]) - set(EXTRA_TOOLS):
        table.wrong("tools", f'names "{tool}", which is not one of {", ".join(EXTRA_TOOLS)}.')
