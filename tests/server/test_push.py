"""The sender against a real HTTPS push service on loopback: what goes out, and what it never follows."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.answers import Fate, judge, wait_ms
from server.lines import Address, Resolve
from server.messages import payload, topic
from server.post import Answer, Message
from server.push import Sender, encrypt, guarded
from server.vapid import Vapid, load
from tests.push.gateway import Gateway
from tests.push.mozilla import Mozilla
from tests.push.rules import b64d
from tests.server.pushing import Browser, utc

HOST = "updates.push.services.mozilla.com"
HOSTS = (".push.services.mozilla.com",)


def names(*addresses: str, port: int = 443) -> Resolve:
    """A resolver with one answer for every name."""

    async def resolve(_host: str, _port: int) -> list[Address]:
        return [(address, port) for address in addresses]

    return resolve


class Stage:
    """Mozilla's push service on loopback behind the gateway, and a sender of ours."""

    def __init__(self, gateway: Gateway, service: Mozilla, sender: Sender) -> None:
        self.gateway, self.service, self.sender = gateway, service, sender
        self.browser = Browser(f"https://{HOST}/wpush/v2/")
        service.expect(self.browser.endpoint.rsplit("/", 1)[1])

    def message(self, **changed: object) -> Message:
        """A reminder for the browser."""
        text = payload("reminder", "https://unknot.example", "/r/x?o=y", "tag")
        b = self.browser
        fields = {"payload": text, "ttl": 3600, "topic": topic("reminder", b"rid")} | changed
        return Message(b.endpoint, b.p256dh, b.auth, **fields)  # type: ignore[arg-type]


@asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[Stage]:
    gateway = await Gateway(folder).start()
    service = await Mozilla().start()
    gateway.routes = {HOST: service.port}
    vapid = load(folder, None)
    try:
        async with Sender(vapid, HOSTS, proxy=gateway.url, ca=gateway.ca_file) as sender:
            yield Stage(gateway, service, sender)
    finally:
        await service.stop()
        await gateway.stop()


def on_stage(folder: Path, play: Callable[[Stage], Awaitable[None]]) -> None:
    async def run() -> None:
        async with stage(folder) as built:
            await play(built)

    asyncio.run(run())


def test_a_push_service_accepts_what_we_send_and_only_the_browser_reads_it(tmp_path: Path) -> None:
    async def play(on: Stage) -> None:
        assert await on.sender.send(on.message()) == Answer(201)
        (post,) = on.service.posts
        assert post.headers["ttl"] == "3600"
        assert post.headers["urgency"] == "high"
        assert post.headers["topic"] == topic("reminder", b"rid")
        assert b"unknot" not in post.body
        shown = on.browser.reads(post.body)
        assert shown["web_push"] == 8030
        assert shown["notification"]["title"] == "Unknot"

    on_stage(tmp_path, play)


def test_many_messages_share_one_connection_and_one_signature(tmp_path: Path) -> None:
    async def play(on: Stage) -> None:
        for _ in range(5):
            assert (await on.sender.send(on.message())).status == 201
        assert on.gateway.seen == [HOST]
        assert len({post.headers["authorization"] for post in on.service.posts}) == 1

    on_stage(tmp_path, play)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_a_failure_and_never_followed(tmp_path: Path, status: int) -> None:
    async def play(on: Stage) -> None:
        elsewhere = {"Location": "https://internal.example/steal"}
        on.service.fail_next.append((status, elsewhere))
        answer = await on.sender.send(on.message())
        assert answer.status == status
        assert judge(answer, HOST, 1, 0).fate is Fate.FAILED
        assert len(on.service.posts) == 1
        assert on.gateway.refused == []

    on_stage(tmp_path, play)


def test_a_host_that_is_not_listed_is_not_even_asked(tmp_path: Path) -> None:
    async def play(on: Stage) -> None:
        stray = Browser("https://internal.example/")
        message = Message(stray.endpoint, stray.p256dh, stray.auth, b"x", 60, "t")
        assert await on.sender.send(message) == Answer(None, error="refused")
        assert on.gateway.seen == on.gateway.refused == []

    on_stage(tmp_path, play)


def test_an_endless_error_page_is_not_read(tmp_path: Path) -> None:
    async def play(on: Stage) -> None:
        on.service.long_answer = 50_000_000
        on.service.fail_next.append((500, {}))
        assert (await asyncio.wait_for(on.sender.send(on.message()), 5)).status == 500

    on_stage(tmp_path, play)


def test_a_certificate_of_somebody_else_is_not_trusted(tmp_path: Path) -> None:
    async def play(on: Stage) -> None:
        async with Sender(load(tmp_path, None), HOSTS, proxy=on.gateway.url) as strict:
            assert (await strict.send(on.message())).status is None
        assert on.service.posts == []

    on_stage(tmp_path, play)


def test_a_name_that_leads_into_a_private_network_is_not_called(tmp_path: Path) -> None:
    reached: list[str] = []

    async def play() -> None:
        async def catch(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            reached.append("somebody called")
            writer.close()

        trap = await asyncio.start_server(catch, "127.0.0.1", 0)
        inside = names("127.0.0.1", port=trap.sockets[0].getsockname()[1])
        browser = Browser(f"https://{HOST}/")
        message = Message(browser.endpoint, browser.p256dh, browser.auth, b"x", 60, "t")
        async with Sender(load(tmp_path, None), HOSTS, resolve=inside) as sender:
            assert (await sender.send(message)).error == "unreachable"
        trap.close()

    asyncio.run(play())
    assert reached == []


@pytest.mark.parametrize("address", ["10.0.0.7", "100.64.0.1", "::ffff:192.168.0.1", "fe80::1"])
def test_a_private_address_is_no_address(address: str) -> None:
    with pytest.raises(OSError, match="no public address"):
        asyncio.run(guarded(names(address))(HOST, 443))


def test_of_several_addresses_only_the_public_ones_are_used() -> None:
    guard = guarded(names("10.0.0.1", "142.250.74.10"))
    assert asyncio.run(guard(HOST, 443)) == [("142.250.74.10", 443)]


def test_proxies_of_the_environment_are_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(on: Stage) -> None:
        monkeypatch.setenv("HTTPS_PROXY", on.gateway.url)
        async with Sender(load(tmp_path, None), HOSTS, resolve=names("10.0.0.1")) as sender:
            await sender.send(on.message())
        assert on.gateway.seen == []

    on_stage(tmp_path, play)


def test_the_signature_is_for_the_origin_and_ends_within_a_day() -> None:
    now = 1_800_000_000_000
    vapid = Vapid(b"\x01" * 32, "mailto:me@example.org", lambda: now)
    header = vapid.authorization("https://fcm.googleapis.com")
    token = header.split("t=")[1].split(",")[0]
    claims = json.loads(b64d(token.split(".")[1]))
    assert claims == {
        "aud": "https://fcm.googleapis.com",
        "exp": now // 1000 + 12 * 3600,
        "sub": "mailto:me@example.org",
    }
    assert vapid.authorization("https://fcm.googleapis.com") is header
    now += 3_601_000
    assert vapid.authorization("https://fcm.googleapis.com") != header


def test_the_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    first, second = load(tmp_path, None), load(tmp_path, None)
    assert first.public_key == second.public_key
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_message_is_small_and_its_topic_short() -> None:
    browser = Browser()
    text = payload("reminder", "https://unknot.example", "/r/" + "x" * 22, topic("reminder", b"r"))
    message = Message(browser.endpoint, browser.p256dh, browser.auth, text, 60, "t")
    assert len(encrypt(message)) < 1024
    assert len(topic("reminder", b"r")) == 32


NOW = utc("2026-11-18T12:00")


@pytest.mark.parametrize(
    ("answer", "attempts", "fate", "wait", "host_too"),
    [
        (Answer(200), 1, Fate.ACCEPTED, 0, False),
        (Answer(201), 1, Fate.ACCEPTED, 0, False),
        (Answer(202), 1, Fate.ACCEPTED, 0, False),
        (Answer(404), 1, Fate.GONE, 0, False),
        (Answer(410), 1, Fate.GONE, 0, False),
        (Answer(400), 1, Fate.FAILED, 0, False),
        (Answer(413), 1, Fate.FAILED, 0, False),
        (Answer(307), 1, Fate.FAILED, 0, False),
        (Answer(401), 1, Fate.RETRY, 60_000, True),
        (Answer(403), 1, Fate.RETRY, 60_000, True),
        (Answer(429, "7"), 1, Fate.RETRY, 7_000, True),
        (Answer(429), 1, Fate.RETRY, 15_000, True),
        (Answer(429, "Wed, 18 Nov 2026 12:02:00 GMT"), 1, Fate.RETRY, 120_000, True),
        (Answer(503, "30"), 1, Fate.RETRY, 30_000, True),
        (Answer(503), 1, Fate.RETRY, 15_000, False),
        (Answer(500), 3, Fate.RETRY, 60_000, False),
        (Answer(None, error="no-answer", maybe_sent=True), 1, Fate.RETRY, 15_000, False),
        (Answer(None, error="unreachable"), 20, Fate.RETRY, 900_000, False),
        (Answer(None, error="refused"), 1, Fate.FAILED, 0, False),
    ],
)
def test_each_answer_has_its_fate(
    answer: Answer, attempts: int, fate: Fate, wait: int, host_too: bool
) -> None:
    verdict = judge(answer, HOST, attempts, NOW)
    assert (verdict.fate, verdict.wait, verdict.host_too) == (fate, wait, host_too)


def test_safari_which_would_show_it_twice_is_asked_once_more_at_most() -> None:
    unknown = Answer(None, error="no-answer", maybe_sent=True)
    assert judge(unknown, "web.push.apple.com", 1, NOW).fate is Fate.RETRY
    assert judge(unknown, "web.push.apple.com", 2, NOW).fate is Fate.FAILED


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1e9", "٣"])
def test_a_retry_after_that_says_nothing_is_no_time(header: str | None) -> None:
    assert wait_ms(header, NOW) is None


def test_a_retry_after_is_never_longer_than_a_day_nor_in_the_past() -> None:
    assert wait_ms("999999999999", NOW) == 86_400_000
    assert wait_ms("Wed, 18 Nov 2026 11:00:00 GMT", NOW) == 0


def test_tls_is_checked_by_default() -> None:
    sender = Sender(load_nothing(), HOSTS)
    assert sender._tls.verify_mode is ssl.CERT_REQUIRED


def load_nothing() -> Vapid:
    return Vapid(b"\x01" * 32, None, lambda: 0)
