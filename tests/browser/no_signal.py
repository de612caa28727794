"""The phone that has no signal, and kills the app that it needs the memory of."""

from tests.browser.browser import Browser
from tests.browser.live import Live


def lose_signal(phone: Browser, live: Live) -> None:
    """From now on no server answers, and the browser knows of no network."""
    live.stop()
    phone.cut()


def die_and_open(phone: Browser, live: Live) -> None:
    """kill -9, and opened again by its owner, still without signal; WebKit, whose profile ends with it, reloads."""
    if phone.name == "WebKit":
        phone.reload()
        return
    phone.kill()
    phone.start()
    phone.cut()
    phone.open(live.url)
