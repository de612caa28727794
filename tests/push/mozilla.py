"""Mozilla's push service on loopback: autopush, as Firefox speaks it (hello, register, notification, ack)."""

import base64
import json
import secrets
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.push.rules import Registered, Taken, b64d
from tests.push.service import PushService, fields

HOST = "updates.push.services.mozilla.com"


@dataclass
class Agent:
    """One Firefox: its connection while it has one, and what waits for it."""

    name: str
    socket: web.WebSocketResponse | None = None
    channels: dict[str, str] = field(default_factory=dict)
    """Channel → token."""
    waiting: dict[str, Taken] = field(default_factory=dict)


class Mozilla(PushService):
    """Where ``dom.push.serverURL`` leads in the tests."""

    def __init__(self) -> None:
        super().__init__()
        self.agents: dict[str, Agent] = {}
        self.acks: list[dict[str, Any]] = []
        """What Firefox said of each message: code 100 is delivered."""

    @property
    def address(self) -> str:
        """For Firefox."""
        return f"ws://127.0.0.1:{self.port}/"

    def routes(self) -> list[web.RouteDef]:
        """The browser's WebSocket, and the senders' door."""
        return [web.get("/", self._talk), web.post("/wpush/v2/{token}", self.receive)]

    async def stop(self) -> None:
        """End every connection."""
        for agent in self.agents.values():
            if agent.socket is not None:
                await agent.socket.close()
        await super().stop()

    async def forget_everyone(self) -> None:
        """Lose all state, as a service does with a browser that it has not seen for long."""
        for each in self.registered.values():
            each.gone = True
        agents, self.agents = self.agents, {}
        for agent in agents.values():
            if agent.socket is not None:
                await agent.socket.close()

    async def pass_on(self, to: Registered, message: Taken) -> None:
        """Queue it, where a newer one replaces an older one of the same topic, and send it on."""
        agent = self.agents.get(to.agent)
        if agent is None:
            return
        for old in list(agent.waiting.values()):
            if message.topic is not None and (old.topic, old.channel) == (
                message.topic,
                to.channel,
            ):
                del agent.waiting[old.version]
        agent.waiting[message.version] = message
        await self._flush(agent)

    async def _talk(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        agent: Agent | None = None
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                frame = fields(json.loads(message.data))
                kind = frame.get("messageType", "ping")
                if kind == "hello":
                    agent = await self._greet(socket, str(frame.get("uaid") or ""))
                elif kind == "ping":
                    await socket.send_str("{}")
                elif agent is not None:
                    await self._hear(agent, socket, kind, frame)
                self.changed()
        finally:
            if agent is not None and agent.socket is socket:
                agent.socket = None
            self.changed()
        return socket

    async def _greet(self, socket: web.WebSocketResponse, name: str) -> Agent:
        if name not in self.agents:
            name = uuid.uuid4().hex
            self.agents[name] = Agent(name)
        agent = self.agents[name]
        agent.socket = socket
        hello = {"messageType": "hello", "status": 200, "uaid": name, "use_webpush": True}
        await socket.send_json({**hello, "broadcasts": {}})
        await self._flush(agent, again=True)
        return agent

    async def _hear(
        self, agent: Agent, socket: web.WebSocketResponse, kind: str, frame: dict[str, Any]
    ) -> None:
        if kind == "register":
            await self._register(agent, socket, frame)
        elif kind == "unregister":
            token = agent.channels.pop(frame["channelID"], None)
            if token:
                self.registered[token].gone = True
            await socket.send_json({**frame, "status": 200})
        elif kind == "ack":
            for update in frame.get("updates", []):
                agent.waiting.pop(update.get("version"), None)
                self.acks.append(update)
        elif kind == "nack":
            self.acks.append(frame)

    async def _register(
        self, agent: Agent, socket: web.WebSocketResponse, frame: dict[str, Any]
    ) -> None:
        channel, token = frame["channelID"], secrets.token_urlsafe(48)
        key = b64d(frame["key"]) if frame.get("key") else None
        self.registered[token] = Registered(token, agent.name, channel, key)
        agent.channels[channel] = token
        endpoint = f"https://{HOST}/wpush/v2/{token}"
        await socket.send_json(
            {
                "messageType": "register",
                "status": 200,
                "channelID": channel,
                "pushEndpoint": endpoint,
            }
        )

    async def _flush(self, agent: Agent, again: bool = False) -> None:
        for message in list(agent.waiting.values()):
            if agent.socket is None or agent.socket.closed or (message.sent and not again):
                continue
            message.sent = True
            await agent.socket.send_json(
                {
                    "messageType": "notification",
                    "channelID": message.channel,
                    "version": message.version,
                    "ttl": message.ttl,
                    "data": base64.urlsafe_b64encode(message.body).rstrip(b"=").decode(),
                    "headers": {"encoding": "aes128gcm"},
                }
            )
