"""One table of a TOML file, read field by field; each wrong field becomes a sentence and a harmless value."""

import tomllib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from server.library.problems import Problems


def open_table(folder: Path, path: Path, problems: Problems) -> "Table":
    """The TOML file at `path`, named relative to `folder`; empty where it cannot be read, which is noted."""
    name = path.relative_to(folder).as_posix()
    try:
        return parse_table(path.read_text("utf-8"), name, problems)
    except FileNotFoundError:
        problems.add(name, "", "this file is missing.")
    except UnicodeDecodeError as error:
        problems.add(name, "", f"is not readable as TOML: {error}.")
    return Table({}, name, problems)


def parse_table(text: str, name: str, problems: Problems) -> "Table":
    """The TOML in `text`, which stands in the file `name`; empty where it cannot be read, which is noted."""
    try:
        return Table(tomllib.loads(text), name, problems)
    except tomllib.TOMLDecodeError as error:
        problems.add(name, "", f"is not readable as TOML: {error}.")
        return Table({}, name, problems)


class Table:
    """Use as a context: on leaving it, every field that nobody asked for is named as unknown."""

    def __init__(
        self, values: dict[str, object], file: str, problems: Problems, field: str = ""
    ) -> None:
        self.file = file
        self.field = field
        self.problems = problems
        self._values = values
        self._asked: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in sorted(self._values.keys() - self._asked):
            self.wrong(name, "is not a field we know. Is it spelled right?")

    def wrong(self, name: str, sentence: str) -> None:
        """Note what is wrong with field `name`."""
        self.problems.add(self.file, f"{self.field}.{name}" if self.field else name, sentence)

    def names(self) -> list[str]:
        """The names of all fields, in the order of the file."""
        return list(self._values)

    def values(self) -> dict[str, object]:
        """All fields as they stand in the file."""
        return self._values

    def has(self, name: str) -> bool:
        """Whether the field stands in the file."""
        return name in self._values

    def text(self, name: str) -> str:
        """A required text that is not empty."""
        value = self._take(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.wrong(name, "must be a text that is not empty.")
        return ""

    def optional_text(self, name: str) -> str | None:
        """A text, or None where the field is absent."""
        return self.text(name) if self.has(name) else None

    def choice(self, name: str, options: Sequence[str], default: str | None = None) -> str:
        """One of the words in `options`."""
        if default is not None and not self.has(name):
            self._asked.add(name)
            return default
        value = self._take(name)
        if isinstance(value, str) and value in options:
            return value
        self.wrong(name, f"must be one of {', '.join(options)}.")
        return default or options[0]

    def number(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        if default is not None and not self.has(name):
            self._asked.add(name)
            return default
        value = self._take(name)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(name, f"must be a whole number from {low} to {high}.")
        return low

    def flag(self, name: str) -> bool:
        """True or false; false where the field is absent."""
        value = self._take(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        self.wrong(name, "must be true or false.")
        return False

    def texts(self, name: str, *, required: bool = False) -> list[str]:
        """A list of texts, empty where the field is absent and not required."""
        value = self._take(name)
        if value is None and not required:
            return []
        if (
            isinstance(value, list)
            and all(isinstance(item, str) and item.strip() for item in value)
            and (value or not required)
        ):
            return [item.strip() for item in value]
        self.wrong(
            name,
            "must be a list of texts." if not required else "must be a list of at least one text.",
        )
        return []

    def integers(self, name: str, count: int) -> tuple[int, ...]:
        """Exactly `count` whole numbers; none where they are wrong."""
        value = self._take(name)
        if (
            isinstance(value, list)
            and len(value) == count
            and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
        ):
            return tuple(value)
        self.wrong(name, f"must be {count} whole numbers.")
        return ()

    def points(self, name: str, fewest: int) -> list[tuple[int, int]]:
        """At least `fewest` points of a 1000 x 1000 box, written as [[x, y], ...]."""
        value = self._take(name)
        found: list[tuple[int, int]] = []
        for item in value if isinstance(value, list) else []:
            match item:
                case [int(x), int(y)] if 0 <= x <= 1000 and 0 <= y <= 1000:
                    found.append((x, y))
                case _:
                    self.wrong(name, f"hold {item}, which is not x and y from 0 to 1000.")
        if len(found) < fewest:
            self.wrong(name, f"must be at least {fewest} points, written as [[x, y], ...].")
            return [(0, 0)] * fewest
        return found

    def level(self, name: str) -> tuple[int, int]:
        """Lowest and highest pressing feeling, both 0 to 10."""
        value = self._take(name)
        match value:
            case [int(low), int(high)] if 0 <= low <= high <= 10:
                return low, high
        self.wrong(name, "must be two whole numbers from 0 to 10, the lower one first.")
        return 0, 0

    def table(self, name: str) -> "Table":
        """The table under `name`; an empty one where it is missing."""
        value = self._take(name)
        if not isinstance(value, dict):
            self.wrong(name, "must be a table.")
            value = {}
        return self._under(name, value)

    def tables(self, name: str, *, required: bool = False) -> list["Table"]:
        """The tables written as [[name]], numbered from 1 as a reader counts them."""
        value = self._take(name)
        if value is None and not required:
            return []
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(item, dict) for item in value)
        ):
            self.wrong(name, f"must be written as one or more [[{name}]].")
            return []
        return [self._under(f"{name} {number}", item) for number, item in enumerate(value, 1)]

    def _take(self, name: str) -> object:
        self._asked.add(name)
        return self._values.get(name)

    def _under(self, name: str, values: dict[str, object]) -> "Table":
        return Table(
            values, self.file, self.problems, f"{self.field}.{name}" if self.field else name
        )
