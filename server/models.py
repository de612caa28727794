"""The tables of accounts, devices and sealed records. Every time is in UTC milliseconds."""

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from server.db import Base

Id = LargeBinary(16)
Hash = LargeBinary(32)


class Account(Base):
    """One person's sealed diary. `head` is the last sequence number that was given out."""

    __tablename__ = "account"

    id: Mapped[bytes] = mapped_column(Id, primary_key=True)
    lookup: Mapped[bytes] = mapped_column(Id, unique=True)
    auth_hash: Mapped[bytes] = mapped_column(Hash)
    keyring: Mapped[bytes] = mapped_column(LargeBinary)
    keyring_version: Mapped[int] = mapped_column(BigInteger, default=1)
    epoch: Mapped[bytes] = mapped_column(Id)
    """Changes when the rows were restored from a backup: devices then start from cursor 0."""
    head: Mapped[int] = mapped_column(BigInteger, default=0)
    digest: Mapped[bytes] = mapped_column(Id, default=bytes(16))
    """XOR of the mids of all rows."""
    rows: Mapped[int] = mapped_column(BigInteger, default=0)
    size: Mapped[int] = mapped_column(BigInteger, default=0)
    """Bytes of all blobs together."""
    created: Mapped[int] = mapped_column(BigInteger)


class Device(Base):
    """A browser with a token. Without an account it is anonymous: it can only be reminded."""

    __tablename__ = "device"

    id: Mapped[bytes] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[bytes] = mapped_column(Hash, unique=True)
    account_id: Mapped[bytes | None] = mapped_column(
        Id, ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed by the device; unreadable here."""
    zone: Mapped[str | None] = mapped_column(String(64))
    """IANA zone in which the device was last used."""
    zone_at: Mapped[int | None] = mapped_column(BigInteger)
    """When the device last said its zone: it was in the foreground then."""
    created: Mapped[int] = mapped_column(BigInteger)
    last_seen: Mapped[int] = mapped_column(BigInteger)

    @property
    def owner(self) -> bytes:
        """Whose reminders these are: the account's, or the device's own while anonymous."""
        return self.account_id or self.id


class Record(Base):
    """One sealed record in its current version `mid`; `dead` marks a tombstone."""

    __tablename__ = "record"
    __table_args__ = (Index("record_in_order", "account_id", "seq", unique=True),)

    account_id: Mapped[bytes] = mapped_column(
        Id, ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    id: Mapped[bytes] = mapped_column(Id, primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    mid: Mapped[bytes] = mapped_column(Id)
    dead: Mapped[int] = mapped_column(SmallInteger)
    blob: Mapped[bytes] = mapped_column(LargeBinary)


class Mailbox(Base):
    """A sealed note from one device to the next one that joins; taken once, within minutes."""

    __tablename__ = "mailbox"

    id: Mapped[bytes] = mapped_column(Id, primary_key=True)
    blob: Mapped[bytes] = mapped_column(LargeBinary)
    expires: Mapped[int] = mapped_column(BigInteger, index=True)


class RateLimit(Base):
    """How far ahead of the clock one caller's allowance is spent (see limits.py)."""

    __tablename__ = "rate_limit"

    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    spent_until: Mapped[int] = mapped_column(BigInteger, index=True)


class Gone(Base):
    """A salted hash of something deleted for good: an account's id or the token of its device."""

    __tablename__ = "gone"

    hash: Mapped[bytes] = mapped_column(Hash, primary_key=True)
    deleted: Mapped[int] = mapped_column(BigInteger)


class Invite(Base):
    """The hash of an invitation that nobody has used yet."""

    __tablename__ = "invite"

    hash: Mapped[bytes] = mapped_column(Hash, primary_key=True)
    created: Mapped[int] = mapped_column(BigInteger)


class Meta(Base):
    """Single values of the whole database, such as the salt of deleted ids."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)
