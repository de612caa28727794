"""Unknot's server: keeps sealed records, wakes phones, and serves the app."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server import (
    accounts,
    db,
    devices,
    errors,
    headers,
    keyrings,
    log,
    mailbox,
    pages,
    reminders,
    status,
    subscriptions,
    sync,
    upgrade,
    versions,
)
from server.clock import Clock, system_clock
from server.config import Config
from server.paths import IdConverter
from server.secrets import prepare_folder


def create_app(
    config: Config | None = None, *, clock: Clock = system_clock, check_schema: bool = True
) -> Flask:
    """Wire the server together; raises ConfigError when a setting cannot be used."""
    config = config or Config.from_env(os.environ)
    prepare_folder(config.data_folder)
    app = Flask(__name__, static_folder=None)
    app.extensions["unknot.config"] = config
    app.extensions["unknot.clock"] = clock
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    app.url_map.converters["id"] = IdConverter
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    log.install(app)
    errors.install(app)
    headers.install(app, config)
    versions.install(app, build=pages.build_name())
    reminders.install(app, config)
    db.connect(app, config.sqlalchemy_url)
    if check_schema:
        upgrade.check_schema(app, config)
    for views in (
        accounts,
        keyrings,
        devices,
        mailbox,
        status,
        sync,
        subscriptions,
        reminders,
        pages,
    ):
        app.register_blueprint(views.bp)
    return app
