"""What Chromium needs of Firebase Cloud Messaging, on loopback.

Three switches point its push client here: a check-in (one protobuf POST), a registration (a form POST
answered with ``token=...``, which ends the endpoint), and the MCS stream, length-prefixed protobufs
over TLS. The few fields that matter are written and read by hand.
"""

import asyncio
import contextlib
import secrets
import ssl
import struct
import time
import urllib.parse
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from aiohttp import web

from tests.push.rules import Registered, Taken, b64d
from tests.push.service import PushService

# Chrome's endpoints are on the first, those of unbranded Chromium on the second.
HOSTS = ("fcm.googleapis.com", "jmt17.google.com")
HEARTBEAT, HEARTBEAT_ACK, LOGIN, LOGIN_REPLY, CLOSE, DATA = 0, 1, 2, 3, 4, 8
MCS_VERSION = 41
ANDROID_ID, SECURITY_TOKEN = 0x0123456789ABCDE, 0x1111222233334444


@dataclass(frozen=True)
class App:
    """What a browser said when it registered."""

    sender: str
    app: str
    subtype: str


class Fcm(PushService):
    """Where Chromium's switches lead in the tests; its stream is TLS with the gateway's certificate."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        super().__init__()
        self._tls = tls
        self.apps: dict[str, App] = {}
        self.streams: list[StreamWriter] = []
        self._waiting: list[tuple[App, Taken]] = []
        self._count = 0

    def switches(self, spki: str) -> list[str]:
        """For Chromium; `spki` is the hash of the gateway's key."""
        here = f"http://127.0.0.1:{self.port}"
        return [
            f"--gcm-checkin-url={here}/checkin",
            f"--gcm-registration-url={here}/register",
            f"--gcm-mcs-endpoint=https://127.0.0.1:{self._mcs_port}",
            f"--ignore-certificate-errors-spki-list={spki}",
        ]

    def routes(self) -> list[web.RouteDef]:
        """The browser's check-in and registration, and the senders' doors."""
        return [
            web.post("/checkin", self._check_in),
            web.post("/register", self._register),
            web.post("/fcm/send/{token}", self.receive),
            web.post("/wp/{token}", self.receive),
        ]

    async def start(self) -> Self:
        """Listen on two free ports."""
        await super().start()
        self._mcs = await asyncio.start_server(self._stream, "127.0.0.1", 0, ssl=self._tls)
        self._mcs_port: int = self._mcs.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        """End every connection."""
        self._mcs.close()
        for stream in list(self.streams):
            stream.close()
        await super().stop()

    async def pass_on(self, to: Registered, message: Taken) -> None:
        """Queue it, where a newer one replaces an older one of the same topic, and send it on."""
        app = self.apps[to.token]
        self._waiting = [
            (other, old)
            for other, old in self._waiting
            if other != app or message.topic is None or old.topic != message.topic
        ]
        self._waiting.append((app, message))
        self._flush()

    async def _check_in(self, _request: web.Request) -> web.Response:
        body = _number(1, 1) + _number(3, _now_ms())
        body += _fixed(7, ANDROID_ID) + _fixed(8, SECURITY_TOKEN)
        return web.Response(content_type="application/x-protobuf", body=body)

    async def _register(self, request: web.Request) -> web.Response:
        form = dict(urllib.parse.parse_qsl(await request.text()))
        app = App(form.get("sender", ""), form.get("app", ""), form.get("X-subtype", ""))
        if form.get("delete"):
            for token, known in self.apps.items():
                if known.subtype == app.subtype:
                    self.registered[token].gone = True
            return web.Response(text=f"deleted={app.app}")
        token = secrets.token_urlsafe(96)
        self.apps[token] = app
        self.registered[token] = Registered(token, "chromium", app.subtype, _key(app.sender))
        self.changed()
        return web.Response(text=f"token={token}")

    async def _stream(self, reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            await reader.readexactly(1)  # the browser's protocol version
            writer.write(bytes([MCS_VERSION]))
            while (tag := (await reader.readexactly(1))[0]) != CLOSE:
                body = await reader.readexactly(await _size(reader))
                if tag == LOGIN:
                    name = next(text for number, text in _read(body) if number == 1)
                    _write(writer, LOGIN_REPLY, _bytes(1, name) + _number(8, _now_ms()))
                    self.streams.append(writer)
                    self._flush()
                elif tag == HEARTBEAT:
                    _write(writer, HEARTBEAT_ACK, b"")
                self.changed()
        if writer in self.streams:
            self.streams.remove(writer)
        writer.close()

    def _flush(self) -> None:
        if not self.streams:
            return
        for app, message in self._waiting:
            self._count += 1
            stanza = (
                _bytes(2, message.version.encode())
                + _bytes(3, app.sender.encode())
                + _bytes(5, app.app.encode())
                + _pair("subtype", app.subtype)
                + _pair("content-encoding", "aes128gcm")
                + _bytes(9, f"0:{message.version}".encode())
                + _number(10, self._count)
                + _number(17, message.ttl)
                + _number(18, _now_ms())
                + _bytes(21, message.body)
            )
            _write(self.streams[-1], DATA, stanza)
        self._waiting.clear()


def _key(text: str) -> bytes | None:
    """The server key a browser named, if it is one."""
    with contextlib.suppress(ValueError):
        if len(key := b64d(text)) == 65:
            return key
    return None


def _now_ms() -> int:
    return int(time.time() * 1000)


def _write(writer: StreamWriter, tag: int, body: bytes) -> None:
    writer.write(bytes([tag]) + _varint(len(body)) + body)


async def _size(reader: StreamReader) -> int:
    size = shift = 0
    while True:
        byte = (await reader.readexactly(1))[0]
        size |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            return size


def _varint(number: int) -> bytes:
    out = b""
    while True:
        low, number = number & 127, number >> 7
        out += bytes([low | 128 if number else low])
        if not number:
            return out


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _fixed(field: int, value: int) -> bytes:
    return _varint(field << 3 | 1) + struct.pack("<Q", value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _pair(name: str, value: str) -> bytes:
    return _bytes(7, _bytes(1, name.encode()) + _bytes(2, value.encode()))


def _read(message: bytes) -> Iterator[tuple[int, bytes]]:
    """The length-prefixed fields of a protobuf message; the others are passed over."""
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        if key & 7 == 0:
            _, at = _read_varint(message, at)
        elif key & 7 == 2:
            size, at = _read_varint(message, at)
            yield key >> 3, message[at : at + size]
            at += size
        else:
            at += 8 if key & 7 == 1 else 4


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        byte = message[at]
        at += 1
        number |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            return number, at
