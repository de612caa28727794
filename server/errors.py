"""Every error in one shape: RFC 9457 `application/problem+json`."""

import logging
import traceback
from typing import Any

from flask import Flask, Response, json, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from server.problems import PROBLEMS

log = logging.getLogger("unknot.errors")

STATUS_SLUGS = {
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
}


class Problem(Exception):
    """A refusal with a name from problems.py, a sentence, and fields of its own."""

    def __init__(
        self, slug: str, detail: str, *, headers: dict[str, str] | None = None, **extras: Any
    ) -> None:
        super().__init__(slug)
        self.slug, self.detail, self.extras = slug, detail, extras
        self.status, self.title = PROBLEMS[slug]
        self.headers = headers or {}


def install(app: Flask) -> None:
    """Make the app answer every error as a problem document."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(OperationalError, _answer_busy)
    app.register_error_handler(Exception, _answer_unexpected)


def answer(problem: Problem) -> Response:
    """The response of a refusal."""
    body = {
        "type": f"/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        **problem.extras,
    }
    response = Response(json.dumps(body), problem.status, mimetype="application/problem+json")
    response.headers.extend(problem.headers)
    return response


def _answer_http(error: HTTPException) -> Response:
    """What Flask and Werkzeug refuse by themselves, and redirects, which stay as they are."""
    plain = error.get_response()
    code = error.code or 500
    if code < 400:
        return Response(plain.get_data(), code, dict(plain.headers))
    slug = STATUS_SLUGS.get(code, "bad-body" if code < 500 else "internal")
    problem = Problem(slug, error.description or "")
    problem.status = code
    kept = {name: plain.headers[name] for name in ("Allow",) if name in plain.headers}
    problem.headers = kept
    return answer(problem)


def _answer_busy(error: OperationalError) -> Response:
    log.warning("database", extra={"error": type(error.orig).__name__})
    detail = "The database did not answer in time; nothing was changed. Try again soon."
    return answer(Problem("busy", detail, headers={"Retry-After": "5"}))


def _answer_unexpected(error: Exception) -> Response:
    """Log where it happened, never what was said: messages may quote what a person stored."""
    frames = [
        f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)
    ]
    log.error(
        "unexpected",
        extra={
            "error": type(error).__name__,
            "route": str(request.url_rule),
            "frames": frames[-8:],
        },
    )
    return answer(Problem("internal", "Nothing was changed by this request. Try again later."))
