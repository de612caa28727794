"""Articles and glossary: founded, plain and short; a mistake is named with its file and line."""

from pathlib import Path
from typing import Any

import pytest

from server.library import build_articles
from server.library.article_rules import HIGHEST_GRADE
from server.library.articles import read_articles, text_of
from server.library.claims import claims_in
from server.library.problems import Problems
from server.library.reading_age import grade, syllables_of
from server.library.shapes import Library
from tests.content.conftest import CONTENT, Spoil, problems_of

SPOTS, TOOL, PRESSING, MASSAGE = (
    "articles/what-trigger-points-are.md",
    "articles/pressing-with-a-tool.md",
    "articles/how-pressing-works.md",
    "articles/massage.md",
)
SUBJECTS = {
    "what-trigger-points-are",
    "how-pressing-works",
    "massage",
    "acupressure",
    "dry-needling",
    "chiropractic-care",
    "pressing-with-a-tool",
    "is-it-right-for-me",
    "daily-life",
    "not-a-quick-fix",
    "medicine-days",
}

MISTAKES = [
    (TOOL, "+++\ntitle", "title", f"{TOOL}: must begin with a head between two lines of +++."),
    (TOOL, "order = 90", "order = 90\nicons = 1", f"{TOOL}: icons is not a field we know."),
    (TOOL, 'icon = "pointer"', 'icon = "hammer"', "but figures/icons/hammer.svg is missing."),
    (TOOL, 'group = "methods"', 'group = "tools"', f"{TOOL}: group must be one of basics"),
    (TOOL, "## Afterwards", "## Later", f"{TOOL}: must have the headings What happens"),
    (TOOL, "## Afterwards", "### Afterwards", "has a heading that is not written with ##."),
    (TOOL, "(/routines/pointer)", "(/routines/spear)", "leads to /routines/spear, which is not"),
    (TOOL, "[own-search]", "[Nobody1900]", f'{TOOL}: sources name "Nobody1900", which is not in'),
    (
        SPOTS,
        "\nEvidence: mixed [Quintner2015, BJSM2015, Lucas2009, IntegrativeWorks]\n",
        "",
        f'{SPOTS}: "What nobody knows" claims something ("shown") without an Evidence line below.',
    ),
    (TOOL, "Evidence: untested", "Evidence: certain", f"{TOOL}: line 31 must read"),
    (TOOL, "A stick feels nothing.", "![A stick](x.png)", "holds Markdown that no screen can show"),
    (TOOL, "A stick feels nothing.", "It is a proven stick.", 'with the word "proven".'),
    (
        MASSAGE,
        "You say how strong it may be, and",
        "You say how strong " + "and strong " * 12 + "and",
        "has a sentence of more than 24 words",
    ),
    (
        MASSAGE,
        "You say how strong it may be, and",
        "Say stop. " * 40 + "And",
        f'{MASSAGE}: "What happens" has more than 75 words',
    ),
    (
        "glossary.toml",
        'forms = ["aura"]',
        'forms = ["migraine"]',
        'glossary.toml: aura.forms hold "migraine"',
    ),
    (
        "glossary.toml",
        "It is a guide, not a rule.",
        "It heals.",
        'promises too much with the word "heals".',
    ),
    (
        "glossary.toml",
        'sources = ["AHRQ-N1"]',
        "sources = []",
        "glossary.toml: n-of-1-test.sources must be",
    ),
    ("labels.toml", "bars = 4", "bars = 5", "labels.toml: high.bars must be a whole number from 0"),
    (
        "figures/icons/leaf.svg",
        "0 0 24 24",
        "0 0 9 9",
        "icon is leaf, which must be one path in the",
    ),
]


@pytest.fixture(scope="session")
def reading() -> dict[str, Any]:
    """Articles and glossary as they are shipped."""
    return build_articles(CONTENT)


@pytest.mark.parametrize(("file", "old", "new", "sentence"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_named(spoil: Spoil, file: str, old: str, new: str, sentence: str):
    problems = spoil(file, old, new)
    assert any(sentence in problem for problem in problems), problems


def test_hard_words_are_refused(folder: Path):
    path = folder / PRESSING
    text = path.read_text("utf-8").replace("Pressing is simple.", "Myofascial manipulation. " * 60)
    path.write_text(text, "utf-8")
    assert any("reads at school grade" in problem for problem in problems_of(folder))


def test_every_subject_has_its_article(reading: dict[str, Any]):
    assert {article["slug"] for article in reading["articles"]} == SUBJECTS


def test_an_article_is_read_in_a_few_minutes_at_a_reading_age_of_twelve(reading: dict[str, Any]):
    articles, _ = read_articles(CONTENT, reading["labels"], Problems())
    assert all(grade(text_of(article)) <= HIGHEST_GRADE for article in articles)
    assert all(1 <= article["minutes"] <= 5 for article in reading["articles"])


def test_every_number_beside_a_claim_is_a_work_of_the_article(reading: dict[str, Any]):
    for article in reading["articles"]:
        passages = [passage for section in article["sections"] for passage in section["passages"]]
        used = {number for passage in passages for number in passage.get("sources", [])}
        assert used == set(range(1, len(article["sources"]) + 1)), article["slug"]
        assert set(article["sources"]) <= reading["sources"].keys()
        assert {passage["label"] for passage in passages if "label" in passage} <= set(
            reading["labels"]
        )


def test_no_text_promises_more_than_is_known(reading: dict[str, Any]):
    assert list(claims_in({**reading, "sources": {}})) == []


def test_no_page_written_by_a_machine_is_cited(reading: dict[str, Any]):
    assert not [key for key in reading["sources"] if key.startswith("DrOracle")]


def test_the_tool_article_says_that_no_trial_exists_where_it_may_go_and_how_it_opens(
    reading: dict[str, Any],
):
    (tool,) = (article for article in reading["articles"] if article["slug"].endswith("a-tool"))
    titles = [section["title"] for section in tool["sections"]]
    assert {"Why only shoulder and blade", "How the tool routine opens"} <= set(titles)
    labels = {
        passage.get("label") for section in tool["sections"] for passage in section["passages"]
    }
    assert "untested" in labels


def test_the_glossary_has_forty_words_each_with_a_source(reading: dict[str, Any]):
    assert len(reading["words"]) == 40
    assert all(word["sources"] and word["meaning"].endswith(".") for word in reading["words"])


def test_a_word_is_linked_at_its_first_use_in_an_article_only(reading: dict[str, Any]):
    for article in reading["articles"]:
        linked = [
            run["word"]
            for section in article["sections"]
            for passage in section["passages"]
            for block in passage["blocks"]
            for line in block["lines"]
            for run in line
            if isinstance(run, dict) and "word" in run
        ]
        assert len(linked) == len(set(linked)), article["slug"]
    assert any("word" in str(article["sections"]) for article in reading["articles"])


def test_a_work_that_only_an_article_names_stays_out_of_the_apps_first_file(
    reading: dict[str, Any], library: Library
):
    assert "Moraska2015" in reading["sources"]
    assert "EMMA-RCT" not in library["sources"]


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("headaches", 2),
        ("muscle", 2),
        ("wanted", 2),
        ("used", 1),
        ("faces", 2),
        ("trial", 2),
        ("practitioner", 4),
        ("the", 1),
        ("needles", 2),
        ("medicine", 3),
    ],
)
def test_spoken_vowels_are_counted(word: str, count: int):
    assert syllables_of(word) == count
