"""What must hold for every article and the glossary: founded, plain, short, and with links that lead somewhere."""

import re
from collections.abc import Iterator

from server.library.article_shapes import Article, Line, Passage, Reading
from server.library.articles import text_of
from server.library.claims import claims_in
from server.library.problems import Problems
from server.library.prose import plain
from server.library.reading_age import WORD, grade, sentences_of
from server.library.shapes import Library

SCREENS = {
    "/diary",
    "/diary/new",
    "/emergency",
    "/insights",
    "/learn/for-my-therapist",
    "/learn/words",
    "/routines",
    "/screening",
    "/settings/reminders",
}
"""Screens of the app that an article may lead to, besides routines, cards and articles."""

HIGHEST_GRADE = 7.0
LONGEST_SENTENCE = 24
LONGEST_BLOCK = 75
ARTICLE_WORDS = range(200, 901)
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_MEANING = 34, 70, 45
"""Characters, characters, words."""

METHOD = (
    "What happens",
    "What studies show",
    "Who should not",
    "Afterwards",
    "What to note",
)
"""Headings that every article on a method has, in this order."""

CLAIM = re.compile(
    r"""\d|%|\b(?:stud(?:y|ies)|trials?|research|reviews?|evidence|experts?|shows?n?|found
    |helps?|helped|works?|worked|eases?|eased|reliev\w+|reduc\w+|lowers?|improv\w+|better|worse|fewer|safer?
    |causes?|caused|risks?|harm\w*|danger\w*|rare|rarely|often|usual(?:ly)?|normal|common(?:ly)?|likely
    |most|many|some\ people|few)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words of a claim: where one stands, an Evidence line has to follow."""


def check_reading(reading: Reading, library: Library, problems: Problems) -> None:
    """Note every mistake in articles and glossary."""
    paths = {
        *SCREENS,
        *(f"/routines/{routine['slug']}" for routine in library["routines"]),
        *(f"/muscles/{muscle['slug']}" for muscle in library["muscles"]),
        *(f"/points/{point['slug']}" for point in library["points"]),
        *(f"/learn/{article['slug']}" for article in reading["articles"]),
    }
    for article in reading["articles"]:
        _check_article(article, paths, problems)
    for word in reading["words"]:
        if len(WORD.findall(word["meaning"])) > LONGEST_MEANING:
            problems.add(
                "glossary.toml",
                f"{word['slug']}.meaning",
                f"is longer than {LONGEST_MEANING} words.",
            )
    meanings = {word["slug"]: [word["term"], word["meaning"]] for word in reading["words"]}
    for path, found in claims_in(meanings):
        problems.add("glossary.toml", path, f'promises too much with the word "{found}".')


def _check_article(article: Article, paths: set[str], problems: Problems) -> None:
    file = f"articles/{article['slug']}.md"
    for field, sentence in [
        *_lengths(article),
        *_unfounded(article),
        *_lost_links(article, paths),
        *_missing_sections(article),
    ]:
        problems.add(file, field, sentence)
    said = [article["title"], article["summary"], text_of(article)]
    for _, found in claims_in(said):
        problems.add(file, "", f'promises too much with the word "{found}".')


def _lengths(article: Article) -> Iterator[tuple[str, str]]:
    for field, longest in (("title", LONGEST_TITLE), ("summary", LONGEST_SUMMARY)):
        if len(str(article[field])) > longest:  # type: ignore[literal-required]
            yield field, f"is longer than {longest} characters."
    text = text_of(article)
    if len(WORD.findall(text)) not in ARTICLE_WORDS:
        yield "", f"must have {ARTICLE_WORDS.start} to {ARTICLE_WORDS.stop - 1} words."
    if (found := grade(text)) > HIGHEST_GRADE:
        yield "", f"reads at school grade {found:.1f}; at most {HIGHEST_GRADE:.0f}."
    for title, line in _lines(article):
        if len(WORD.findall(plain(line))) > LONGEST_BLOCK:
            yield title, f'has more than {LONGEST_BLOCK} words in "{plain(line)[:40]} …".'
        for sentence in sentences_of(plain(line)):
            if len(WORD.findall(sentence)) > LONGEST_SENTENCE:
                yield title, f'has a sentence of more than {LONGEST_SENTENCE} words: "{sentence}"'


def _unfounded(article: Article) -> Iterator[tuple[str, str]]:
    for section in article["sections"]:
        for passage in section["passages"]:
            if "label" in passage:
                continue
            if found := CLAIM.search(_said(passage)):
                yield (
                    _name(section["title"]),
                    f'claims something ("{found.group()}") without an Evidence line below.',
                )


def _lost_links(article: Article, paths: set[str]) -> Iterator[tuple[str, str]]:
    for title, line in _lines(article):
        for run in line:
            if not isinstance(run, str) and "to" in run and run["to"] not in paths:
                yield title, f"leads to {run['to']}, which is not in the app."


def _missing_sections(article: Article) -> Iterator[tuple[str, str]]:
    if article["group"] == "methods":
        titles = [section["title"] for section in article["sections"]]
        if [title for title in titles if title in METHOD] != list(METHOD):
            yield "", f"must have the headings {', '.join(METHOD)}, in this order."


def _lines(article: Article) -> Iterator[tuple[str, Line]]:
    for section in article["sections"]:
        for passage in section["passages"]:
            for block in passage["blocks"]:
                for line in block["lines"]:
                    yield _name(section["title"]), line


def _said(passage: Passage) -> str:
    return " ".join(
        plain(line)
        for block in passage["blocks"]
        if block["kind"] != "way"
        for line in block["lines"]
    )


def _name(title: str | None) -> str:
    return f'"{title}"' if title else "the opening"
