"""A stand-in for the desktop's notification daemon, on a private D-Bus.

Browsers show their notifications to it as on a real Linux desktop (org.freedesktop.Notifications), and
a test clicks one, or one of its buttons: the service worker gets a *trusted* ``notificationclick``.
"""

import asyncio
import shutil
import tempfile
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusRouter, open_dbus_connection

NAME = "org.freedesktop.Notifications"
DAEMON = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
BUS = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""
CLOSED_BY_A_PERSON, CLOSED_BY_THE_APP = 2, 3


@dataclass
class Shown:
    """A notification on the screen; `buttons` are label → key."""

    id: int
    title: str
    body: str
    buttons: dict[str, str]
    open: bool = True


def available() -> bool:
    """Whether this machine can run a private bus."""
    return shutil.which("dbus-daemon") is not None


class Desktop:
    """Shows notifications to tests; `address` is for DBUS_SESSION_BUS_ADDRESS."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.times = 0
        """How often something was shown; showing it anew in its place counts as well."""
        self._changed = asyncio.Event()
        self._numbers = count(1)

    async def start(self) -> "Desktop":
        """Start a bus of its own and answer on it."""
        self._folder = Path(tempfile.mkdtemp(prefix="dbus-"))
        self.address = f"unix:path={self._folder}/bus"
        config = self._folder / "bus.conf"
        config.write_text(CONFIG.format(address=self.address))
        self._bus = await asyncio.create_subprocess_exec(
            "dbus-daemon",
            f"--config-file={config}",
            "--nofork",
            "--nopidfile",
            "--print-address",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._bus.stdout is not None
        await asyncio.wait_for(self._bus.stdout.readline(), 10)
        self._connection = await open_dbus_connection(self.address)
        async with DBusRouter(self._connection) as router:
            await router.send_and_get_reply(new_method_call(BUS, "RequestName", "su", (NAME, 4)))
        self._serving = asyncio.create_task(self._serve())
        return self

    async def stop(self) -> None:
        """End the bus."""
        self._serving.cancel()
        await asyncio.gather(self._serving, return_exceptions=True)
        await self._connection.close()
        self._bus.terminate()
        await self._bus.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def wait_for(self, words: str, limit: float = 30) -> Shown:
        """Wait until an open notification has these words in its title or body."""
        end = time.monotonic() + limit
        while True:
            for each in self.shown:
                if each.open and (words in each.title or words in each.body):
                    return each
            self._changed.clear()
            try:
                await asyncio.wait_for(self._changed.wait(), end - time.monotonic())
            except TimeoutError:
                raise TimeoutError(f"{words!r} was not shown; saw {self.shown}") from None

    async def wait_for_times(self, times: int, limit: float = 30) -> None:
        """Wait until something was shown so often."""
        end = time.monotonic() + limit
        while self.times < times:
            self._changed.clear()
            await asyncio.wait_for(self._changed.wait(), end - time.monotonic())

    async def click(self, shown: Shown, button: str | None = None) -> None:
        """Click the notification itself, or the button that reads so."""
        key = "default" if button is None else shown.buttons[button]
        await self._connection.send(new_signal(DAEMON, "ActionInvoked", "us", (shown.id, key)))
        await self._tell_closed(shown.id, CLOSED_BY_A_PERSON)
        shown.open = False

    async def _serve(self) -> None:
        while True:
            message = await self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                await self._answer(message)
                self._changed.set()

    async def _answer(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if member == "Notify":
            reply = new_method_return(message, "u", (self._show(message),))
        elif member == "GetCapabilities":
            can = ["actions", "body", "body-markup", "persistence"]
            reply = new_method_return(message, "as", (can,))
        elif member == "GetServerInformation":
            reply = new_method_return(message, "ssss", ("desktop", "test", "1", "1.2"))
        else:
            reply = new_method_return(message)
        await self._connection.send(reply)
        if member == "CloseNotification":
            for each in self.shown:
                each.open = each.open and each.id != message.body[0]
            await self._tell_closed(message.body[0], CLOSED_BY_THE_APP)

    def _show(self, message: Message) -> int:
        _app, replaces, _icon, title, body, actions, _hints, _timeout = message.body
        self.times += 1
        number: int = replaces or next(self._numbers)
        buttons = dict(zip(actions[1::2], actions[0::2], strict=True))
        self.shown = [each for each in self.shown if each.id != number]
        self.shown.append(Shown(number, title, body, buttons))
        return number

    async def _tell_closed(self, number: int, reason: int) -> None:
        await self._connection.send(
            new_signal(DAEMON, "NotificationClosed", "uu", (number, reason))
        )
