"""Mozilla's push service on loopback, good enough for a real browser and a real sender.

Two faces on one loopback port:

* ``GET /`` (WebSocket, sub-protocol ``push-notification``): the autopush
  protocol Firefox speaks to ``dom.push.serverURL``
  (hello / register / unregister / notification / ack / nack / broadcast / ping).
* ``POST /wpush/v2/<token>``: what an application server sends
  (RFC 8030 delivery, RFC 8291 aes128gcm body, RFC 8292 VAPID header).
  It checks what a real push service checks and answers as one does:
  201, 400, 401, 403, 404, 410, 413, 415, and, on demand, 429/5xx.

Only the browser holds the decryption key, so nothing here reads the payload.
"""

import asyncio
import base64
import json
import secrets
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

MAX_BODY = 4096
MAX_TTL = 60 * 24 * 60 * 60


def b64d(s: str) -> bytes:
    return base64.urlsafe_b64decode(s + "=" * (-len(s) % 4))


def b64e(b: bytes) -> str:
    return base64.urlsafe_b64encode(b).rstrip(b"=").decode()


class Reject(Exception):
    def __init__(self, status: int, errno: int, message: str, headers=None):
        super().__init__(message)
        self.status, self.errno, self.message = status, errno, message
        self.headers = headers or {}


@dataclass
class Message:
    version: str
    channel: str
    data: str | None
    encoding: str | None
    ttl: int
    topic: str | None
    urgency: str
    expires: float
    sent: bool = False


@dataclass
class UserAgent:
    uaid: str
    ws: web.WebSocketResponse | None = None
    channels: dict[str, str] = field(default_factory=dict)  # channelID -> token
    queue: dict[str, Message] = field(default_factory=dict)  # version -> message


@dataclass
class Subscription:
    token: str
    uaid: str
    channel: str
    key: bytes | None  # applicationServerKey it is restricted to
    gone: bool = False


class PushService:
    def __init__(self, host: str = "127.0.0.1", port: int = 0):
        self.host, self.port = host, port
        self.endpoint_base: str | None = None  # set to publish another origin
        self.agents: dict[str, UserAgent] = {}
        self.subs: dict[str, Subscription] = {}
        self.posts: list[dict] = []  # every POST seen: headers, status, body size
        self.acks: list[dict] = []  # every ack/nack a browser sent
        self.frames: list[dict] = []  # every frame a browser sent
        self.fail_next: list[tuple[int, dict]] = []  # forced answers, in order
        self.long_answer = 0  # bytes of the next forced error page
        self.offline = False  # True: browsers cannot connect (plane mode)
        self._changed = asyncio.Event()

    # ---- life ---------------------------------------------------------
    @property
    def origin(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def base(self) -> str:
        return self.endpoint_base or self.origin

    @property
    def ws_url(self) -> str:
        return f"ws://{self.host}:{self.port}/"

    async def start(self) -> "PushService":
        app = web.Application(client_max_size=1 << 20)
        app.router.add_get("/", self._ws)
        app.router.add_post("/wpush/v2/{token}", self._post)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        return self

    async def stop(self) -> None:
        for ua in self.agents.values():
            if ua.ws is not None and not ua.ws.closed:
                await ua.ws.close()
        await self._runner.cleanup()

    def expect(self, token: str) -> None:
        """Know a subscription that no browser made, for senders alone."""
        self.subs[token] = Subscription(token, "nobody", "", None)
        self.agents.setdefault("nobody", UserAgent("nobody"))

    def _notify(self) -> None:
        self._changed.set()

    async def wait_for(self, predicate, timeout: float = 15.0):
        """Wait until ``predicate()`` is truthy; returns its value."""
        end = time.monotonic() + timeout
        while True:
            got = predicate()
            if got:
                return got
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("push service: condition not met in time")
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), min(left, 0.5))
            except TimeoutError:
                pass

    # ---- the browser's side --------------------------------------------
    async def _ws(self, request: web.Request) -> web.StreamResponse:
        if self.offline:
            raise web.HTTPServiceUnavailable()
        ws = web.WebSocketResponse(protocols=("push-notification",), heartbeat=None)
        await ws.prepare(request)
        ua: UserAgent | None = None
        try:
            async for msg in ws:
                if msg.type is not WSMsgType.TEXT:
                    continue
                frame = json.loads(msg.data)
                self.frames.append(frame)
                kind = frame.get("messageType")
                if not frame or kind == "ping":
                    await ws.send_str("{}")
                elif kind == "hello":
                    uaid = frame.get("uaid") or ""
                    if uaid not in self.agents:
                        uaid = uuid.uuid4().hex
                        self.agents[uaid] = UserAgent(uaid)
                    ua = self.agents[uaid]
                    ua.ws = ws
                    await ws.send_json(
                        {
                            "messageType": "hello",
                            "status": 200,
                            "uaid": uaid,
                            "use_webpush": True,
                            "broadcasts": {},
                        }
                    )
                    await self._flush(ua, redeliver=True)
                elif ua is None:
                    await ws.close(code=4774, message=b"hello first")
                elif kind == "register":
                    await self._register(ua, ws, frame)
                elif kind == "unregister":
                    token = ua.channels.pop(frame["channelID"], None)
                    if token:
                        self.subs[token].gone = True
                    await ws.send_json(
                        {
                            "messageType": "unregister",
                            "status": 200,
                            "channelID": frame["channelID"],
                        }
                    )
                elif kind == "ack":
                    for up in frame.get("updates", []):
                        ua.queue.pop(up.get("version"), None)
                        self.acks.append(up)
                elif kind == "nack":
                    self.acks.append(frame)
                elif kind == "broadcast_subscribe":
                    pass
                self._notify()
        finally:
            if ua is not None and ua.ws is ws:
                ua.ws = None
            self._notify()
        return ws

    async def _register(self, ua, ws, frame) -> None:
        channel = frame["channelID"]
        key = b64d(frame["key"].rstrip("=")) if frame.get("key") else None
        token = secrets.token_urlsafe(48)
        self.subs[token] = Subscription(token, ua.uaid, channel, key)
        ua.channels[channel] = token
        await ws.send_json(
            {
                "messageType": "register",
                "status": 200,
                "channelID": channel,
                "pushEndpoint": f"{self.base}/wpush/v2/{token}",
            }
        )

    async def go_offline(self) -> None:
        """Cut every browser's socket and refuse new ones: a sleeping laptop."""
        self.offline = True
        for ua in self.agents.values():
            ws, ua.ws = ua.ws, None
            if ws is not None:
                await ws.close()

    async def forget_everyone(self) -> None:
        """Lose all state, as a service does with a browser long unseen.

        The browser reconnects, is given a new id, drops its subscriptions and
        fires ``pushsubscriptionchange``; senders get 410 for the old endpoints.
        """
        for s in self.subs.values():
            s.gone = True
        agents, self.agents = self.agents, {}
        for ua in agents.values():
            ws, ua.ws = ua.ws, None
            if ws is not None:
                await ws.close()

    async def go_online(self, timeout: float = 30) -> None:
        self.offline = False
        await self.wait_for(lambda: all(ua.ws is not None for ua in self.agents.values()), timeout)

    async def _flush(self, ua: UserAgent, redeliver: bool = False) -> None:
        now = time.time()
        for m in list(ua.queue.values()):
            if m.expires <= now and not (m.ttl == 0 and not m.sent):
                del ua.queue[m.version]
                continue
            if ua.ws is None or ua.ws.closed or (m.sent and not redeliver):
                continue
            frame = {
                "messageType": "notification",
                "channelID": m.channel,
                "version": m.version,
                "ttl": m.ttl,
            }
            if m.data is not None:
                frame["data"] = m.data
                frame["headers"] = {"encoding": m.encoding}
            await ua.ws.send_json(frame)
            m.sent = True

    # ---- the application server's side -----------------------------------
    async def _post(self, request: web.Request) -> web.Response:
        body = await request.read()
        rec = {
            "time": time.time(),
            "token": request.match_info["token"],
            "headers": {k.lower(): v for k, v in request.headers.items()},
            "size": len(body),
            "body": body,
        }
        try:
            if self.fail_next:
                status, headers = self.fail_next.pop(0)
                raise Reject(status, 999, "forced by the test", headers)
            m = self._accept(request, body)
        except Reject as r:
            rec["status"] = r.status
            self.posts.append(rec)
            self._notify()
            page = r.message + " " * self.long_answer
            return web.Response(text=page, status=r.status, headers=r.headers)
        sub = self.subs[rec["token"]]
        ua = self.agents[sub.uaid]
        online = ua.ws is not None and not ua.ws.closed
        if m.topic:  # RFC 8030 5.4: replace an undelivered message of that topic
            for old in [
                o for o in ua.queue.values() if o.topic == m.topic and o.channel == m.channel
            ]:
                del ua.queue[old.version]
        if online or m.ttl > 0:
            ua.queue[m.version] = m
        await self._flush(ua)
        if m.ttl == 0:
            ua.queue.pop(m.version, None)
        rec["status"], rec["version"] = 201, m.version
        self.posts.append(rec)
        self._notify()
        return web.Response(
            status=201, headers={"Location": f"{self.base}/m/{m.version}", "TTL": str(m.ttl)}
        )

    def _accept(self, request: web.Request, body: bytes) -> Message:
        h = request.headers
        sub = self.subs.get(request.match_info["token"])
        if sub is None:
            raise Reject(404, 102, "no such subscription")
        if sub.gone:
            raise Reject(410, 103, "subscription is gone")
        ttl = h.get("TTL")
        if ttl is None or not ttl.isdigit():
            raise Reject(400, 111, "missing or bad TTL")
        if len(body) > MAX_BODY:
            raise Reject(413, 104, "payload too large")
        urgency = h.get("Urgency", "normal")
        if urgency not in ("very-low", "low", "normal", "high"):
            raise Reject(400, 112, "bad Urgency")
        topic = h.get("Topic")
        if topic is not None and (
            not 0 < len(topic) <= 32 or not all(c.isalnum() or c in "-_" for c in topic)
        ):
            raise Reject(400, 113, "bad Topic: 1 to 32 URL-safe base64 characters")
        encoding = None
        if body:
            encoding = h.get("Content-Encoding")
            if encoding != "aes128gcm":
                raise Reject(415, 110, "Content-Encoding must be aes128gcm")
            self._check_ece(body)
        self._check_vapid(h.get("Authorization"), sub, request)
        ttl_n = min(int(ttl), MAX_TTL)
        return Message(
            version=secrets.token_urlsafe(24),
            channel=sub.channel,
            data=b64e(body) if body else None,
            encoding=encoding,
            ttl=ttl_n,
            topic=topic,
            urgency=urgency,
            expires=time.time() + ttl_n,
        )

    @staticmethod
    def _check_ece(body: bytes) -> None:
        """RFC 8188 header of an RFC 8291 message: one record, 65-byte keyid."""
        if len(body) < 21 + 65 + 17:
            raise Reject(400, 110, "body too short for aes128gcm")
        rs, idlen = int.from_bytes(body[16:20], "big"), body[20]
        if idlen != 65 or body[21] != 4:
            raise Reject(400, 110, "keyid is not an uncompressed P-256 point")
        if len(body) - 21 - idlen > rs:
            raise Reject(400, 110, "more than one record (RFC 8291 section 4)")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), body[21:86])
        except ValueError:
            raise Reject(400, 110, "keyid is not on the curve") from None

    def _check_vapid(self, auth: str | None, sub: Subscription, request) -> None:
        if not auth:
            if sub.key is None:
                return
            raise Reject(401, 109, "VAPID needed")
        scheme, _, rest = auth.partition(" ")
        if scheme.lower() != "vapid":
            raise Reject(401, 109, "unknown scheme")
        parts = dict(p.strip().split("=", 1) for p in rest.split(","))
        try:
            k = b64d(parts["k"])
            head, claims, sig = parts["t"].split(".")
            key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), k)
            raw = b64d(sig)
            key.verify(
                encode_dss_signature(
                    int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
                ),
                f"{head}.{claims}".encode(),
                ec.ECDSA(hashes.SHA256()),
            )
            c = json.loads(b64d(claims))
        except (KeyError, ValueError, InvalidSignature):
            raise Reject(401, 109, "bad VAPID token") from None
        now = time.time()
        if sub.key is not None and k != sub.key:
            raise Reject(403, 109, "key is not the subscription's applicationServerKey")
        u = urlsplit(self.base)
        if c.get("aud") != f"{u.scheme}://{u.netloc}":
            raise Reject(401, 109, "bad aud")
        if not now < c.get("exp", 0) <= now + 24 * 3600 + 60:
            raise Reject(401, 109, "exp is past or more than 24 h ahead")
        if not str(c.get("sub", "mailto:")).startswith(("mailto:", "https:")):
            raise Reject(401, 109, "bad sub")
