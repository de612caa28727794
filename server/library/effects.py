"""The effects of a safety row: `slug`, `slug:value` or `slug:value:where`, as safety.toml explains them."""

PLAIN = frozenset(
    {
        "no-routine",
        "gentle-only",
        "no-stretch",
        "no-tool",
        "no-balls",
        "no-lying-flat",
        "migraine",
        "no-pressing-in-attack",
        "half-dose",
        "ask-first",
        "say-emergency-signs",
    }
)
SLUGS = PLAIN | {"no-touch", "no-moves", "palms-only", "max-level"}


def whats_wrong(effect: str, known: set[str]) -> str | None:
    """The sentence about what is wrong with `effect`, or None; `known` holds all places and regions."""
    slug, _, rest = effect.partition(":")
    where = rest
    match slug:
        case _ if slug in PLAIN:
            return f'"{effect}" must stand alone, without a colon.' if rest else None
        case "no-touch" | "no-moves":
            if not rest:
                return f'"{effect}" must say where, as in "{slug}:neck".'
        case "palms-only":
            pass
        case "max-level":
            level, _, where = rest.partition(":")
            if not level.isdigit() or not 0 <= int(level) <= 10:
                return f'"{effect}" must give a level from 0 to 10, as in "max-level:2".'
        case _:
            return f'"{effect}" is not an effect we know.'
    unknown = [place for place in where.split(",") if where and place not in known]
    return f'"{effect}" names the unknown place {", ".join(unknown)}.' if unknown else None


def touches(effects: list[str]) -> set[str]:
    """All places and regions that `no-touch` effects name."""
    return {
        place
        for effect in effects
        if effect.startswith("no-touch:")
        for place in effect.partition(":")[2].split(",")
    }
