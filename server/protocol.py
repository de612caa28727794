"""Which app may talk to which server: pure rules of the Unknot-Version header.

The header reads `<protocol>/<build>`. A server speaks its own protocol and the one before.
"""

import re
from enum import Enum

PROTOCOL = 1
HEADER = "Unknot-Version"
_SHAPE = re.compile(r"([0-9]{1,6})/([0-9A-Za-z.+_-]{1,64})\Z", re.ASCII)


class Verdict(Enum):
    """What the server thinks of a caller's version; the value is the problem's name."""

    FINE = "fine"
    MISSING = "version-missing"
    APP_TOO_OLD = "update-needed"
    SERVER_TOO_OLD = "server-outdated"


def judge(header: str | None, protocol: int = PROTOCOL) -> Verdict:
    """Whether a caller with this header and a server of this protocol understand each other."""
    match = _SHAPE.match(header or "")
    if match is None:
        return Verdict.MISSING
    spoken = int(match[1])
    if spoken < protocol - 1:
        return Verdict.APP_TOO_OLD
    return Verdict.SERVER_TOO_OLD if spoken > protocol else Verdict.FINE
