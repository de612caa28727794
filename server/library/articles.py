"""Articles: one Markdown file each under a TOML head between lines of +++; the file's name is the slug."""

import re
from collections.abc import Collection
from math import ceil
from pathlib import Path

from server.library.article_shapes import GROUPS, Article
from server.library.icons import read_icon
from server.library.problems import Problems
from server.library.prose import Prose, plain
from server.library.reading_age import WORD
from server.library.slugs import read_slug
from server.library.table import Table, parse_table

HEAD = re.compile(r"\+\+\+\n(?P<head>.*?\n)\+\+\+\n", re.DOTALL)
WORDS_A_MINUTE = 180
"""A calm reader on a phone."""


def read_articles(
    folder: Path, labels: Collection[str], problems: Problems
) -> tuple[list[Article], list[Table]]:
    """All articles in the order they are listed, and for each a table that names its sources."""
    found = [
        _read_article(folder, path, labels, problems)
        for path in sorted((folder / "articles").glob("*.md"))
    ]
    articles = sorted((article for article, _ in found), key=lambda article: article["order"])
    return articles, [named for _, named in found]


def _read_article(
    folder: Path, path: Path, labels: Collection[str], problems: Problems
) -> tuple[Article, Table]:
    file = path.relative_to(folder).as_posix()
    text = path.read_text("utf-8")
    parts = HEAD.match(text)
    if parts is None:
        problems.add(file, "", "must begin with a head between two lines of +++.")
    head = parse_table(parts["head"] if parts else "", file, problems)
    body = text[parts.end() :] if parts else text
    prose = Prose(
        body, file, labels, problems, first=text.count("\n", 0, len(text) - len(body)) + 1
    )
    with head:
        article: Article = {
            "slug": read_slug(head),
            "title": head.text("title"),
            "summary": head.text("summary"),
            "group": head.choice("group", GROUPS),
            "order": head.number("order", 1, 999),
            "icon": read_icon(folder, head),
            "minutes": 0,
            "sections": prose.sections,
            "sources": prose.sources,
        }
    article["minutes"] = ceil(len(WORD.findall(text_of(article))) / WORDS_A_MINUTE)
    return article, Table({"sources": [*prose.sources]}, file, problems)


def text_of(article: Article) -> str:
    """All that is read, a full stop after each heading and list item."""
    said: list[str] = []
    for section in article["sections"]:
        said.append(section["title"] or "")
        for passage in section["passages"]:
            said += [plain(line) for block in passage["blocks"] for line in block["lines"]]
    return "\n".join(line if line[-1] in ".!?:" else f"{line}." for line in said if line)
