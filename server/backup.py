"""`unknot backup FILE` and `unknot restore FILE`."""

import argparse

from server.config import Config


def backup(config: Config, options: argparse.Namespace) -> None:
    """Copy the database."""
    raise NotImplementedError


def restore(config: Config, options: argparse.Namespace) -> None:
    """Put a copy back."""
    raise NotImplementedError
