"""Run the measurements and print the table."""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench import due, load, pushing, saving, syncing, weight
from tests.bench.stage import QUICK, Sizes, Stage
from tests.bench.table import Row, lines

MEASUREMENTS: dict[str, tuple[str, Callable[[Stage], list[Row]]]] = {
    "bytes": ("Bytes, brotli", weight.measure),
    "load": ("Cold load (slow 4G, 4x CPU) and offline relaunch (4x CPU)", load.measure),
    "save": ("Saving, strict", saving.measure),
    "sync": ("Sync with the real server on SQLite", syncing.measure),
    "push": ("CPU per push over TLS, one core", pushing.measure),
    "due": ("Many reminders due at once", due.measure),
}


def main() -> None:
    """Read the options; what is measured stands alone, one after the other."""
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--only", choices=MEASUREMENTS, action="append", help="measure this alone")
    parser.add_argument("--quick", action="store_true", help="smaller and fewer, for a first look")
    options = parser.parse_args()
    chosen = options.only or list(MEASUREMENTS)
    start, load_before = time.monotonic(), os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load_before:.1f} at the start.")
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="unknot-bench-") as folder, sync_playwright() as driver:
        stage = Stage(Path(folder), driver, QUICK if options.quick else Sizes())
        for name in chosen:
            title, measure = MEASUREMENTS[name]
            rows = measure(stage)
            print("\n".join(lines(title, rows)), flush=True)
            missed += [row.what for row in rows if row.verdict.startswith("GAP")]
    print(
        f"\n{time.monotonic() - start:.0f} s. "
        + (f"Gaps: {', '.join(missed)}." if missed else "No gaps.")
    )


if __name__ == "__main__":
    main()
