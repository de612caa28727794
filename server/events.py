"""What happens to devices and accounts, told to whoever listens, so that nothing imports upwards.

Listeners run inside the transaction of the change and share its fate.
"""

from blinker import Signal

device_attached = Signal()
"""Sent with `device` and `old_owner: bytes` after a device joined an account."""

device_removed = Signal()
"""Sent with `device` before its row is deleted."""

account_deleted = Signal()
"""Sent with `owner: bytes` before the account's rows are deleted."""

zone_told = Signal()
"""Sent with `device` after it said in which zone it is used now."""

due_changed = Signal()
"""Sent after a commit that may have made something due earlier, to wake a worker in this process."""
