"""Places that nobody presses, as outlines on the figures: figures/no-go.toml."""

from pathlib import Path

from server.library.outlines import Polygon
from server.library.problems import Problems
from server.library.shapes import NO_GO, VIEWS
from server.library.sides import LEFT_BELOW_MIDDLE, mirrored
from server.library.smooth import closed_path
from server.library.table import Table, open_table

FILE = "figures/no-go.toml"
FEWEST = 3


def read_no_go(folder: Path, problems: Problems) -> dict[str, dict[str, list[Polygon]]]:
    """By view and name: its outlines. One of the left side is mirrored where a view shows both."""
    found: dict[str, dict[str, list[Polygon]]] = {}
    with open_table(folder, folder / FILE, problems) as table:
        for row in table.tables("outlines", required=True):
            _read_outline(row, found)
    return found


def _read_outline(table: Table, found: dict[str, dict[str, list[Polygon]]]) -> None:
    with table:
        name, view = table.choice("name", NO_GO), table.choice("view", VIEWS)
        side = table.choice("side", ("left", "middle"))
        points = table.points("points", FEWEST)
        outlines = found.setdefault(view, {}).setdefault(name, [])
        outlines.append([*points])
        if side == "left" and view in LEFT_BELOW_MIDDLE:
            outlines.append([*mirrored(points)])


def no_go_paths(outlines: dict[str, dict[str, list[Polygon]]]) -> dict[str, dict[str, str]]:
    """The outlines as path data, by view and name."""
    return {
        view: {name: "".join(map(_path, polygons)) for name, polygons in names.items()}
        for view, names in outlines.items()
    }


def _path(polygon: Polygon) -> str:
    return closed_path([(round(x), round(y)) for x, y in polygon])
