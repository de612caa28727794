"""The Unknot-Version header on every call of the API and on every answer."""

from flask import Flask, Response, current_app, request

from server import protocol
from server.errors import Problem
from server.protocol import Verdict

SENTENCES = {
    Verdict.MISSING: "Send the header Unknot-Version: <protocol>/<build>.",
    Verdict.APP_TOO_OLD: "Update the app; everything noted on this device stays as it is.",
    Verdict.SERVER_TOO_OLD: "The server has to be updated; the app keeps everything until then.",
}


def install(app: Flask, build: str) -> None:
    """Check the header of calls to /api/ and put ours on their answers."""
    app.extensions["unknot.build"] = build
    app.before_request(_check)
    app.after_request(_tell)


def build() -> str:
    """The build of the app that this server hands out."""
    name: str = current_app.extensions["unknot.build"]
    return name


def _check() -> None:
    if not request.path.startswith("/api/"):
        return
    verdict = protocol.judge(request.headers.get(protocol.HEADER))
    if verdict is not Verdict.FINE:
        raise Problem(verdict.value, SENTENCES[verdict], protocol=protocol.PROTOCOL)


def _tell(response: Response) -> Response:
    if request.path.startswith("/api/"):
        response.headers[protocol.HEADER] = f"{protocol.PROTOCOL}/{build()}"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
    return response
