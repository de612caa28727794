"""Save: one entry with ten thousand present, beside a bare IndexedDB put in the same page."""

from tests.bench.stage import Host, Stage
from tests.bench.syncing import open_page
from tests.bench.table import Row, percentile


def measure(stage: Stage) -> list[Row]:
    """Strict transactions, without sync and with it (sealed, and put into the outbox)."""
    rows = []
    count, times = stage.sizes.records, stage.sizes.saves
    with Host(stage.place("save")) as host, stage.phone("save") as phone:
        open_page(phone, host)
        phone.evaluate(f"bench.fillRecords({count})")
        for mode in ("sync off", "sync on"):
            if mode == "sync on":
                phone.evaluate("bench.turnOn()")
                phone.evaluate("bench.sync()")
            measured = phone.evaluate(f"bench.saves({times}, {count})")
            for share, name, limit in ((0.5, "median", None), (0.95, "p95", 15)):
                ours, raw = (percentile(measured[key], share) for key in ("ours", "raw"))
                row = Row(f"save one entry, {mode}, {name}", ours, "ms", limit, raw, "raw put")
                rows.append(row)
    return rows
