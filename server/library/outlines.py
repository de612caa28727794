"""Outlines in a view's 1000 x 1000 box: what lies inside one, and how far from its edge."""

from math import hypot
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = list[Point]


class Outlines(NamedTuple):
    """By view: the skin, and the places that nobody presses, by name."""

    skin: dict[str, list[Polygon]]
    no_go: dict[str, dict[str, list[Polygon]]]


def inside(polygons: list[Polygon], x: float, y: float) -> bool:
    """Whether the point lies inside the polygons, by the even-odd rule."""
    found = False
    for polygon in polygons:
        for (ax, ay), (bx, by) in _edges(polygon):
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                found = not found
    return found


def distance(polygons: list[Polygon], x: float, y: float) -> float:
    """How far the point lies from the polygons; 0 inside them, infinite where there are none."""
    if inside(polygons, x, y):
        return 0.0
    return min(
        (_to_edge(x, y, a, b) for polygon in polygons for a, b in _edges(polygon)),
        default=float("inf"),
    )


def _edges(polygon: Polygon) -> list[tuple[Point, Point]]:
    return list(zip(polygon, polygon[1:] + polygon[:1], strict=True))


def _to_edge(x: float, y: float, a: Point, b: Point) -> float:
    (ax, ay), (bx, by) = a, b
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
