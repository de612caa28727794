"""Points to smooth path data: a Catmull-Rom curve through them, written as cubic Bezier curves."""

from collections.abc import Callable, Sequence

Corner = tuple[int, int]


def closed_path(points: Sequence[Corner]) -> str:
    """Path data of the closed curve through `points` (three or more), in whole numbers."""
    count = len(points)
    return _path(points, count, lambda at: points[at % count]) + "Z"


def open_path(points: Sequence[Corner]) -> str:
    """Path data of the curve from the first to the last of `points` (two or more), in whole numbers."""
    last = len(points) - 1
    return _path(points, last, lambda at: points[min(max(at, 0), last)])


def _path(points: Sequence[Corner], curves: int, at: Callable[[int], Corner]) -> str:
    drawn = "M{} {}".format(*points[0])
    for number in range(curves):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (at(number + step) for step in (-1, 0, 1, 2))
        leaving = bx + (cx - ax) / 6, by + (cy - ay) / 6
        arriving = cx - (dx - bx) / 6, cy - (dy - by) / 6
        drawn += "C" + " ".join(str(round(value)) for value in (*leaving, *arriving, cx, cy))
    return drawn
