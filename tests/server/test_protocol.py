"""An old app meets a newer server, and the reverse."""

import pytest

from server.protocol import Verdict, judge
from tests.devices import Device, answer_of


@pytest.mark.parametrize(
    ("header", "verdict"),
    [
        ("5/2026.11.22-ab12", Verdict.FINE),
        ("4/x", Verdict.FINE),
        ("3/x", Verdict.APP_TOO_OLD),
        ("0/x", Verdict.APP_TOO_OLD),
        ("6/x", Verdict.SERVER_TOO_OLD),
        (None, Verdict.MISSING),
        ("5", Verdict.MISSING),
        ("5/", Verdict.MISSING),
        ("5/x\n", Verdict.MISSING),
        ("٥/x", Verdict.MISSING),
        ("-5/x", Verdict.MISSING),
        ("5/" + "x" * 65, Verdict.MISSING),
    ],
)
def test_a_server_speaks_its_protocol_and_the_one_before(header: str | None, verdict: Verdict):
    assert judge(header, protocol=5) is verdict


def test_an_app_that_is_too_new_is_told_so_and_told_which_protocol_is_spoken(phone: Device):
    answer = phone.calls("GET", "/status", Unknot_Version="2/next")
    assert answer_of(answer, 426)["protocol"] == 1
    assert answer.headers["Unknot-Version"].startswith("1/")


def test_the_status_needs_no_device_and_tells_the_time_here(phone: Device, clock):
    told = answer_of(phone.calls("GET", "/status"))
    assert (told["protocol"], told["now"], told["registration"]) == (1, clock.at, "open")
