"""Accounts, devices, sealed records, and what guards them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

Id = sa.LargeBinary(16)
Hash = sa.LargeBinary(32)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "account",
        sa.Column("id", Id, primary_key=True),
        sa.Column("lookup", Id, nullable=False, unique=True),
        sa.Column("auth_hash", Hash, nullable=False),
        sa.Column("keyring", sa.LargeBinary, nullable=False),
        sa.Column("keyring_version", sa.BigInteger, nullable=False),
        sa.Column("epoch", Id, nullable=False),
        sa.Column("head", sa.BigInteger, nullable=False),
        sa.Column("digest", Id, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "device",
        sa.Column("id", Id, primary_key=True),
        sa.Column("token_hash", Hash, nullable=False, unique=True),
        sa.Column("account_id", Id, sa.ForeignKey("account.id", ondelete="CASCADE"), index=True),
        sa.Column("name", sa.LargeBinary),
        sa.Column("zone", sa.String(64)),
        sa.Column("zone_at", sa.BigInteger),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("last_seen", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "record",
        sa.Column(
            "account_id", Id, sa.ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("id", Id, primary_key=True),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("mid", Id, nullable=False),
        sa.Column("dead", sa.SmallInteger, nullable=False),
        sa.Column("blob", sa.LargeBinary, nullable=False),
    )
    op.create_index("record_in_order", "record", ["account_id", "seq"], unique=True)
    op.create_table(
        "mailbox",
        sa.Column("id", Id, primary_key=True),
        sa.Column("blob", sa.LargeBinary, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "rate_limit",
        sa.Column("key", sa.String(96), primary_key=True),
        sa.Column("spent_until", sa.BigInteger, nullable=False, index=True),
    )
    op.create_table(
        "gone",
        sa.Column("hash", Hash, primary_key=True),
        sa.Column("deleted", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "invite",
        sa.Column("hash", Hash, primary_key=True),
        sa.Column("created", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("value", sa.LargeBinary, nullable=False),
    )
