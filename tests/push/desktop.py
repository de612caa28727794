"""A stand-in for the desktop's notification daemon, on a private D-Bus.

With it Firefox shows notifications as on a real Linux desktop: this program is
told title, body and buttons (org.freedesktop.Notifications.Notify), and a test
can click one, which fires a *trusted* ``notificationclick`` in the service
worker (so ``clients.openWindow`` is allowed, as after a person's click).
"""

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass

from jeepney import (
    DBusAddress,
    HeaderFields,
    MessageType,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.asyncio import DBusRouter, open_dbus_connection

PATH, NAME = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
IFACE = DBusAddress(PATH, interface=NAME)


@dataclass
class Shown:
    id: int
    title: str
    body: str
    actions: list[str]  # [key, label, key, label, ...]
    hints: dict
    closed: bool = False


class Desktop:
    async def __aenter__(self) -> "Desktop":
        if not shutil.which("dbus-daemon"):
            raise RuntimeError("dbus-daemon is not installed")
        self.dir = tempfile.mkdtemp(prefix="dbus-")
        self.address = f"unix:path={self.dir}/bus"
        conf = os.path.join(self.dir, "bus.conf")
        with open(conf, "w") as f:
            f.write(f"""<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{self.address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>""")
        self.proc = await asyncio.create_subprocess_exec(
            "dbus-daemon",
            f"--config-file={conf}",
            "--nofork",
            "--nopidfile",
            "--print-address",
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await asyncio.wait_for(self.proc.stdout.readline(), 10)
        self.shown: list[Shown] = []
        self._next = 1
        self.conn = await open_dbus_connection(self.address)
        bus = DBusAddress(
            "/org/freedesktop/DBus",
            bus_name="org.freedesktop.DBus",
            interface="org.freedesktop.DBus",
        )
        async with DBusRouter(self.conn) as r:
            await r.send_and_get_reply(new_method_call(bus, "RequestName", "su", (NAME, 4)))
        self._task = asyncio.create_task(self._serve())
        return self

    async def __aexit__(self, *exc) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self.conn.close()
        self.proc.terminate()
        await self.proc.wait()
        shutil.rmtree(self.dir, ignore_errors=True)

    async def _serve(self) -> None:
        while True:
            m = await self.conn.receive()
            if m.header.message_type is not MessageType.method_call:
                continue
            member = m.header.fields.get(HeaderFields.member)
            if member == "Notify":
                _app, replaces, _icon, title, body, actions, hints, _t = m.body
                nid = replaces or self._next
                self._next = max(self._next, nid + 1)
                self.shown = [s for s in self.shown if s.id != nid]
                self.shown.append(Shown(nid, title, body, actions, hints))
                reply = new_method_return(m, "u", (nid,))
            elif member == "CloseNotification":
                self._close(m.body[0])
                await self.conn.send(new_method_return(m))
                await self.conn.send(new_signal(IFACE, "NotificationClosed", "uu", (m.body[0], 3)))
                continue
            elif member == "GetCapabilities":
                reply = new_method_return(
                    m, "as", (["actions", "body", "body-markup", "persistence"],)
                )
            elif member == "GetServerInformation":
                reply = new_method_return(m, "ssss", ("proof", "test", "1", "1.2"))
            else:
                reply = new_method_return(m)
            await self.conn.send(reply)

    def _close(self, nid: int) -> None:
        for s in self.shown:
            if s.id == nid:
                s.closed = True

    async def wait(self, title: str, timeout: float = 15) -> Shown:
        end = asyncio.get_running_loop().time() + timeout
        while True:
            for s in self.shown:
                if s.title == title and not s.closed:
                    return s
            if asyncio.get_running_loop().time() > end:
                raise TimeoutError(f"{title!r} never shown; saw {self.shown}")
            await asyncio.sleep(0.05)

    async def click(self, s: Shown, label: str | None = None) -> None:
        """Click the notification itself, or the button that reads ``label``."""
        pairs = dict(zip(s.actions[1::2], s.actions[0::2]))
        key = "default" if label is None else pairs[label]
        await self.conn.send(new_signal(IFACE, "ActionInvoked", "us", (s.id, key)))
        await self.conn.send(new_signal(IFACE, "NotificationClosed", "uu", (s.id, 2)))
        s.closed = True
