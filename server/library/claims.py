"""Words that promise more than is known. No text of the content may hold one."""

import re
from collections.abc import Iterator

FORBIDDEN = (
    r"cures?",
    r"cured",
    r"heals?",
    r"healing",
    r"prevents? (?:migraine|headache)s?",
    r"treats? the (?:root )?cause",
    r"breaks? up",
    r"toxins?",
    r"proven",
    r"guaranteed?",
    r"(?:doctor|clinically)[- ](?:recommended|tested|proven)",
    r"replaces? (?:your )?(?:medicines?|medication)",
    r"miracle",
    r"qi",
    r"pain[- ]free",
)
CLAIM = re.compile(rf"\b(?:{'|'.join(FORBIDDEN)})\b", re.IGNORECASE)


def claims_in(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Each forbidden word in any text inside `value`, with the path that leads to it."""
    if isinstance(value, str):
        yield from ((path, match.group()) for match in CLAIM.finditer(value))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from claims_in(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from claims_in(inner, f"{path} {number}")
