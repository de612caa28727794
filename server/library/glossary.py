"""The glossary, and its words in the articles: each is linked where an article first uses it."""

import re
from dataclasses import dataclass

from server.library.article_shapes import Article, Line, Word
from server.library.slugs import SLUG
from server.library.table import Table


@dataclass(frozen=True)
class Glossary:
    """`forms` lead from each way of writing a word, in lower case, to its slug."""

    words: list[Word]
    forms: dict[str, str]


def read_glossary(table: Table) -> Glossary:
    """All words of glossary.toml, in alphabetical order."""
    words: list[Word] = []
    forms: dict[str, str] = {}
    for slug in table.names():
        if not SLUG.fullmatch(slug):
            table.wrong(slug, "must be lower-case words joined by hyphens.")
        with table.table(slug) as entry:
            words.append(
                {
                    "slug": slug,
                    "term": entry.text("term"),
                    "meaning": entry.text("meaning"),
                    "sources": entry.texts("sources", required=True),
                }
            )
            for form in entry.texts("forms"):
                if form in forms or form != form.lower():
                    entry.wrong(
                        "forms", f'hold "{form}", which must be lower-case and stand only once.'
                    )
                forms[form] = slug
    return Glossary(sorted(words, key=lambda word: word["term"].lower()), forms)


def link_words(article: Article, forms: dict[str, str]) -> None:
    """Mark the first use of every word in the text of an article; headings, links and buttons stay as they are."""
    if not forms:
        return
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    search = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    seen: set[str] = set()
    for section in article["sections"]:
        for passage in section["passages"]:
            for block in passage["blocks"]:
                block["lines"] = [_linked(line, search, forms, seen) for line in block["lines"]]


def _linked(line: Line, search: re.Pattern[str], forms: dict[str, str], seen: set[str]) -> Line:
    linked: Line = []
    for run in line:
        if not isinstance(run, str):
            linked.append(run)
            continue
        start = 0
        for found in search.finditer(run):
            slug = forms[found.group().lower()]
            if slug in seen:
                continue
            seen.add(slug)
            linked += [
                *([run[start : found.start()]] if found.start() > start else []),
                {"text": found.group(), "word": slug},
            ]
            start = found.end()
        if start < len(run):
            linked.append(run[start:])
    return linked
