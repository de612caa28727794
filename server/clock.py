"""The one place where the server asks what time it is."""

import time
from collections.abc import Callable

from flask import current_app

Clock = Callable[[], int]
"""A function that answers the present moment in UTC milliseconds."""


def system_clock() -> int:
    """The machine's time, in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def now() -> int:
    """The present moment of the running app, in UTC milliseconds; tests move it."""
    clock: Clock = current_app.extensions["unknot.clock"]
    return clock()
