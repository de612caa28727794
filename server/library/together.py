"""What must be true between the files: slugs and codes once, targets and places known, no claims."""

from server.library.claims import claims_in
from server.library.hurts import check_hurts
from server.library.poses import check_poses, lend_poses
from server.library.problems import Problems
from server.library.rules import Rules
from server.library.shapes import Library, Movement, Muscle, Step
from server.library.tools import check_tool

TOLD = ("routines", "muscles", "points", "movements", "tools", "hurts", "poses", "safety")


def check_together(library: Library, drawn: set[str], problems: Problems) -> None:
    """Give each step its target's pictures and poses where it has none, then note all mistakes between files.

    `drawn` names the poses that have a picture.
    """
    muscles = {"muscles": library["muscles"], "points": library["points"]}
    cards = {card["slug"]: card for found in muscles.values() for card in found}
    movements = {movement["slug"]: movement for movement in library["movements"]}
    targets: dict[str, Muscle | Movement] = {**cards, **movements}
    rules = Rules(
        library["safety"]["places"], cards, set(movements), library["safety"]["budget"], problems
    )
    for folder, found in muscles.items():
        for card in found:
            file = f"{folder}/{card['slug']}.toml"
            rules.check_card_places(card, file)
            _lend_pictures(card["step"], card)
            rules.check_own_step(card, file)
            if card["self_treated"] and card["step"] is None and folder == "muscles":
                problems.add(file, "step", "is missing, because self_treated is true.")
    for routine in library["routines"]:
        for step in routine["steps"]:
            _lend_pictures(step, targets.get(step["target"] or ""))
            if step["target"] in movements:
                lend_poses(step, movements[step["target"]]["poses"])
        rules.check(routine)
    for tool in library["tools"]:
        check_tool(tool, library["safety"]["places"], problems)
    check_hurts(library["hurts"], library["muscles"], problems)
    check_poses(library, drawn, problems)
    _check_once(library, problems)
    for path, word in claims_in({name: value for name, value in library.items() if name in TOLD}):
        problems.add("content", path, f'promises too much with the word "{word}".')


def _lend_pictures(step: Step | None, target: Muscle | Movement | None) -> None:
    if step is not None and target is not None and not step["figures"]:
        step["figures"] = target["pictures"]


def _check_once(library: Library, problems: Problems) -> None:
    """Every code, and every slug a step may name, stands once."""
    named: list[tuple[str, str, str]] = [
        *(("routines", routine["slug"], routine["code"]) for routine in library["routines"]),
        *(("muscles", card["slug"], card["code"]) for card in library["muscles"]),
        *(("points", card["slug"], card["code"]) for card in library["points"]),
        *(("movements", card["slug"], card["code"]) for card in library["movements"]),
        *(("tools", card["slug"], card["code"]) for card in library["tools"]),
    ]
    seen: dict[str, str] = {}
    for folder, slug, code in named:
        file = f"{folder}/{slug}.toml"
        for field, value in (
            ("code", code),
            ("file name", f"{slug} of {folder}" if folder in ("routines", "tools") else slug),
        ):
            if value in seen:
                problems.add(file, field, f'"{value}" is already used by {seen[value]}.')
            seen[value] = file
