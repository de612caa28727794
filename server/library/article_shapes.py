"""The shapes of articles and glossary: what the app's `core/reading.ts` reads."""

from typing import NotRequired, TypedDict

from server.library.shapes import Source

GROUPS = ("basics", "methods", "you")


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


class Label(TypedDict):
    """How well a claim is founded, in words. `bars` (0 to 4) is its grade, where it is one."""

    name: str
    text: str
    bars: NotRequired[int]
    warns: NotRequired[bool]


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
    """Path data in a box of 24 by 24."""
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
    labels: dict[str, Label]
    articles: list[Article]
    words: list[Word]
    sources: dict[str, Source]
