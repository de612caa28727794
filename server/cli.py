"""The `unknot` command."""

import argparse
import os
import sys
from collections.abc import Sequence

from server import backup, serving
from server.assets.build import build_app
from server.assets.problem import BuildError
from server.config import Config, ConfigError

HELP = """\
Run the app and its reminders in one process:   unknot serve
Run them apart, on one PostgreSQL:              unknot serve --no-reminders   (any number of times)
                                                unknot remind                 (one or more)

Settings are environment variables; README lists them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 2 for a setting or file that cannot be used, said in one sentence."""
    options = _parser().parse_args(arguments)
    try:
        options.run(Config.from_env(os.environ), options)
    except (BuildError, ConfigError) as error:
        print(f"unknot: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="unknot", epilog=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser(
        "serve",
        help="serve the app, and send the reminders",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    serve.add_argument("--no-reminders", action="store_true", help="send no reminders from here")
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (0.0.0.0: every network)"
    )
    serve.add_argument("--demo", action="store_true", help="open at the example diary")
    serve.set_defaults(run=serving.serve)

    remind = commands.add_parser("remind", help="send the reminders, and serve nothing")
    remind.set_defaults(run=serving.remind)

    build = commands.add_parser("build", help="build the app and its content into dist/")
    build.set_defaults(run=build_app)

    upgrade = commands.add_parser("upgrade", help="bring the database's schema up to date")
    upgrade.set_defaults(run=serving.upgrade_schema)

    invite = commands.add_parser("invite", help="print an invitation for one new account")
    invite.set_defaults(run=serving.print_invite)

    for name, run, words in (
        ("backup", backup.backup, "copy the database to a new FILE"),
        ("restore", backup.restore, "put FILE in the place of the database, with new epochs"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("file", metavar="FILE")
        command.set_defaults(run=run)
    return parser
