"""Pictures: a base figure with spots and a text by which a blind person finds the place."""

from server.library.figures import Outlines, on_skin
from server.library.shapes import VIEWS, Picture, Spot
from server.library.table import Table

# Where the person's own left is drawn. The other views show the left of the body; the app mirrors them.
LEFT_BELOW_MIDDLE = {"front": False, "back": True, "top": True}
MARKS = ("press", "look", "move", "feel")
MIDDLE, MIDDLE_WIDTH = 500, 40
SHORTEST_ALT = 40


def read_pictures(parent: Table, name: str, outlines: Outlines) -> list[Picture]:
    """The pictures written as [[name]]."""
    return [_read_picture(table, outlines) for table in parent.tables(name)]


def _read_picture(table: Table, outlines: Outlines) -> Picture:
    with table:
        view = table.choice("view", VIEWS)
        spots = [_read_spot(spot, view, outlines) for spot in table.tables("spots")]
        alt = table.text("alt")
        if len(alt) < SHORTEST_ALT:
            table.wrong(
                "alt",
                f"must say in at least {SHORTEST_ALT} letters how to find the place without seeing.",
            )
        _check_mirror(table, view, spots)
        return {"view": view, "spots": spots, "alt": alt}


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
        _check_side(table, view, spot)
        if view in outlines and not on_skin(outlines[view], spot["x"], spot["y"]):
            table.wrong("x", f"and y lie beside the body in the view {view}.")
        return spot


def _check_side(table: Table, view: str, spot: Spot) -> None:
    side, x = spot["side"], spot["x"]
    if view not in LEFT_BELOW_MIDDLE:
        if side == "right":
            table.wrong(
                "side",
                f"must be left or middle: the view {view} shows the left side, the app mirrors it.",
            )
        return
    if side == "middle":
        if abs(x - MIDDLE) > MIDDLE_WIDTH:
            table.wrong("x", "is too far from 500 for the middle.")
    elif (x < MIDDLE) != (LEFT_BELOW_MIDDLE[view] == (side == "left")):
        table.wrong(
            "side", f"is {side}, but in the view {view} this x is on the person's other side."
        )


def _check_mirror(table: Table, view: str, spots: list[Spot]) -> None:
    if view not in LEFT_BELOW_MIDDLE:
        return
    left = {(spot["x"], spot["y"], spot["r"]) for spot in spots if spot["side"] == "left"}
    right = {
        (2 * MIDDLE - spot["x"], spot["y"], spot["r"]) for spot in spots if spot["side"] == "right"
    }
    if left != right:
        table.wrong(
            "spots",
            "must be the same on both sides: a left spot at x has a right spot at 1000 - x.",
        )
