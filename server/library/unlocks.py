"""What opens a routine, what follows after pressing, and when the screening is asked again."""

from server.library.shapes import UNLOCKS, AfterCare, Again, Unlock
from server.library.table import Table


def read_unlock(table: Table) -> Unlock:
    """One lock with what is left to do."""
    with table:
        table.texts("source", required=True)
        return {
            "slug": table.choice("slug", UNLOCKS),
            "title": table.text("title"),
            "text": table.text("text"),
            "confirm": table.texts("confirm"),
            "routines": table.texts("routines"),
            "rounds": table.number("rounds", 1, 12, 1),
        }


def read_after_care(table: Table) -> AfterCare:
    """What is normal after pressing, what is not, and the numbers of the rules."""
    with table:
        table.texts("source", required=True)
        care: AfterCare = {
            "sore_rest_hours": table.number("sore_rest_hours", 24, 168),
            "sore_doctor_hours": table.number("sore_doctor_hours", 24, 168),
            "worse": table.number("worse", 1, 12),
            "worse_of": table.number("worse_of", 1, 12),
            "worse_text": table.text("worse_text"),
            "unsettled_spots": table.number("unsettled_spots", 1, 12),
            "watch_days": table.number("watch_days", 1, 90),
            "normal": table.texts("normal", required=True),
            "borderline": table.texts("borderline", required=True),
            "doctor": table.texts("doctor", required=True),
        }
        if care["worse"] > care["worse_of"]:
            table.wrong("worse", "must not be more than worse_of.")
        return care


def read_again(table: Table) -> Again:
    """When the screening is asked again."""
    with table:
        table.texts("source", required=True)
        return {"days": table.number("days", 1, 365), "when": table.texts("when", required=True)}
