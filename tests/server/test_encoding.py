"""Base64url as it stands in JSON: one spelling for each value."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.encoding import decode, encode


@given(st.binary(max_size=100))
def test_every_value_comes_back_and_looks_like_the_standard_library_says(raw: bytes):
    assert encode(raw) == base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assert decode(encode(raw)) == raw


@given(st.text(max_size=12) | st.text("AQgwEIMc-_+/=", max_size=12))
def test_only_what_we_write_is_read(text: str):
    try:
        raw = decode(text)
    except ValueError:
        return
    assert encode(raw) == text


@pytest.mark.parametrize(
    "text", ["A", "AB", "A===", "AA==", "A A", "A\n", "AAE+", "AAE/", "ÄÄÄÄ", "\ud800AAA"]
)
def test_another_spelling_is_refused(text: str):
    with pytest.raises(ValueError, match=r".*"):
        decode(text)
