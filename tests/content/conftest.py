"""The real content, read once, and a copy of it that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from server.library import ContentError, read_library
from server.library.shapes import Library

CONTENT = Path(__file__).parents[2] / "content"
Spoil = Callable[[str, str, str], list[str]]


@pytest.fixture(scope="session")
def library() -> Library:
    """The library as it is shipped."""
    return read_library(CONTENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of content/ that may be changed."""
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace one text in one file of the copy and answer what the check says."""

    def replace(file: str, old: str, new: str) -> list[str]:
        path = folder / file
        before = path.read_text("utf-8")
        assert old in before, f"{file} no longer holds {old!r}; mend this test"
        path.write_text(before.replace(old, new, 1), "utf-8")
        return problems_of(folder)

    return replace


def problems_of(folder: Path) -> list[str]:
    """All sentences about `folder`; none when it is right."""
    try:
        read_library(folder)
    except ContentError as error:
        return error.problems
    return []
