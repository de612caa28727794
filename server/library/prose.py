"""Markdown into sections, passages and runs of text. Only what the app can draw is taken; the rest is a mistake."""

import re
from collections.abc import Collection, Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from server.library.article_shapes import Block, Line, Passage, Run, Section
from server.library.problems import Problems

EVIDENCE = re.compile(r"Evidence: (?P<label>[a-z-]+) \[(?P<keys>[^\]]+)\]")
"""`Evidence: low [Key2001, Key2002]` stands for all above it, up to the heading or the Evidence line before."""


class Prose:
    """The body of one article. `labels` are the known ones; `first` is the line of the file on which it begins."""

    def __init__(
        self, text: str, file: str, labels: Collection[str], problems: Problems, first: int = 1
    ) -> None:
        self.file = file
        self._labels = labels
        self.sources: list[str] = []
        self._problems = problems
        self._first = first
        tree = SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(text))
        self.sections = self._sections(tree)

    def _wrong(self, node: SyntaxTreeNode, sentence: str) -> None:
        line = node.map[0] + self._first if node.map else self._first
        self._problems.add(self.file, f"line {line}", sentence)

    def _sections(self, tree: SyntaxTreeNode) -> list[Section]:
        sections: list[Section] = [{"title": None, "passages": []}]
        open_blocks: list[Block] = []
        for node in tree.children:
            if node.type == "heading":
                _close(sections[-1], open_blocks)
                sections.append({"title": self._heading(node), "passages": []})
            elif passage := self._evidence(node):
                if not open_blocks:
                    self._wrong(node, "is an Evidence line with nothing above it.")
                sections[-1]["passages"].append({**passage, "blocks": [*open_blocks]})
                open_blocks.clear()
            elif block := self._block(node):
                open_blocks.append(block)
        _close(sections[-1], open_blocks)
        return [section for section in sections if section["title"] or section["passages"]]

    def _heading(self, node: SyntaxTreeNode) -> str:
        if node.tag != "h2":
            self._wrong(node, "has a heading that is not written with ##.")
        return node.children[0].content

    def _evidence(self, node: SyntaxTreeNode) -> Passage | None:
        text = node.children[0].content if node.type == "paragraph" else ""
        if not text.startswith("Evidence:"):
            return None
        found = EVIDENCE.fullmatch(text)
        label = found["label"] if found else ""
        if found is None or label not in self._labels:
            self._wrong(
                node,
                f'must read "Evidence: label [Key, Key]", the label one of {", ".join(self._labels)}.',
            )
            return {"blocks": []}
        keys = [key.strip() for key in found["keys"].split(",")]
        self.sources += [key for key in dict.fromkeys(keys) if key not in self.sources]
        numbers = sorted(self.sources.index(key) + 1 for key in set(keys))
        return {"blocks": [], "label": label, "sources": numbers}

    def _block(self, node: SyntaxTreeNode) -> Block | None:
        match node.type:
            case "paragraph":
                lines = [self._line(node)]
                return {"kind": "way" if _is_way(lines[0]) else "text", "lines": lines}
            case "bullet_list" | "ordered_list":
                kind = "list" if node.type == "bullet_list" else "steps"
                return {"kind": kind, "lines": [self._item(item) for item in node.children]}
            case "blockquote":
                return {"kind": "note", "lines": [self._line(inner) for inner in node.children]}
        self._wrong(node, f"holds Markdown that no screen can show ({node.type}).")
        return None

    def _item(self, node: SyntaxTreeNode) -> Line:
        if len(node.children) != 1:
            self._wrong(node, "must be a list item of one paragraph.")
        return self._line(node.children[0])

    def _line(self, node: SyntaxTreeNode) -> Line:
        if node.type != "paragraph":
            self._wrong(node, f"holds Markdown that no screen can show ({node.type}).")
            return []
        line: Line = []
        for run in self._runs(node.children[0], node):
            if isinstance(run, str) and line and isinstance(line[-1], str):
                line[-1] += run
            else:
                line.append(run)
        return line

    def _runs(self, inline: SyntaxTreeNode, block: SyntaxTreeNode) -> Iterator[str | Run]:
        for node in inline.children:
            match node.type:
                case "text":
                    if node.content:
                        yield node.content
                case "softbreak":
                    yield " "
                case "strong":
                    yield {"text": _text(node), "strong": True}
                case "link":
                    yield {"text": _text(node), "to": str(node.attrs["href"])}
                case _:
                    self._wrong(block, f"holds Markdown that no screen can show ({node.type}).")


def plain(line: Line) -> str:
    """The line as a reader hears it."""
    return "".join(run if isinstance(run, str) else run["text"] for run in line)


def _text(node: SyntaxTreeNode) -> str:
    return "".join(inner.content for inner in node.walk() if inner.type == "text")


def _is_way(line: Line) -> bool:
    """A paragraph that is one link, and nothing else, becomes a button."""
    return len(line) == 1 and not isinstance(line[0], str) and "to" in line[0]


def _close(section: Section, blocks: list[Block]) -> None:
    """What stands after the last Evidence line is a passage without one."""
    if blocks:
        section["passages"].append({"blocks": [*blocks]})
        blocks.clear()
