"""The rows of safety.toml: places, questions, stop reasons, emergency page, budget, proposals."""

from server.library import effects
from server.library.emergency import read_advice, read_emergency, read_stop_reason
from server.library.places import read_place
from server.library.shapes import (
    ACTIONS,
    REGIONS,
    UNLOCKS,
    Age,
    AgreedBudget,
    Budget,
    Effect,
    Group,
    Proposal,
    Question,
    Safety,
)
from server.library.table import Table
from server.library.unlocks import read_after_care, read_again, read_unlock

# "No neck or head pressing until a doctor has looked" is the meaning of action C.
CLOSED_BY_C = {"neck", "scalp", "face", "jaw"}


def read_safety(table: Table) -> Safety:
    """All rows of safety.toml."""
    with table:
        places = [read_place(place) for place in table.tables("places", required=True)]
        known = {place["slug"] for place in places} | set(REGIONS)
        groups = [_read_group(group, known) for group in table.tables("screening", required=True)]
        safety: Safety = {
            "unscreened": _effects(table, "unscreened", known),
            "effects": [_read_effect(effect) for effect in table.tables("effects", required=True)],
            "ages": [_read_age(age, known) for age in table.tables("ages", required=True)],
            "advice": read_advice(table.table("advice")),
            "places": places,
            "micro": [
                _read_question(question, "micro", known)
                for question in table.tables("micro", required=True)
            ],
            "screening": {"groups": groups},
            "stop_reasons": [
                read_stop_reason(reason) for reason in table.tables("stop_reasons", required=True)
            ],
            "emergency": read_emergency(table.table("emergency")),
            "budget": _read_budget(table.table("budget")),
            "unlocks": [read_unlock(row) for row in table.tables("unlocks", required=True)],
            "after_care": read_after_care(table.table("after_care")),
            "again": read_again(table.table("again")),
            "proposals": [_read_proposal(proposal) for proposal in table.tables("proposals")],
        }
        _check_together(table, safety)
        return safety


def _read_group(table: Table, known: set[str]) -> Group:
    with table:
        slug = table.text("slug")
        group: Group = {
            "slug": slug,
            "title": table.text("title"),
            "intro": table.text("intro"),
            "questions": [
                _read_question(question, slug, known)
                for question in table.tables("questions", required=True)
            ],
        }
        if asked := table.optional_text("asked"):
            group["asked"] = asked
        return group


def _read_question(table: Table, group: str, known: set[str]) -> Question:
    with table:
        question: Question = {
            "id": table.text("id"),
            "group": group,
            "text": table.text("text"),
            "action": table.choice("action", ACTIONS),
            "effects": _effects(table, "effects", known),
            "source": table.texts("source", required=True),
        }
        if help_text := table.optional_text("help"):
            question["help"] = help_text
        if table.has("hours"):
            question["hours"] = table.number("hours", 1, 24 * 90)
        _check_action(table, question)
        return question


def _check_action(table: Table, question: Question) -> None:
    closes_all = "no-routine" in question["effects"]
    if question["action"] in ("A", "B") and not closes_all:
        table.wrong(
            "effects", f'must hold "no-routine", because the action is {question["action"]}.'
        )
    if (
        question["action"] == "C"
        and not closes_all
        and not effects.touches(question["effects"]) >= CLOSED_BY_C
    ):
        table.wrong(
            "effects",
            f'must hold "no-touch" with {", ".join(sorted(CLOSED_BY_C))}, because the action is C.',
        )


def _effects(table: Table, name: str, known: set[str]) -> list[str]:
    found = table.texts(name)
    for effect in found:
        if sentence := effects.whats_wrong(effect, known):
            table.wrong(name, f"hold a mistake: {sentence}")
    return found


def _read_effect(table: Table) -> Effect:
    with table:
        return {"slug": table.choice("slug", sorted(effects.SLUGS)), "why": table.text("why")}


def _read_age(table: Table, known: set[str]) -> Age:
    with table:
        age: Age = {
            "years": table.number("years", 1, 120),
            "text": table.text("text"),
            "effects": _effects(table, "effects", known),
        }
        if table.flag("under"):
            age["under"] = True
        if asks := table.optional_text("asks"):
            age["asks"] = asks
        table.texts("source", required=True)
        return age


def _read_budget(table: Table) -> Budget:
    with table:
        table.texts("source", required=True)
        budget: Budget = {
            "seconds_per_day": table.number("seconds_per_day", 0, 3600),
            "seconds_per_spot": table.number("seconds_per_spot", 0, 300),
            "times_per_day": table.number("times_per_day", 1, 12),
            "agreed": _read_agreed(table.table("agreed")),
        }
        for name in ("seconds_per_day", "times_per_day"):
            if budget["agreed"][name] < budget[name]:
                table.wrong(f"agreed.{name}", "must not be below the usual limit.")
        return budget


def _read_agreed(table: Table) -> AgreedBudget:
    with table:
        table.texts("source", required=True)
        return {
            "text": table.text("text"),
            "seconds_per_day": table.number("seconds_per_day", 0, 3600),
            "times_per_day": table.number("times_per_day", 1, 12),
        }


def _read_proposal(table: Table) -> Proposal:
    with table:
        return {
            "id": table.text("id"),
            "text": table.text("text"),
            "source": ", ".join(table.texts("source", required=True)),
        }


def _check_together(table: Table, safety: Safety) -> None:
    groups = safety["screening"]["groups"]
    ids = [question["id"] for group in groups for question in group["questions"]] + [
        row["id"] for row in safety["micro"]
    ]
    for name, values in (
        ("places", [place["slug"] for place in safety["places"]]),
        ("screening", [group["slug"] for group in groups]),
        ("questions", ids),
        ("effects", [effect["slug"] for effect in safety["effects"]]),
        ("stop_reasons", [reason["id"] for reason in safety["stop_reasons"]]),
        ("unlocks", [unlock["slug"] for unlock in safety["unlocks"]]),
        ("proposals", [proposal["id"] for proposal in safety["proposals"]]),
    ):
        for value in sorted({value for value in values if values.count(value) > 1}):
            table.wrong(name, f'hold "{value}" more than once.')
    for slug in sorted(set(UNLOCKS) - {unlock["slug"] for unlock in safety["unlocks"]}):
        table.wrong("unlocks", f'lack the row "{slug}".')
    for slug in sorted(effects.SLUGS - {effect["slug"] for effect in safety["effects"]}):
        table.wrong("effects", f'lack the sentence for "{slug}".')
    asking = {age.get("asks") for age in safety["ages"]} - {None}
    asked = {group["asked"] for group in groups if "asked" in group}
    if asking != asked:
        table.wrong(
            "ages", "and screening must agree: each asks names a group's asked, and the reverse."
        )
