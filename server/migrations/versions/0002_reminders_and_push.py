"""Reminders, their occurrences, and where pushes go."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Id = sa.LargeBinary(16)
Key = sa.BigInteger().with_variant(sa.Integer, "sqlite")
PENDING = sa.text("state = 'pending'")


def upgrade() -> None:
    """Make the tables of reminding."""
    op.create_table(
        "reminder",
        sa.Column("id", Key, primary_key=True),
        sa.Column("owner", Id, nullable=False),
        sa.Column("rid", Id, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("rule", sa.String(256), nullable=False),
        sa.Column("start", sa.String(10), nullable=False),
        sa.Column("time", sa.String(5), nullable=False),
        sa.Column("zone_mode", sa.String(6), nullable=False),
        sa.Column("zone_name", sa.String(64), nullable=False),
        sa.Column("quiet_from", sa.String(5)),
        sa.Column("quiet_to", sa.String(5)),
        sa.Column("quiet_then", sa.String(6)),
        sa.Column("follow_after", sa.BigInteger, nullable=False),
        sa.Column("follow_times", sa.SmallInteger, nullable=False),
        sa.Column("pause_until", sa.String(10)),
        sa.Column("ttl_seconds", sa.BigInteger, nullable=False),
        sa.Column("next_at", sa.BigInteger),
        sa.UniqueConstraint("owner", "rid"),
    )
    op.create_table(
        "occurrence",
        sa.Column("id", Key, primary_key=True),
        _belongs_to("reminder_id", "reminder.id", Key),
        sa.Column("nominal", sa.String(16), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("fire_at", sa.BigInteger, nullable=False),
        sa.Column("turn", sa.SmallInteger, nullable=False),
        sa.Column("moved", sa.Boolean, nullable=False),
        sa.UniqueConstraint("reminder_id", "nominal"),
    )
    _index_of_due("occurrence", "fire_at")
    op.create_table(
        "subscription",
        sa.Column("id", Key, primary_key=True),
        _belongs_to("device_id", "device.id", Id, unique=True),
        sa.Column("endpoint", sa.String(2048)),
        sa.Column("endpoint_hash", sa.LargeBinary(32), unique=True),
        sa.Column("p256dh", sa.LargeBinary(65), nullable=False),
        sa.Column("auth", sa.LargeBinary(16), nullable=False),
        sa.Column("key", sa.LargeBinary(65), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("last_success", sa.BigInteger),
        sa.Column("last_error", sa.String(64)),
    )
    op.create_table(
        "delivery",
        sa.Column("id", Key, primary_key=True),
        _belongs_to("subscription_id", "subscription.id", Key, index=True),
        _belongs_to("occurrence_id", "occurrence.id", Key, index=True, nullable=True),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("next_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
    )
    _index_of_due("delivery", "next_at")


def _belongs_to(
    name: str,
    parent: str,
    kind: sa.types.TypeEngine[Any],
    *,
    index: bool = False,
    unique: bool = False,
    nullable: bool = False,
) -> sa.Column[Any]:
    """A column that dies with its parent's row."""
    key = sa.ForeignKey(parent, ondelete="CASCADE")
    return sa.Column(name, kind, key, index=index or None, unique=unique or None, nullable=nullable)


def _index_of_due(table: str, column: str) -> None:
    """Only pending rows are asked for by time, and they are few."""
    op.create_index(f"{table}_due", table, [column], sqlite_where=PENDING, postgresql_where=PENDING)
