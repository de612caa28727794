"""The labels that say how well a claim is founded."""

from server.library.article_shapes import Label
from server.library.table import Table


def read_labels(table: Table) -> dict[str, Label]:
    """All labels of labels.toml, by slug."""
    return {slug: _read_label(table.table(slug)) for slug in table.names()}


def _read_label(table: Table) -> Label:
    with table:
        label: Label = {"name": table.text("name"), "text": table.text("text")}
        if table.has("bars"):
            label["bars"] = table.number("bars", 0, 4)
        if table.flag("warns"):
            label["warns"] = True
        return label
