"""The source files and what they import, read without running them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "pwa/src"
SERVER = ROOT / "server"

STATEMENT = re.compile(
    r"""^\s*(?:import|export)\s+(?P<type>type\s)?(?P<names>[^;"']*?)\bfrom\s*["'](?P<from>[^"']+)["']"""
    r"""|^\s*import\s*["'](?P<bare>[^"']+)["']"""
    r"""|\bimport\(\s*["'](?P<lazy>[^"']+)["']\s*\)""",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Import:
    """One import: in which file, of what, and whether only of types."""

    file: Path
    target: str
    types_only: bool


def scripts() -> list[Path]:
    """Every TypeScript file of the app."""
    return sorted([*SRC.rglob("*.ts"), *SRC.rglob("*.tsx")])


def imports_of(file: Path) -> Iterator[Import]:
    """What a TypeScript file imports, re-exports or loads lazily."""
    for found in STATEMENT.finditer(without_comments(file.read_text("utf-8"))):
        names = [
            name.strip() for name in re.findall(r"[^{},]+", found["names"] or "") if name.strip()
        ]
        only = bool(found["type"]) or (
            bool(names) and all(name.startswith("type ") for name in names)
        )
        yield Import(file, found["from"] or found["bare"] or found["lazy"], only)


def without_comments(text: str) -> str:
    """The code alone; line numbers stay."""
    text = re.sub(r"/\*.*?\*/", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL)
    return re.sub(r"(?m)(^|\s)//.*$", r"\1", text)


def layer(file: Path) -> str:
    """The first folder under pwa/src, or "main" for the files beside the folders."""
    parts = file.relative_to(SRC).parts
    return parts[0] if len(parts) > 1 else "main"


def target_layer(found: Import) -> str | None:
    """The layer that an import reaches into; None for a package."""
    if not found.target.startswith("."):
        return None
    inside = (found.file.parent / found.target).resolve().relative_to(SRC)
    first = inside.parts[0]
    return first.split(".")[0] if len(inside.parts) == 1 else first


def modules() -> list[Path]:
    """Every Python file of the server."""
    return sorted(path for path in SERVER.rglob("*.py") if "__pycache__" not in path.parts)


def python_imports(file: Path) -> set[str]:
    """The dotted names of all that a Python file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.update(f"{node.module}.{name.name}" for name in node.names)
    return found
