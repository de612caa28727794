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
    for table in tables:
        for key in sorted(_keys_in(table.values()) - known.keys()):
            problems.add(table.file, "sources", f'name "{key}", which is not in sources.toml.')
    for key in sorted(known.keys() - named_in(tables, known).keys()):
        problems.add("sources.toml", key, "is named by no file.")


def named_in(tables: list[Table], known: dict[str, Source]) -> dict[str, Source]:
    """The works that `tables` name."""
    keys = {key for table in tables for key in _keys_in(table.values())}
    return {key: source for key, source in known.items() if key in keys}


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
