"""The tables of reminders and push. Every time is in UTC milliseconds unless its name says *local*.

The server knows when to ring and where, never what for: titles and routines stay sealed on the phone.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.db import Base
from server.models import Device, Hash, Id
from server.schedule import Plan, Quiet, parse_day, parse_rule, parse_time

# SQLite numbers rows by itself only when the key's type is spelled INTEGER.
Key = BigInteger().with_variant(Integer, "sqlite")
PENDING = text("state = 'pending'")


class Reminder(Base):
    """When a person wants to be reminded; ``rid`` is random and names no record of theirs."""

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("owner", "rid"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    owner: Mapped[bytes] = mapped_column(Id)
    """The account, or the device while it is anonymous."""
    rid: Mapped[bytes] = mapped_column(Id)
    version: Mapped[int] = mapped_column(BigInteger)
    rule: Mapped[str] = mapped_column(String(256))
    start: Mapped[str] = mapped_column(String(10))
    """First local day."""
    time: Mapped[str] = mapped_column(String(5))
    """Local wall-clock time."""
    zone_mode: Mapped[str] = mapped_column(String(6))
    """``fixed``, or ``follow``: the zone of the device last used in the foreground."""
    zone_name: Mapped[str] = mapped_column(String(64))
    quiet_from: Mapped[str | None] = mapped_column(String(5))
    quiet_to: Mapped[str | None] = mapped_column(String(5))
    quiet_then: Mapped[str | None] = mapped_column(String(6))
    follow_after: Mapped[int] = mapped_column(BigInteger, default=0)
    """Minutes until it asks again."""
    follow_times: Mapped[int] = mapped_column(SmallInteger, default=0)
    pause_until: Mapped[str | None] = mapped_column(String(10))
    """Local day on which it comes again."""
    ttl_seconds: Mapped[int] = mapped_column(BigInteger)
    """How long after its time it is still worth showing."""
    next_at: Mapped[int | None] = mapped_column(BigInteger)

    def plan(self) -> Plan:
        """The recurrence, parsed."""
        resume = parse_day(self.pause_until) if self.pause_until else None
        return Plan(parse_rule(self.rule), parse_day(self.start), parse_time(self.time), resume)

    def quiet(self) -> Quiet | None:
        """The quiet hours, parsed; None when the reminder may always ring."""
        if self.quiet_from is None or self.quiet_to is None or self.quiet_then is None:
            return None
        return Quiet(parse_time(self.quiet_from), parse_time(self.quiet_to), self.quiet_then)


class Occurrence(Base):
    """One time of a reminder, named by its nominal local time, whatever zone it is fired in.

    ``state`` is pending, sent, missed, done or skipped. A pending one is still plain while ``turn``
    is 0 and ``moved`` false: only then may a new plan replace it.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        UniqueConstraint("reminder_id", "nominal"),
        Index("occurrence_due", "fire_at", sqlite_where=PENDING, postgresql_where=PENDING),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    reminder_id: Mapped[int] = mapped_column(Key, ForeignKey("reminder.id", ondelete="CASCADE"))
    nominal: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8))
    fire_at: Mapped[int] = mapped_column(BigInteger)
    turn: Mapped[int] = mapped_column(SmallInteger, default=0)
    """How often it has rung already."""
    moved: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether the person said *later*."""
    reminder: Mapped[Reminder] = relationship()


class Subscription(Base):
    """Where one device's browser takes pushes. ``endpoint`` is a secret: never logged, never answered."""

    __tablename__ = "subscription"

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    device_id: Mapped[bytes] = mapped_column(
        Id, ForeignKey("device.id", ondelete="CASCADE"), unique=True
    )
    endpoint: Mapped[str | None] = mapped_column(String(2048))
    """None once the push service said that it is gone."""
    endpoint_hash: Mapped[bytes | None] = mapped_column(Hash, unique=True)
    p256dh: Mapped[bytes] = mapped_column(LargeBinary(65))
    auth: Mapped[bytes] = mapped_column(LargeBinary(16))
    key: Mapped[bytes] = mapped_column(LargeBinary(65))
    """The server's public key it was made for."""
    state: Mapped[str] = mapped_column(String(8))
    """``active``, ``failing`` or ``gone``."""
    last_success: Mapped[int | None] = mapped_column(BigInteger)
    last_error: Mapped[str | None] = mapped_column(String(64))
    device: Mapped[Device] = relationship()

    def health(self) -> dict[str, str | int | None]:
        """What the API tells of it."""
        return {"state": self.state, "last_success": self.last_success}


class Delivery(Base):
    """One message to one subscription.

    Claiming it moves ``next_at`` on by the lease, so that a crash only delays it.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        Index("delivery_due", "next_at", sqlite_where=PENDING, postgresql_where=PENDING),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    subscription_id: Mapped[int] = mapped_column(
        Key, ForeignKey("subscription.id", ondelete="CASCADE"), index=True
    )
    occurrence_id: Mapped[int | None] = mapped_column(
        Key, ForeignKey("occurrence.id", ondelete="CASCADE"), index=True
    )
    """None for a test and for the digest after a downtime."""
    kind: Mapped[str] = mapped_column(String(8))
    """``reminder``, ``test`` or ``digest``."""
    state: Mapped[str] = mapped_column(String(9))
    """``pending``, ``accepted``, ``gone``, ``expired``, ``cancelled`` or ``failed``."""
    next_at: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[int] = mapped_column(BigInteger)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    subscription: Mapped[Subscription] = relationship()
    occurrence: Mapped[Occurrence | None] = relationship()
