"""The works that the content names, by key."""

from pathlib import Path

from server.library.problems import Problems
from server.library.shapes import Source
from server.library.table import Table, open_table

KINDS = ("paper", "guideline", "manual", "web", "own")


def read_sources(table: Table) -> dict[str, Source]:
    """All works of sources.toml."""
    return {key: _read_source(table.table(key)) for key in table.names()}


def _read_source(table: Table) -> Source:
    with table:
        return {
            "title": table.text("title"),
            "where": table.text("where"),
            "kind": table.choice("kind", KINDS),
        }


def check_sources(folder: Path, known: dict[str, Source], problems: Problems) -> None:
    """Note every named work that sources.toml lacks, and every work there that nobody names."""
    named: set[str] = set()
    for path in sorted(folder.rglob("*.toml")):
        if path.name == "sources.toml":
            continue
        table = open_table(folder, path, Problems())  # an unreadable file is already noted
        keys = _keys_in(table.values())
        named |= keys
        for key in sorted(keys - known.keys()):
            problems.add(table.file, "sources", f'name "{key}", which is not in sources.toml.')
    for key in sorted(known.keys() - named):
        problems.add("sources.toml", key, "is named by no file.")


def _keys_in(value: object) -> set[str]:
    if isinstance(value, list):
        return {key for item in value for key in _keys_in(item)}
    if not isinstance(value, dict):
        return set()
    keys: set[str] = set()
    for name, inner in value.items():
        if name in ("source", "sources") and isinstance(inner, list):
            keys |= {key for key in inner if isinstance(key, str)}
        else:
            keys |= _keys_in(inner)
    return keys
