"""Write the list of proposals into the README: `python -m tests.proposals`."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- proposals:", "<!-- end of proposals -->"


def listed() -> str:
    """Return the list as it belongs in the README, from content/safety.toml."""
    safety = tomllib.loads((ROOT / "content/safety.toml").read_text("utf-8"))
    return "\n".join(f"- **{one['id']}**: {one['text']}" for one in safety["proposals"])


def parts() -> tuple[str, str, str]:
    """Return the README before, within and after the list."""
    text = README.read_text("utf-8")
    begin = text.index("-->", text.index(BEGIN)) + len("-->")
    end = text.index(END)
    return text[:begin], text[begin:end].strip(), text[end:]


if __name__ == "__main__":
    before, _, after = parts()
    README.write_text(f"{before}\n{listed()}\n{after}", "utf-8")
