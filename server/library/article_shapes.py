"""The shapes of articles and glossary: what the app's `core/reading.ts` reads."""

from typing import NotRequired, TypedDict

from server.library.shapes import Source

GROUPS = ("basics", "methods", "you")
LABELS = (
    "high",
    "moderate",
    "low",
    "very-low",
    "no-difference",
    "mixed",
    "association",
    "reports",
    "guideline",
    "tradition",
    "untested",
    "general",
    "own",
)
"""How well a claim is founded. The first five are the cards' words; the app explains each in a sentence."""


class Run(TypedDict):
    """A piece of a line. `to`: an address of the app; `word`: a slug of the glossary."""

    text: str
    strong: NotRequired[bool]
    to: NotRequired[str]
    word: NotRequired[str]


Line = list[str | Run]


class Block(TypedDict):
    """A paragraph (`text`), a set-off word (`note`), a `list`, numbered `steps`, or a way into the app (`way`)."""

    kind: str
    lines: list[Line]


class Passage(TypedDict):
    """Blocks with what they rest on; `sources` are numbers in the article's list, from 1."""

    blocks: list[Block]
    label: NotRequired[str]
    sources: NotRequired[list[int]]


class Section(TypedDict):
    """Passages under a heading; the opening has none."""

    title: str | None
    passages: list[Passage]


class Article(TypedDict):
    """An article; `sources` are keys in the order of their first use."""

    slug: str
    title: str
    summary: str
    group: str
    order: int
    icon: str
    minutes: int
    sections: list[Section]
    sources: list[str]


class Word(TypedDict):
    """A term of the glossary in plain words."""

    slug: str
    term: str
    meaning: str
    sources: list[str]


class Reading(TypedDict):
    """Everything on the Learn screens, in one language."""

    locale: str
    version: str
    articles: list[Article]
    words: list[Word]
    sources: dict[str, Source]
