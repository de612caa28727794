"""Which side of the person a view shows where, and the mirror between the two."""

from collections.abc import Sequence

# Where the person's own left is drawn. The other views show the left of the body; the app mirrors them.
LEFT_BELOW_MIDDLE = {"front": False, "back": True, "top": True, "upper-back": True}
MIDDLE, MIDDLE_WIDTH = 500, 40


def mirrored(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same points on the other side of the middle."""
    return [(2 * MIDDLE - x, y) for x, y in points]


def wrong_side(view: str, side: str, x: int) -> tuple[str, str] | None:
    """The field that is wrong and the sentence about it, where `x` does not fit the side in this view."""
    if view not in LEFT_BELOW_MIDDLE:
        if side == "right":
            return (
                "side",
                f"must be left or middle: the view {view} shows the left side, the app mirrors it.",
            )
    elif side == "middle":
        if abs(x - MIDDLE) > MIDDLE_WIDTH:
            return "x", "is too far from 500 for the middle."
    elif (x < MIDDLE) != (LEFT_BELOW_MIDDLE[view] == (side == "left")):
        return "side", f"is {side}, but in the view {view} this x is on the person's other side."
    return None
