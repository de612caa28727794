"""Which addresses the server will post to, and which tricks it does not fall for."""

import pytest

from server.config import PUSH_HOSTS
from server.endpoints import EndpointRefused, check_endpoint, is_public, origin


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", "fcm.googleapis.com"),
        ("https://FCM.googleapis.com:443/fcm/send/abc", "fcm.googleapis.com"),
        (
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "updates.push.services.mozilla.com",
        ),
        ("https://web.push.apple.com/abc", "web.push.apple.com"),
        ("https://wns2-par02p.notify.windows.com/w/?token=abc", "wns2-par02p.notify.windows.com"),
    ],
)
def test_the_push_services_of_real_browsers_are_known(endpoint, host):
    assert check_endpoint(endpoint, PUSH_HOSTS) == host
    assert origin(endpoint) == f"https://{host}"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:/x",
        "https://fcm.googleapis.com:99999/x",
        "https://me@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://evil.example#fcm.googleapis.com",
        "https://evil.example?.push.apple.com",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://a.fcm.googleapis.com/x",
        "https://evilpush.apple.com/x",
        "https://push.apple.com/x",
        "https://fcm.googleapis.com./x",
        "https://169.254.169.254/x.google.com/",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://2130706433/x",
        "https://localhost/x",
        "https:///x",
        "https://[/x",
        "https://fcm.googleapis.com/\nHost: evil",
        "https://fcm.googleapis.com/ x",
        "https://ｆcm.googleapis.com/x",
        "https://fcm.googleapis.com/" + "x" * 2048,
        "",
    ],
)
def test_everything_else_is_refused_without_repeating_it(endpoint):
    with pytest.raises(EndpointRefused) as refused:
        check_endpoint(endpoint, PUSH_HOSTS)
    assert "evil" not in str(refused.value)


def test_an_operator_may_name_further_hosts_but_never_a_bare_address():
    assert (
        check_endpoint("https://push.clinic.example/x", [".clinic.example"])
        == "push.clinic.example"
    )
    with pytest.raises(EndpointRefused):
        check_endpoint("https://10.0.0.1/x", ["10.0.0.1"])


@pytest.mark.parametrize("address", ["142.250.74.10", "2a00:1450:4001::1", "::ffff:142.250.74.10"])
def test_an_address_on_the_open_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.127.255.254",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:100.64.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1",
        "2001:0:0:0::1",
        "not an address",
    ],
)
def test_an_address_inside_somebodys_network_is_not(address):
    assert not is_public(address)
