"""Spots: marked places of a picture, on the body and the same on both sides."""

from server.library.outlines import Outlines, Polygon, distance, inside
from server.library.shapes import Spot
from server.library.sides import LEFT_BELOW_MIDDLE, MIDDLE, wrong_side
from server.library.table import Table

MARKS = ("press", "look", "move", "feel")


def read_spots(parent: Table, view: str, outlines: Outlines) -> list[Spot]:
    """The spots of a picture in `view`."""
    spots = [_read_spot(table, view, outlines) for table in parent.tables("spots")]
    if view in LEFT_BELOW_MIDDLE and _seen(spots, "left") != _seen(spots, "right", mirror=True):
        parent.wrong(
            "spots",
            "must be the same on both sides: a left spot at x has a right spot at 1000 - x.",
        )
    return spots


def _seen(spots: list[Spot], side: str, *, mirror: bool = False) -> set[tuple[int, int, int]]:
    return {
        (2 * MIDDLE - spot["x"] if mirror else spot["x"], spot["y"], spot["r"])
        for spot in spots
        if spot["side"] == side
    }


def _read_spot(table: Table, view: str, outlines: Outlines) -> Spot:
    with table:
        spot: Spot = {
            "x": table.number("x", 0, 1000),
            "y": table.number("y", 0, 1000),
            "r": table.number("r", 8, 80),
            "side": table.choice("side", ("left", "right", "middle")),
        }
        mark = table.choice("mark", MARKS, "press")
        if mark != "press":
            spot["mark"] = mark
        if wrong := wrong_side(view, spot["side"], spot["x"]):
            table.wrong(*wrong)
        if view in outlines.skin and not inside(outlines.skin[view], spot["x"], spot["y"]):
            table.wrong("x", f"and y lie beside the body in the view {view}.")
        if mark == "press":
            _check_free(table, spot, outlines.no_go.get(view, {}))
        return spot


def _check_free(table: Table, spot: Spot, no_go: dict[str, list[Polygon]]) -> None:
    for place, polygons in no_go.items():
        if distance(polygons, spot["x"], spot["y"]) < spot["r"]:
            table.wrong("x", f'and y touch "{place}", where nobody presses.')
