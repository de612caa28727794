"""What must be true of a step beside its own fields: targets, places, ceilings, tools, doses, pictures."""

from server.library.problems import Problems
from server.library.shapes import Budget, Muscle, Picture, Place, Routine, Step

TOUCHING = ("press", "rest-contact", "stroke")
MOVING = ("move", "stretch")
HANDS = ("fingers", "thumb", "palm", "pincer")
COUNTED = ("neck", "shoulder", "scalp", "face", "jaw")  # the regions of the daily budget
COUNTED_ABOVE = 2  # resting contact and stroking up to this level do not count
STRETCH_HIGHEST = 3
LONGEST_ELSEWHERE = 120  # seconds on one spot of hand, forearm or foot


class Rules:
    """Checks routines against the places and cards they name."""

    def __init__(
        self,
        places: list[Place],
        cards: dict[str, Muscle],
        movements: set[str],
        budget: Budget,
        problems: Problems,
    ) -> None:
        self.places = {place["slug"]: place for place in places}
        self.cards = cards
        self.movements = movements
        self.budget = budget
        self.problems = problems

    def check(self, routine: Routine) -> None:
        """Note every step that breaks a rule, and a routine longer than the day's budget."""
        file = f"routines/{routine['slug']}.toml"
        for number, step in enumerate(routine["steps"], 1):
            for sentence in (*self._step(step), *self._unlocked(step, routine["unlock"])):
                self.problems.add(file, f"steps {number} ({step['slug']})", sentence)
        pressed, limit = (
            sum(map(self._counted_seconds, routine["steps"])),
            self.budget["seconds_per_day"],
        )
        if pressed > limit:
            self.problems.add(file, "steps", f"press {pressed} s, above the day's {limit} s.")

    def check_own_step(self, card: Muscle, file: str) -> None:
        """Note what is wrong with the step of a card itself."""
        if card["step"] is not None:
            for sentence in (*self._step(card["step"]), *self._unlocked(card["step"], [])):
                self.problems.add(file, "step", sentence)

    def check_card_places(self, card: Muscle, file: str) -> None:
        """Note unknown places of a card, and levels above their ceilings."""
        for slug in card["places"]:
            place = self.places.get(slug)
            if place is None:
                self.problems.add(file, "places", f'name the unknown place "{slug}".')
            elif card["self_treated"] and place["never"]:
                self.problems.add(file, "places", f'name "{slug}", where nobody presses.')
            elif card["level"][1] > place["ceiling"]:
                self.problems.add(
                    file, "level", f'is above the ceiling {place["ceiling"]} of "{slug}".'
                )

    def _unlocked(self, step: Step, unlock: list[str]) -> list[str]:
        return [
            f'touches "{slug}", so unlock must name "{lock}".'
            for slug in step["places"]
            if slug in self.places
            and (lock := self.places[slug].get("unlock")) is not None
            and lock not in unlock
        ]

    def _step(self, step: Step) -> list[str]:
        unknown = [slug for slug in step["places"] if slug not in self.places]
        if unknown:
            return [f"names the unknown place {', '.join(unknown)}."]
        return [
            *self._target(step),
            *self._kind(step),
            *self._touch(step),
            *self._dose(step),
            *_pictures(step),
        ]

    def _target(self, step: Step) -> list[str]:
        target = step["target"]
        if target is None or target in self.movements:
            return []
        card = self.cards.get(target)
        if card is None:
            return [f'has the target "{target}", which has no file.']
        if step["kind"] in TOUCHING and not card["self_treated"]:
            return [f'touches "{target}", which is not for self-treatment.']
        if step["kind"] in TOUCHING and not set(card["places"]) & set(step["places"]):
            return [f'names no place of "{target}".']
        return []

    def _kind(self, step: Step) -> list[str]:
        kind, top = step["kind"], step["level"][1]
        found = []
        if (kind == "app") != (step["tool"] == "app"):
            found.append('must have kind and tool "app" together or not at all.')
        if kind in MOVING and top > (STRETCH_HIGHEST if kind == "stretch" else 0):
            found.append(f"has level {top}, too much for a {kind}.")
        if kind not in (*TOUCHING, *MOVING) and top > 0:
            found.append(f"has level {top}, but nothing is pressed in a step of kind {kind}.")
        if kind not in TOUCHING and step["tool"] not in ("none", "app"):
            found.append(f"has the tool {step['tool']}, but touches nothing.")
        if step["tool"] in HANDS and step["hands"] == "none":
            found.append('needs a hand: hands must be "one" or "both".')
        return found

    def _touch(self, step: Step) -> list[str]:
        if step["kind"] not in TOUCHING:
            return []
        found = [] if step["places"] else ["touches no place; it must name its places."]
        if step["tool"] in ("none", "app"):
            found.append("touches the skin; it must say with what tool.")
        for place in (self.places[slug] for slug in step["places"]):
            if place["never"]:
                found.append(f'touches "{place["slug"]}", where nobody presses.')
            elif step["level"][1] > place["ceiling"]:
                found.append(f'is above the ceiling {place["ceiling"]} of "{place["slug"]}".')
            for tool in (step["tool"], *step["instead"]):
                if tool not in (*HANDS, *place["tools"], "none", "app"):
                    found.append(
                        f'uses the tool {tool} on "{place["slug"]}", where it is not allowed.'
                    )
        return found

    def _dose(self, step: Step) -> list[str]:
        held = step["hold_seconds"] * step["reps"]
        limit = self.budget["seconds_per_spot"] if self._is_counted(step) else LONGEST_ELSEWHERE
        if step["kind"] == "press" and held > limit:
            return [f"holds one spot for {held} s, above {limit} s."]
        return []

    def _is_counted(self, step: Step) -> bool:
        return any(
            self.places[slug]["region"] in COUNTED for slug in step["places"] if slug in self.places
        )

    def _counted_seconds(self, step: Step) -> int:
        light = step["kind"] not in TOUCHING or step["level"][1] <= COUNTED_ABOVE
        if light or not self._is_counted(step):
            return 0
        return step["hold_seconds"] * step["reps"] * (2 if step["sides"] == "left-right" else 1)


def _pictures(step: Step) -> list[str]:
    if step["kind"] == "app":
        return []
    if not step["figures"]:
        return ["has no picture, neither its own nor its target's."]
    if step["kind"] not in TOUCHING:
        return []
    return [
        f"shows no spot to touch in the view {picture['view']}."
        for picture in step["figures"]
        if not _shows_where_to_touch(picture)
    ]


def _shows_where_to_touch(picture: Picture) -> bool:
    return any("mark" not in spot for spot in picture["spots"])
