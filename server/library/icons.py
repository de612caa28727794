"""The small pictures beside the titles of articles: one SVG file each, with one path."""

from pathlib import Path
from xml.etree import ElementTree

from server.library.table import Table

PATH = "{http://www.w3.org/2000/svg}path"
BOX = "0 0 24 24"


def read_icon(folder: Path, table: Table) -> str:
    """The path data of the icon that `table` names; empty where it cannot be drawn, which is noted."""
    name = table.text("icon")
    file = folder / "figures/icons" / f"{name}.svg"
    try:
        # The file is the author's own, as trusted as the code.
        root = ElementTree.fromstring(file.read_bytes())  # noqa: S314
    except FileNotFoundError:
        table.wrong("icon", f"is {name}, but figures/icons/{name}.svg is missing.")
        return ""
    except ElementTree.ParseError as error:
        table.wrong("icon", f"is {name}, which is not readable as SVG: {error}.")
        return ""
    paths = root.findall(PATH)
    if len(paths) != 1 or root.get("viewBox") != BOX:
        table.wrong("icon", f'is {name}, which must be one path in the viewBox "{BOX}".')
        return ""
    return paths[0].get("d", "")
