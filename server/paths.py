"""Ids in paths: 16 bytes as base64url; anything else is nothing we have."""

from werkzeug.routing import BaseConverter, ValidationError

from server.encoding import decode, encode


class IdConverter(BaseConverter):
    """`<id:name>` in a route gives the view 16 bytes."""

    regex = "[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> bytes:
        """The 16 bytes, or no match."""
        try:
            return decode(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value: bytes) -> str:
        """The id as it stands in a path."""
        return encode(value)
