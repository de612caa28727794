"""The lasting name of a thing: the name of its file."""

import re
from pathlib import PurePosixPath

from server.library.table import Table

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_slug(table: Table) -> str:
    """The slug from the file's name."""
    stem = PurePosixPath(table.file).stem
    if not SLUG.fullmatch(stem):
        table.problems.add(
            table.file, "", "the file name must be lower-case words joined by hyphens."
        )
    return stem
