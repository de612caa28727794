"""The server in a process of its own: `python -m tests.bench.host PORT DATA DIST`; SIGTERM ends it."""

import sys
from pathlib import Path

from server import create_app, upgrade
from server.config import Config
from server.db import db
from server.serving import listen
from tests.bench.bundle import script
from tests.bench.meter import Meter


def main(port: int, data: Path, dist: Path) -> None:
    """Serve with the settings of `bin/serve`, on SQLite; says "ready" when it listens."""
    config = Config(data, port=port, origin=f"http://127.0.0.1:{port}")
    app = create_app(config, check_schema=False)
    with app.app_context():
        upgrade.upgrade_embedded(config, db.engine)
    app.extensions["unknot.dist"] = dist
    app.wsgi_app = Meter(app.wsgi_app, script())  # type: ignore[method-assign, assignment]
    server = listen(app, config)
    print("ready", flush=True)
    server.run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
