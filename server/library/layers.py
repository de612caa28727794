"""What is drawn under and over the spots of a picture: shapes of the body and the way to press."""

from server.library.outlines import Outlines, Polygon, distance, inside
from server.library.shapes import Arrow, Shape, Spot
from server.library.sides import LEFT_BELOW_MIDDLE, mirrored, wrong_side
from server.library.smooth import closed_path, open_path
from server.library.table import Table

SHAPES = ("muscle", "zone", "zone-wide", "line")
FEWEST = {"line": 2}
INTO = "into"
BESIDE = 8  # how far a traced point may stand outside the skin's own rounded edge


def read_shapes(parent: Table, view: str, outlines: Outlines) -> tuple[list[Shape], list[Polygon]]:
    """The shapes of a picture, and the outlines of its muscle on both sides where the view shows both."""
    shapes: list[Shape] = []
    muscle: list[Polygon] = []
    for table in parent.tables("shapes"):
        shape, points = _read_shape(table, view, outlines)
        shapes.append(shape)
        if shape["kind"] == "muscle":
            muscle.append([*points])
            if shape["side"] == "left" and view in LEFT_BELOW_MIDDLE:
                muscle.append([*mirrored(points)])
    return shapes, muscle


def _read_shape(table: Table, view: str, outlines: Outlines) -> tuple[Shape, list[tuple[int, int]]]:
    with table:
        kind = table.choice("kind", SHAPES)
        side = table.choice("side", ("left", "middle"))
        points = table.points("points", FEWEST.get(kind, 3))
        skin = outlines.skin.get(view, [])
        for x, y in points:
            if distance(skin, x, y) > BESIDE:
                table.wrong(
                    "points", f"hold {x} {y}, which lies beside the body in the view {view}."
                )
        draw = open_path if kind == "line" else closed_path
        return {"kind": kind, "side": side, "d": draw(points)}, points


def check_muscle(table: Table, spots: list[Spot], muscle: list[Polygon]) -> None:
    """Every spot to press lies within its muscle or touches its edge."""
    for number, spot in enumerate(spots, 1):
        if muscle and "mark" not in spot and distance(muscle, spot["x"], spot["y"]) > spot["r"]:
            table.wrong(f"spots {number}", "lies beside the muscle drawn in this picture.")


def read_arrows(parent: Table, view: str, outlines: Outlines) -> list[Arrow] | str:
    """The way to press: "into" the body, or arrows."""
    if parent.values().get("press") == INTO:
        return parent.text("press")
    return [_read_arrow(table, view, outlines) for table in parent.tables("press", required=True)]


def _read_arrow(table: Table, view: str, outlines: Outlines) -> Arrow:
    with table:
        arrow: Arrow = {
            "x": table.number("x", 0, 1000),
            "y": table.number("y", 0, 1000),
            "towards": table.number("towards", 0, 359),
            "side": table.choice("side", ("left", "middle")),
        }
        if wrong := wrong_side(view, arrow["side"], arrow["x"]):
            table.wrong(*wrong)
        if view in outlines.skin and not inside(outlines.skin[view], arrow["x"], arrow["y"]):
            table.wrong("x", f"and y lie beside the body in the view {view}.")
        return arrow
