"""Pictures: a base figure with spots, drawn layers, and a text by which a blind person finds the place."""

from server.library.layers import check_muscle, read_arrows, read_shapes
from server.library.outlines import Outlines
from server.library.shapes import VIEWS, Picture
from server.library.spots import read_spots
from server.library.table import Table

SHORTEST_ALT = 40
SMALLEST_ZOOM, BOX = 250, 1000


def read_pictures(parent: Table, name: str, outlines: Outlines) -> list[Picture]:
    """The pictures written as [[name]]."""
    return [_read_picture(table, outlines) for table in parent.tables(name)]


def _read_picture(table: Table, outlines: Outlines) -> Picture:
    with table:
        view = table.choice("view", VIEWS)
        picture: Picture = {
            "view": view,
            "spots": read_spots(table, view, outlines),
            "alt": table.text("alt"),
        }
        if len(picture["alt"]) < SHORTEST_ALT:
            table.wrong(
                "alt",
                f"must say in at least {SHORTEST_ALT} letters how to find the place without seeing.",
            )
        _read_layers(table, picture, outlines)
        return picture


def _read_layers(table: Table, picture: Picture, outlines: Outlines) -> None:
    view = picture["view"]
    if table.has("shapes"):
        shapes, muscle = read_shapes(table, view, outlines)
        picture["shapes"] = shapes
        check_muscle(table, picture["spots"], muscle)
    if table.has("press"):
        picture["press"] = read_arrows(table, view, outlines)
    if table.has("no_go"):
        picture["no_go"] = table.texts("no_go", required=True)
        for place in set(picture["no_go"]) - outlines.no_go.get(view, {}).keys():
            table.wrong("no_go", f'names "{place}", which has no outline in the view {view}.')
    if table.has("zoom"):
        picture["zoom"] = _read_zoom(table, picture)


def _read_zoom(table: Table, picture: Picture) -> tuple[int, int, int]:
    left, top, size = table.integers("zoom", 3) or (0, 0, BOX)
    if size < SMALLEST_ZOOM or not (0 <= left <= BOX - size and 0 <= top <= BOX - size):
        table.wrong("zoom", f"must be x, y and a size of {SMALLEST_ZOOM} or more, within {BOX}.")
    for spot in picture["spots"]:
        if not (left < spot["x"] < left + size and top < spot["y"] < top + size):
            table.wrong("zoom", f"leaves out the spot at {spot['x']} {spot['y']}.")
    return left, top, size
