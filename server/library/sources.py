"""The works that the content names, by key."""

from server.library.problems import Problems
from server.library.shapes import Source
from server.library.table import Table

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


def check_sources(tables: list[Table], known: dict[str, Source], problems: Problems) -> None:
    """Note every work named in `tables` that sources.toml lacks, and every work there that nobody names."""
    named: set[str] = set()
    for table in tables:
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
