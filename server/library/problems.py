"""What is wrong with the content, collected as sentences a clinician can act on."""


class ContentError(Exception):
    """The content cannot be used; `problems` holds one sentence for each mistake, naming file and field."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Problems:
    """Collects sentences, so that one check of the content names every mistake at once."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, file: str, field: str, sentence: str) -> None:
        """Note one mistake: `sentence` follows the words "<file>: <field>"."""
        self.sentences.append(f"{file}: {field} {sentence}" if field else f"{file}: {sentence}")

    def raise_if_any(self) -> None:
        """Raise ContentError when anything was noted."""
        if self.sentences:
            raise ContentError(self.sentences)
