"""What `unknot serve`, `remind`, `upgrade` and `invite` do."""

import argparse
import contextlib
import dataclasses
import errno
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any

from flask import Flask
from waitress.server import create_server

from server import create_app, invites, log, upgrade
from server.assets.build import ensure_built
from server.config import Config, ConfigError
from server.db import db
from server.worker import Worker, sender_of

THREADS = 8
LARGEST_REQUEST = 16 * 1024 * 1024
"""Beyond every limit of our own, so that the refusal is ours to word."""
READ_AT_ONCE = 256 * 1024
KEPT_IN_MEMORY = 2 * 1024 * 1024
"""A page of sync, half a megabyte, is read in a few pieces and never laid down in a file."""


def serve(config: Config, options: argparse.Namespace) -> None:
    """Serve until stopped; prints where, and how to try it on a phone."""
    config = dataclasses.replace(config, demo=options.demo)
    log.start()
    ensure_built()
    app = create_app(config)
    server = listen(app, config, options.host)
    worker = None if options.no_reminders else Worker(app, sender_of(app))
    if worker is not None:
        worker.start()
    print(_welcome(config), flush=True)
    try:
        _until_stopped(server.run)
    finally:
        if worker is not None:
            worker.stop()


def remind(config: Config, _options: argparse.Namespace) -> None:
    """Send the reminders, and serve nothing, until stopped."""
    log.start()
    app = create_app(config)
    worker = Worker(app, sender_of(app))
    worker.start()
    print("Unknot sends reminders  (stop with Ctrl-C)", flush=True)
    try:
        _until_stopped(threading.Event().wait)
    finally:
        worker.stop()


def listen(app: Flask, config: Config, host: str = "127.0.0.1") -> Any:
    """Build a bound production server, to be run; a port in use raises ConfigError."""
    return create_server(
        app,
        sockets=[_bind(host, config.port)],
        threads=THREADS,
        ident=None,
        max_request_body_size=LARGEST_REQUEST,
        recv_bytes=READ_AT_ONCE,
        inbuf_overflow=KEPT_IN_MEMORY,
        # The proxies that we trust are read by create_app; from others these headers are lies.
        clear_untrusted_proxy_headers=config.trusted_proxies == 0,
    )


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ConfigError(
                f"Port {port} is in use; stop what uses it or set PORT to another number."
            ) from None
        raise ConfigError(
            f"Nothing can listen on {host}, port {port}; set PORT or --host to something else."
        ) from None


def _until_stopped(run: Callable[[], object]) -> None:
    """Run until Ctrl-C or SIGTERM, both of which leave time to finish what is under way."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        run()


def upgrade_schema(config: Config, _options: argparse.Namespace) -> None:
    """Bring the schema up to date, whichever database it is."""
    app = create_app(config, check_schema=False)
    with app.app_context():
        if config.embedded:
            upgrade.upgrade_embedded(config, db.engine)
        else:
            upgrade.upgrade(db.engine)
    print(f"The database has schema {upgrade.newest()}.")


def print_invite(config: Config, _options: argparse.Namespace) -> None:
    """Print a new invitation; it is not stored in a form that could be read again."""
    with create_app(config).app_context():
        print(invites.make_invite())


def _welcome(config: Config) -> str:
    lines = [f"Unknot is at {config.origin}{'/demo/' if config.demo else ''}  (stop with Ctrl-C)"]
    if config.contact is None:
        lines.append(
            "CONTACT is not set: push services cannot reach you; set mailto:you@example.org."
        )
    if config.origin.startswith("http://"):
        port = config.port
        lines += [
            "On an Android phone by USB cable:",
            f"  adb reverse tcp:{port} tcp:{port}, then open http://localhost:{port} on the phone,",
            f"  or Chrome on this computer: chrome://inspect, Port forwarding, {port}, localhost:{port}.",
            "On any other phone the app needs HTTPS: README, 'Put it on a phone'.",
        ]
    return "\n".join(lines)
