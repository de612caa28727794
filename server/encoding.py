"""How bytes travel in JSON: base64url without padding (RFC 4648, 5).

On `binascii` itself: a sync holds thousands of these values, and `base64` takes twice as long.
"""

import binascii

_TO_URL = bytes.maketrans(b"+/", b"-_")
_FROM_URL = bytes.maketrans(b"-_+/=", b"+/!!!")
_WITHOUT_STRAY_BITS = {2: "AQgw", 3: "AEIMQUYcgkosw048"}
"""The last characters that `encode` writes, by the length modulo 4."""


def encode(raw: bytes) -> str:
    """Bytes as base64url without padding."""
    plain = binascii.b2a_base64(raw, newline=False)
    return plain.translate(_TO_URL).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """Read base64url; ValueError for anything that `encode` would not write."""
    plain = text.encode("ascii").translate(_FROM_URL)
    rest = len(plain) % 4
    if rest == 1 or (rest and text[-1] not in _WITHOUT_STRAY_BITS[rest]):
        raise ValueError("not base64url")
    return binascii.a2b_base64(plain + b"=" * (-rest % 4), strict_mode=True)
