"""The log: one JSON line for each thing that happened, without anything a person stored.

A line of a call has the route's pattern instead of its path, and no address, token or body.
"""

import json
import logging
import sys
import time

from flask import Flask, Response, g, request

FIELDS = ("method", "route", "status", "ms", "error", "frames", "count", "outcome", "host")
"""The only extra fields that reach the log: an allow-list cannot leak what nobody thought of."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON; the time is UTC."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        stamp = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "at": f"{stamp}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "name": record.name,
            "event": record.msg,
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        return json.dumps(line)


def start() -> None:
    """Send the `unknot` loggers to the standard error stream."""
    stream = logging.StreamHandler(sys.stderr)
    stream.setFormatter(JsonLines())
    logger = logging.getLogger("unknot")
    logger.handlers[:] = [stream]
    logger.setLevel(logging.INFO)
    logger.propagate = False


def install(app: Flask) -> None:
    """Log each call of the API."""
    app.before_request(_start_watch)
    app.after_request(_note_call)


def _start_watch() -> None:
    g.started = time.perf_counter()


def _note_call(response: Response) -> Response:
    if request.path.startswith("/api/"):
        logging.getLogger("unknot.calls").info(
            "call",
            extra={
                "method": request.method if request.url_rule else "-",
                "route": str(request.url_rule or "-"),
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.started) * 1000, 1),
            },
        )
    return response
