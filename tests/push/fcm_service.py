"""A local stand-in for what Chromium needs of Firebase Cloud Messaging.

Chromium takes three command-line switches that point its push client elsewhere:
``--gcm-checkin-url``, ``--gcm-registration-url`` and ``--gcm-mcs-endpoint``.
Behind them this file answers

* the check-in (one protobuf POST) and the registration (a form POST that returns
  ``token=...``; the token becomes the end of the push endpoint URL),
* the MCS stream: length-prefixed protobufs over TLS (login, heartbeat, data), and
* the senders' side, ``POST /fcm/send/<token>`` and ``/wp/<token>`` (RFC 8030).

The few protobuf fields that matter are written and read by hand below.
"""

import asyncio
import secrets
import ssl
import struct
import time
import urllib.parse

from aiohttp import web

from tests.push.push_service import MAX_TTL, PushService, Reject, Subscription, b64d

HEARTBEAT_PING, HEARTBEAT_ACK, LOGIN, LOGIN_REPLY, CLOSE, IQ, DATA = 0, 1, 2, 3, 4, 7, 8
ANDROID_ID, SECURITY_TOKEN = 0x0123456789ABCDE, 0x1111222233334444


def varint(n: int) -> bytes:
    out = b""
    while True:
        b, n = n & 127, n >> 7
        out += bytes([b | 128 if n else b])
        if not n:
            return out


def p_int(field: int, v: int) -> bytes:
    return varint(field << 3) + varint(v)


def p_fixed64(field: int, v: int) -> bytes:
    return varint(field << 3 | 1) + struct.pack("<Q", v)


def p_bytes(field: int, v: str | bytes) -> bytes:
    v = v.encode() if isinstance(v, str) else v
    return varint(field << 3 | 2) + varint(len(v)) + v


def p_read(data: bytes) -> list[tuple[int, int | bytes]]:
    out, pos = [], 0

    def number() -> int:
        nonlocal pos
        n = shift = 0
        while True:
            c = data[pos]
            pos += 1
            n |= (c & 127) << shift
            shift += 7
            if not c & 128:
                return n

    while pos < len(data):
        key = number()
        kind = key & 7
        if kind == 0:
            value = number()
        elif kind == 1:
            value, pos = data[pos : pos + 8], pos + 8
        elif kind == 5:
            value, pos = data[pos : pos + 4], pos + 4
        else:
            n = number()
            value, pos = data[pos : pos + n], pos + n
        out.append((key >> 3, value))
    return out


class FcmService(PushService):
    """The same test controls as PushService; the browser's side is FCM's."""

    def __init__(self, tls: ssl.SSLContext, host: str = "127.0.0.1", port: int = 0):
        super().__init__(host, port)
        self.tls = tls
        self.forms: dict[str, dict] = {}  # token -> the registration form
        self.conns: list[asyncio.StreamWriter] = []
        self.pending: list[dict] = []  # accepted, not yet handed to a connection
        self.checkins = 0
        self._stream = 0
        # the host in the endpoint is compiled into the browser; see expect_host()
        self.endpoint_base = "https://fcm.googleapis.com"

    async def start(self) -> "FcmService":
        app = web.Application(client_max_size=1 << 20)
        app.router.add_post("/checkin", self._checkin)
        app.router.add_post("/register", self._register_form)
        app.router.add_post("/fcm/send/{token}", self._post)
        app.router.add_post("/wp/{token}", self._post)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self._mcs_server = await asyncio.start_server(self._mcs, self.host, 0, ssl=self.tls)
        self.mcs_port = self._mcs_server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        self._mcs_server.close()
        for w in list(self.conns):
            w.close()
        await self._runner.cleanup()

    def switches(self, spki: str) -> list[str]:
        return [
            f"--gcm-checkin-url={self.origin}/checkin",
            f"--gcm-registration-url={self.origin}/register",
            f"--gcm-mcs-endpoint=https://{self.host}:{self.mcs_port}",
            f"--ignore-certificate-errors-spki-list={spki}",
        ]

    # ---- the browser's side ------------------------------------------------
    async def _checkin(self, request: web.Request) -> web.Response:
        self.checkins += 1
        return web.Response(
            content_type="application/x-protobuf",
            body=p_int(1, 1)
            + p_int(3, int(time.time() * 1000))
            + p_fixed64(7, ANDROID_ID)
            + p_fixed64(8, SECURITY_TOKEN),
        )

    async def _register_form(self, request: web.Request) -> web.Response:
        form = dict(urllib.parse.parse_qsl(await request.text()))
        if form.get("delete"):
            for token, f in self.forms.items():
                if f.get("X-subtype") == form.get("X-subtype"):
                    self.subs[token].gone = True
            self._notify()
            return web.Response(text="deleted=" + form.get("app", ""))
        token = secrets.token_urlsafe(96)
        self.forms[token] = form
        try:
            key = b64d(form.get("sender", ""))
        except ValueError:
            key = b""
        self.subs[token] = Subscription(
            token, "chromium", form.get("X-subtype", ""), key if len(key) == 65 else None
        )
        self._notify()
        return web.Response(text="token=" + token)

    async def _mcs(self, reader, writer) -> None:
        if self.offline:
            writer.close()
            return
        try:
            await reader.readexactly(1)  # the browser's protocol version
            writer.write(bytes([41]))
            while True:
                tag = (await reader.readexactly(1))[0]
                size = shift = 0
                while True:
                    c = (await reader.readexactly(1))[0]
                    size |= (c & 127) << shift
                    shift += 7
                    if not c & 128:
                        break
                body = p_read(await reader.readexactly(size))
                self.frames.append({"tag": tag, "fields": body})
                if tag == LOGIN:
                    name = next(v for k, v in body if k == 1)
                    self._write(
                        writer, LOGIN_REPLY, p_bytes(1, name) + p_int(8, int(time.time() * 1000))
                    )
                    self.conns.append(writer)
                    self._flush_pending()
                elif tag == HEARTBEAT_PING:
                    self._write(writer, HEARTBEAT_ACK, b"")
                elif tag == CLOSE:
                    break
                self._notify()
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            if writer in self.conns:
                self.conns.remove(writer)
            writer.close()
            self._notify()

    @staticmethod
    def _write(writer, tag: int, body: bytes) -> None:
        writer.write(bytes([tag]) + varint(len(body)) + body)

    def _flush_pending(self) -> None:
        if not self.conns:
            return
        now = time.time()
        for m in self.pending:
            if m["expires"] <= now and m["ttl"]:
                continue
            self._stream += 1
            form = self.forms[m["token"]]

            def pair(k, v):
                return p_bytes(7, p_bytes(1, k) + p_bytes(2, v))

            stanza = (
                p_bytes(2, m["id"])
                + p_bytes(3, form["sender"])
                + p_bytes(5, form["app"])
                + pair("subtype", form.get("X-subtype", ""))
            )
            if m["body"]:
                stanza += pair("content-encoding", "aes128gcm")
            stanza += (
                p_bytes(9, f"0:{m['id']}")
                + p_int(10, self._stream)
                + p_int(17, m["ttl"])
                + p_int(18, int(now * 1000))
            )
            if m["body"]:
                stanza += p_bytes(21, m["body"])
            self._write(self.conns[-1], DATA, stanza)
        self.pending.clear()

    async def go_offline(self) -> None:
        self.offline = True
        for w in list(self.conns):
            w.close()
        await self.wait_for(lambda: not self.conns)

    async def go_online(self, timeout: float = 90) -> None:
        self.offline = False
        await self.wait_for(lambda: self.conns, timeout)

    # ---- the senders' side ---------------------------------------------------
    def expect_host(self, endpoint: str) -> None:
        """Check VAPID's aud against the host this browser puts in endpoints."""
        u = urllib.parse.urlsplit(endpoint)
        self.endpoint_base = f"{u.scheme}://{u.netloc}"

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()
        token = request.match_info["token"]
        rec = {
            "time": time.time(),
            "token": token,
            "size": len(body),
            "body": body,
            "headers": {k.lower(): v for k, v in request.headers.items()},
        }
        self.posts.append(rec)
        try:
            if self.fail_next:
                status, headers = self.fail_next.pop(0)
                raise Reject(status, 999, "forced by the test", headers)
            m = self._accept(request, body)
        except Reject as r:
            rec["status"] = r.status
            self._notify()
            return web.Response(status=r.status, text=r.message, headers=r.headers)
        rec["status"] = 201
        if m.topic:
            self.pending = [p for p in self.pending if (p["token"], p["topic"]) != (token, m.topic)]
        if self.conns or m.ttl:
            self.pending.append(
                {
                    "id": secrets.token_hex(8),
                    "token": token,
                    "body": body,
                    "topic": m.topic,
                    "ttl": min(m.ttl, MAX_TTL),
                    "expires": m.expires,
                }
            )
        self._flush_pending()
        self._notify()
        return web.Response(
            status=201, headers={"Location": f"{self.endpoint_base}/{secrets.token_hex(8)}"}
        )
