"""How hard a text is to read: the Flesch-Kincaid grade, the school year in which most can read it."""

import re

WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d[\d.,]*")
END = re.compile(r"[.!?:]+(?=\s|$)")
# An e that is not spoken: "like", "rule", but not "table"; "likes", but not "faces"; "used", but not "wanted".
SILENT = re.compile(
    r"(?:(?<![bcdfgkpstz]l)e|(?<=dach)es|(?<![cghsxz])(?<![bcdfgkpstz]l)es|(?<![td])ed)$"
)
# Two vowels that are both spoken: "trial", "diet", "area".
APART = re.compile(r"(?<![ct])ia|iet|rea$")


def grade(text: str) -> float:
    """The grade of `text`, whose paragraphs and list items end with a full stop; 7 is about twelve years of age."""
    words = WORD.findall(text)
    sentences = max(1, len(END.findall(text)))
    if not words:
        return 0.0
    syllables = sum(syllables_of(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """Spoken vowels; right for most English words, and a number counts as one."""
    spoken = SILENT.sub("", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)) + len(APART.findall(spoken)))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]
