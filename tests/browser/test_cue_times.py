"""What a person hears comes when the routine says so: twelve minutes rendered on the audio clock, and measured."""

import subprocess
from pathlib import Path
from typing import Any

from server.assets.bundles import program
from server.library import build_content
from tests.browser.chromium import Chromium
from tests.browser.live import Live

ROOT = Path(__file__).resolve().parents[2]
TWELVE_MINUTES = 720
LATE_S = 0.05


def test_in_twelve_minutes_no_tone_is_more_than_fifty_milliseconds_off(
    chromium: Chromium, live: Live, tmp_path: Path
):
    chromium.open(live.url + "/manifest.webmanifest")
    chromium.page.evaluate(bundled(tmp_path))
    rendered: dict[str, list[float]] = chromium.page.evaluate(
        "(steps) => cueTimes.play(steps)", twelve_minutes_of_steps()
    )
    due, heard = rendered["due"], rendered["heard"]
    assert due[-1] >= TWELVE_MINUTES
    for at in alone(due):
        assert min(abs(at - sound) for sound in heard) <= LATE_S, f"The tone due at {at} s"
    for sound in heard:
        assert min(abs(at - sound) for at in due) <= LATE_S, f"A sound at {sound} s"


def twelve_minutes_of_steps() -> list[dict[str, Any]]:
    """Steps of the real routines, each once, until they fill twelve minutes."""
    steps: list[dict[str, Any]] = []
    seconds = 0
    for routine in build_content(ROOT / "content")["routines"]:
        for step in routine["steps"]:
            if step["kind"] == "app" or seconds >= TWELVE_MINUTES:
                continue
            steps.append(step)
            sides = 2 if step["sides"] == "left-right" else 1
            seconds += sides * step["hold_seconds"] * step["reps"]
    return steps


def alone(times: list[float]) -> list[float]:
    """Tones that begin in silence: the one before has died away (two seconds at most)."""
    return [at for before, at in zip([-9.0, *times], times, strict=False) if at - before > 2]


def bundled(folder: Path) -> str:
    """The app's own session, cues and tones, as one script for a page."""
    target = folder / "cue_times.js"
    subprocess.run(
        [
            program(),
            Path(__file__).with_name("cue_times.ts"),
            "--bundle",
            "--format=iife",
            "--global-name=cueTimes",
            "--jsx=automatic",
            "--jsx-import-source=preact",
            f"--outfile={target}",
        ],
        cwd=ROOT / "pwa",
        env={"NODE_PATH": str(ROOT / "pwa/node_modules")},
        check=True,
        capture_output=True,
    )
    return target.read_text("utf-8") + ";globalThis.cueTimes = cueTimes;"
