"""How the app opens: first visit on a slow line, and again without any line, on a phone's CPU."""

from typing import Any

from tests.bench import bare
from tests.bench.stage import Host, Stage
from tests.bench.syncing import open_page
from tests.bench.table import Row, middle
from tests.browser.browser import Broken
from tests.browser.chromium import Chromium

SLOWDOWN = 4
CALM_MS = 1500
"""Of quiet after the first screen, for late paints and long tasks."""
SLOW_4G: dict[str, float] = {
    "latency": 562.5,
    "downloadThroughput": 184_320,
    "uploadThroughput": 84_375,
}
"""As DevTools applies it: 150 ms round trips times 3.75 for each request, 1.6 Mbit/s times 0.9; bytes a second."""
PLAIN_4G: dict[str, float] = {
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 93_750,
}
"""The numbers Lighthouse computes with when it simulates slow 4G: 150 ms, 1.6 Mbit/s."""
WATCH = """
globalThis.seen = { lcp: 0, cls: 0, tasks: [] };
const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", (entry) => { seen.tasks.push([entry.startTime, entry.duration]); });
"""
READY = """
new Promise((ready) => {
  const look = () => { if (document.documentElement.dataset.ready === "1") ready(); };
  new MutationObserver(look).observe(document.documentElement, { attributes: true });
  look();
})
"""
"""Playwright's own waiting compiles its script in the page first, 20 ms of the CPU, while the app starts."""
READ = """
({ ...seen, ready: performance.getEntriesByName("app-interactive")[0].startTime,
   fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 })
"""


def measure(stage: Stage) -> list[Row]:
    """The app and the bare page in turn, each time in a browser started anew."""
    app = Host(stage.place("app"))
    plain = Host(stage.place("bare"), bare.build(stage.place("site")))
    with app, plain:
        rows = [*_cold(stage, app, plain)]
        rows += _relaunch(stage, app, plain)
    return rows


def _cold(stage: Stage, app: Host, plain: Host) -> list[Row]:
    rows = []
    for name, line, limit in (("150 ms round trip", PLAIN_4G, 1300), ("DevTools", SLOW_4G, None)):
        ours, bares = [], []
        for _ in range(stage.sizes.loads if limit else (stage.sizes.loads + 1) // 2):
            ours.append(_first_visit(stage, app, line))
            bares.append(_first_visit(stage, plain, line))
        beside: dict[str, Any] = {"yardstick": _median(bares, "lcp"), "beside": "bare page"}
        lcp = [each["lcp"] for each in ours]
        rows.append(middle(f"LCP, slow 4G applied, {name}", lcp, "ms", limit=limit, **beside))
        ready = [each["ready"] for each in ours]
        beside["yardstick"] = _median(bares, "ready")
        rows.append(middle(f"interactive, {name}", ready, "ms", **beside))
        if limit:
            blocked = [_blocked(each) for each in ours]
            rows.append(middle("TBT (long tasks over 50 ms)", blocked, "ms", limit=50))
            rows.append(Row("CLS, worst", max(each["cls"] for each in ours), "", 0))
    return rows


def _first_visit(stage: Stage, host: Host, line: dict[str, float]) -> dict[str, Any]:
    with stage.phone("visitor") as phone:
        session = phone.context.new_cdp_session(phone.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})
        return _open(phone, host, session)


def _relaunch(stage: Stage, app: Host, plain: Host) -> list[Row]:
    """With entries stored, the browser killed and started, and nobody there to answer."""
    with stage.phone("owner") as phone:
        for host in (plain, app):
            phone.open(host.url)
            phone.worker_ready()
        open_page(phone, app)
        phone.evaluate(f"bench.fillDiary({stage.sizes.diary})")
        app.stop()
        plain.stop()
        ours, bares = [], []
        for _ in range(stage.sizes.launches):
            ours.append(_launch(phone, app))
            bares.append(_launch(phone, plain))
        _first_screen_is_today(phone, app)
    yardstick = _median(bares, "ready")
    figures = [each["ready"] for each in ours]
    what = f"offline relaunch, {stage.sizes.diary:,} entries"
    blocked = [_blocked(each) for each in ours]
    return [
        middle(
            what,
            figures,
            "ms",
            limit=1.6,
            of_ratio=True,
            yardstick=yardstick,
            beside="bare page, same worker",
        ),
        middle("  its long tasks over 50 ms", blocked, "ms"),
    ]


def _launch(phone: Chromium, host: Host) -> dict[str, Any]:
    phone.kill()
    phone.start()
    return _open(phone, host, phone.context.new_cdp_session(phone.page))


def _open(phone: Chromium, host: Host, session: Any) -> dict[str, Any]:
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    phone.page.add_init_script(WATCH)
    phone.open(host.url)
    session.send("Runtime.evaluate", {"expression": READY, "awaitPromise": True})
    phone.page.wait_for_timeout(CALM_MS)  # late shifts and long tasks count as well
    seen: dict[str, Any] = phone.evaluate(READ)
    return seen


def _first_screen_is_today(phone: Chromium, host: Host) -> None:
    """A launch that shows something else than the diary's owner expects would measure nothing."""
    _launch(phone, host)
    if "I have a headache" not in phone.text():
        raise Broken(f"the relaunched app shows:\n{phone.text()}")


def _blocked(seen: dict[str, Any]) -> float:
    return float(sum(length - 50 for start, length in seen["tasks"] if start >= seen["fcp"]))


def _median(measured: list[dict[str, Any]], name: str) -> float:
    values = sorted(float(each[name]) for each in measured)
    return values[len(values) // 2]
