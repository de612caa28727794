"""What a test needs from its machine; at home a lack is a skip with its reason, in CI a failure."""

import os
from typing import NoReturn

import pytest


def missing(sentence: str) -> NoReturn:
    """Skip the test and say why; fail instead where UNKNOT_REQUIRE=all, so that CI skips nothing unseen."""
    if os.environ.get("UNKNOT_REQUIRE") == "all":
        pytest.fail(sentence)
    pytest.skip(sentence)
