"""Why a person stopped, what to do then, and whom to call."""

import re

from server.library.shapes import ACTIONS, Emergency, Numbers, StopReason
from server.library.table import Table

AFTER_STOP = ("emergency", "doctor-today", "spot", "today", "log")
COUNTRY, TELEPHONE = re.compile(r"[A-Z]{2}"), re.compile(r"\d[\d ]{1,15}")


def read_advice(table: Table) -> dict[str, str]:
    """One sentence for each action letter and each way to go on after a stop."""
    with table:
        table.texts("source", required=True)
        return {name: table.text(name) for name in (*ACTIONS, *AFTER_STOP, "all-no")}


def read_stop_reason(table: Table) -> StopReason:
    """A reason to stop and what follows."""
    with table:
        table.texts("source", required=True)
        return {
            "id": table.text("id"),
            "text": table.text("text"),
            "then": table.choice("then", AFTER_STOP),
        }


def read_emergency(table: Table) -> Emergency:
    """The emergency page with the numbers of each country."""
    with table:
        table.texts("source", required=True)
        numbers = table.table("numbers")
        return {
            "signs": table.texts("signs", required=True),
            "numbers": {country: _read_numbers(numbers, country) for country in numbers.names()},
            "fallback": table.texts("fallback", required=True),
        }


def _read_numbers(parent: Table, country: str) -> Numbers:
    if not COUNTRY.fullmatch(country):
        parent.wrong(country, "must be the two capital letters of a country (ISO 3166-1).")
    with parent.table(country) as table:
        numbers: Numbers = {"emergency": _telephone(table, "emergency")}
        if table.has("advice"):
            numbers["advice"] = _telephone(table, "advice")
        if table.has("crisis"):
            numbers["crisis"] = _telephone(table, "crisis")
        return numbers


def _telephone(table: Table, name: str) -> str:
    number = table.text(name)
    if number and not TELEPHONE.fullmatch(number):
        table.wrong(name, "must be digits and spaces only.")
    return number
