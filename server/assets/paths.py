"""Where the build finds its sources and puts its results."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PWA = ROOT / "pwa"
CONTENT = ROOT / "content"
DIST = ROOT / "dist"
WORK = ROOT / "build"
"""Scratch folder: stamps, the lock of the build, a Node from PyPI. Git ignores it."""
