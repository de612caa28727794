"""A strict reader of JSON bodies: each field is described, everything else is refused.

    WANTED = {"account": binary(16), "invite": optional(text(64))}
    body = read(WANTED)

A describer takes a value and its RFC 6901 pointer, and returns the value to use or raises a Problem.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import json, request

from server.encoding import decode
from server.errors import Problem

Describer = Callable[[Any, str], Any]
Schema = Mapping[str, Describer]

LARGEST_BODY = 64 * 1024
LARGEST_NUMBER = 2**53 - 1


class _Optional:
    """Marks a field that may be left out; its value is then None."""

    def __init__(self, describe: Describer) -> None:
        self.describe = describe

    def __call__(self, value: Any, pointer: str) -> Any:
        return self.describe(value, pointer)


def read(schema: Schema, *, largest: int = LARGEST_BODY) -> dict[str, Any]:
    """The body of the request as described, at most `largest` bytes long."""
    if request.mimetype != "application/json":
        raise Problem("unsupported-media-type", "Send the body as application/json.")
    request.max_content_length = largest
    body: dict[str, Any] = fields(schema)(_parse(request.get_data()), "")
    return body


def refuse(pointer: str, sentence: str) -> Problem:
    """The problem of one value that cannot be used, to be raised by describers."""
    return Problem("bad-body", sentence, pointer=pointer)


def fields(schema: Schema) -> Describer:
    """An object with these fields and no others."""
    required = [name for name, describe in schema.items() if not isinstance(describe, _Optional)]
    absent = dict.fromkeys(schema)

    def describe(value: Any, pointer: str) -> dict[str, Any]:
        if type(value) is not dict:
            raise refuse(pointer, "This must be an object.")
        for name in required:
            if name not in value:
                raise refuse(f"{pointer}/{_escape(name)}", "This field is missing.")
        result: dict[str, Any] = absent.copy()
        for name, inner in value.items():
            if name not in schema:
                raise refuse(f"{pointer}/{_escape(name)}", "This field is not known here.")
            result[name] = schema[name](inner, f"{pointer}/{name}")
        return result

    return describe


def optional(describe: Describer) -> Describer:
    """A field that may be absent; it then reads as None."""
    return _Optional(describe)


def nullable(describe: Describer) -> Describer:
    """A value that may be null."""
    return lambda value, pointer: None if value is None else describe(value, pointer)


def binary(size: int | None = None, *, least: int = 0, most: int = LARGEST_BODY) -> Describer:
    """Base64url of exactly `size` bytes, or of `least` to `most` bytes."""
    low, high = (least, most) if size is None else (size, size)
    sentence = f"This must be base64url without padding, of {low} to {high} bytes."
    longest = -(-high * 4 // 3)

    def describe(value: Any, pointer: str) -> bytes:
        if type(value) is not str or len(value) > longest:
            raise refuse(pointer, sentence)
        try:
            raw = decode(value)
        except ValueError:
            raise refuse(pointer, sentence) from None
        if not low <= len(raw) <= high:
            raise refuse(pointer, sentence)
        return raw

    return describe


def integer(least: int = 0, most: int = LARGEST_NUMBER) -> Describer:
    """A whole number from `least` to `most`."""

    def describe(value: Any, pointer: str) -> int:
        if type(value) is not int or not least <= value <= most:
            raise refuse(pointer, f"This must be a whole number from {least} to {most}.")
        return value

    return describe


def text(most: int, *, pattern: str | None = None) -> Describer:
    """A text of at most `most` characters, wholly matching `pattern` (ASCII) if one is given.

    NUL and lone surrogates are refused: no database stores them.
    """
    shape = re.compile(pattern, re.ASCII) if pattern else None

    def describe(value: Any, pointer: str) -> str:
        if type(value) is not str or len(value) > most:
            raise refuse(pointer, f"This must be a text of at most {most} characters.")
        if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
            raise refuse(pointer, "This text holds a character that cannot be stored.")
        if shape and not shape.fullmatch(value):
            raise refuse(pointer, "This text does not have the form that is needed here.")
        return value

    return describe


def one_of(*choices: str) -> Describer:
    """One of these texts."""

    def describe(value: Any, pointer: str) -> str:
        if type(value) is not str or value not in choices:
            raise refuse(pointer, f"This must be one of: {', '.join(choices)}.")
        return value

    return describe


def array(item: Describer, most: int) -> Describer:
    """A list of at most `most` such items."""

    def describe(value: Any, pointer: str) -> list[Any]:
        if type(value) is not list or len(value) > most:
            raise refuse(pointer, f"This must be a list of at most {most} items.")
        return [item(inner, f"{pointer}/{index}") for index, inner in enumerate(value)]

    return describe


def _parse(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise refuse("", "The body is not JSON.") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _escape(name: str) -> str:
    return name[:64].replace("~", "~0").replace("/", "~1")
