"""What a person wrote is nowhere on the server: not in its database, its write-ahead log, a dump, or what it logs."""

import base64
import json
import logging
import sqlite3
from pathlib import Path

import pytest

from tests.browser.chromium import Guest
from tests.browser.first_steps import note_headache
from tests.browser.live import Live
from tests.browser.syncing import STORED, agree, entries, join, turn_on

NOTES = [
    "behind the left eye since breakfast",
    "Nackenschmerzen nach der Gartenarbeit",
    "zu wenig geschlafen, grüner Tee",
]
SHORTEST = 8


def traces_of(text: str) -> set[bytes]:
    """How a text may lie in a file: as UTF-8 or UTF-16, plain, in base64 at each alignment, or in hex."""
    plain = [text.encode("utf-8"), text.encode("utf-16-le"), text.encode("utf-16-be")]
    found = set(plain)
    for raw in plain:
        found |= {raw.hex().encode(), raw.hex().upper().encode()}
        for shift in range(3):
            # Without the symbols at both ends that also depend on the neighbours.
            coded = base64.b64encode(b"\0" * shift + raw)[4 if shift else 0 : -4]
            found |= {coded, coded.replace(b"+", b"-").replace(b"/", b"_")}
    return found


def pieces(text: str) -> list[str]:
    """Every part of a text that is long enough to be recognised."""
    return [text[at : at + SHORTEST] for at in range(len(text) - SHORTEST + 1)]


def readable(texts: list[str], haystacks: dict[str, bytes]) -> list[tuple[str, str]]:
    """Which text can be found where."""
    return [
        (text, where)
        for text in texts
        for piece in (text, *pieces(text))
        for trace in traces_of(piece)
        for where, bytes_ in haystacks.items()
        if len(trace) >= SHORTEST and trace in bytes_
    ]


def write_notes(phone: Guest, live: Live) -> None:
    """A headache for each note, written by hand."""
    for number, note in enumerate(NOTES):
        phone.open(live.url)
        if number > 0:
            phone.press("It has ended", exact=True)
            phone.sees("Ended at")
        note_headache(phone)
        phone.press("Open this entry")
        phone.write("Note", note)
        phone.press("Save", exact=True)
        holds = f"found.records.some(({{ data }}) => data?.note === {json.dumps(note)})"
        phone.wait(f"({STORED}).then((found) => {holds})", "the note in the phone's storage")


def test_the_search_finds_a_text_however_it_is_written():
    for text in NOTES:
        for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            for file in (raw, b"xy" + raw, raw.hex().encode(), base64.b64encode(b"{" + raw + b"}")):
                assert readable([text], {"file": b"before" + file + b"after"})
    assert not readable(NOTES, {"file": bytes(range(256)) * 20})


def test_no_text_of_a_person_can_be_read_on_the_server(
    phone: Guest,
    tablet: Guest,
    live: Live,
    sqlite_folder: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.DEBUG)
    write_notes(phone, live)
    code = turn_on(phone, live.url)
    join(tablet, live.url, code)
    agree(phone, tablet, live.url)
    assert {entry.get("note") for entry in entries(tablet, "headache")} == set(NOTES)

    files = {file.name: file.read_bytes() for file in sqlite_folder.rglob("*") if file.is_file()}
    assert any(name.endswith("-wal") for name in files), "the write-ahead log is looked at, too"
    with sqlite3.connect(sqlite_folder / "unknot.sqlite") as database:
        files["dump"] = "\n".join(database.iterdump()).encode()
        stored = database.execute("SELECT count(*) FROM record").fetchone()[0]
    captured = capfd.readouterr()
    files["printed"] = (captured.out + captured.err).encode()
    files["logged"] = "\n".join(record.getMessage() for record in caplog.records).encode()
    assert stored >= len(NOTES)
    texts = [*NOTES, code, code.replace("-", "")]
    assert readable(texts, files) == []
