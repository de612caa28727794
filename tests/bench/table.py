"""The table: each figure with its yardstick, their ratio, and whether the number to reach was reached."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

WIDTHS = (46, 26, 38, 7)


@dataclass(frozen=True)
class Row:
    """One line. `limit` is the number to reach for `figure`, or for `figure` / `yardstick` where `of_ratio`."""

    what: str
    figure: float
    unit: str
    limit: float | None = None
    yardstick: float | None = None
    beside: str = ""
    """What the yardstick is."""
    of_ratio: bool = False
    spread: tuple[float, float] | None = None
    """The least and the most that was measured."""

    @property
    def ratio(self) -> float | None:
        """How many times the yardstick it is."""
        return self.figure / self.yardstick if self.yardstick else None

    @property
    def verdict(self) -> str:
        """`pass` or `gap` with the limit; empty where no number is fixed."""
        if self.limit is None:
            return ""
        measured = self.ratio if self.of_ratio else self.figure
        unit = "x" if self.of_ratio else f" {self.unit}"
        word = "pass" if measured is not None and measured <= self.limit else "GAP"
        return f"{word}  (≤ {self.limit:g}{unit})"


def middle(what: str, measured: list[float], unit: str, **more: float | str | bool | None) -> Row:
    """The median of several measurements, with their spread."""
    ends = (min(measured), max(measured))
    return Row(what, median(measured), unit, spread=ends, **more)  # type: ignore[arg-type]


def percentile(measured: list[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(measured)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def lines(title: str, rows: list[Row]) -> Iterator[str]:
    """The rows as text, under a heading."""
    yield f"\n{title}"
    yield "-" * len(title)
    for row in rows:
        figure = f"{_short(row.figure)} {row.unit}"
        if row.spread:
            figure += f" ({_short(row.spread[0])}–{_short(row.spread[1])})"
        beside = f"{_short(row.yardstick)} {row.unit} {row.beside}" if row.yardstick else row.beside
        ratio = f"{row.ratio:.2f}x" if row.ratio is not None else ""
        cells = zip((row.what, figure, beside, ratio), WIDTHS, strict=True)
        yield (" ".join(text.ljust(width) for text, width in cells) + " " + row.verdict).rstrip()


def _short(number: float) -> str:
    if number == int(number) or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if abs(number) >= 10 else f"{number:.2f}"
