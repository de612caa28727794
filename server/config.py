"""The settings: the only reader of the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).resolve().parent.parent
REGISTRATION_MODES = ("open", "invite", "closed")
PUSH_HOSTS = (
    "fcm.googleapis.com",
    ".push.services.mozilla.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""Hosts of the browsers' push services; a leading dot allows every host below it."""


class ConfigError(Exception):
    """A setting that cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Config:
    """Everything the server can be told. `origin` has no slash at its end."""

    data_folder: Path
    port: int = 8000
    origin: str = "http://127.0.0.1:8000"
    contact: str | None = None
    database_url: str | None = None
    registration: str = "open"
    trusted_proxies: int = 0
    push_hosts: tuple[str, ...] = PUSH_HOSTS
    push_proxy: str | None = None
    push_ca: Path | None = None
    quota_rows: int = 50_000
    quota_bytes: int = 64_000_000
    demo: bool = False

    @property
    def embedded(self) -> bool:
        """Whether the database is the SQLite file in the data folder, kept by us."""
        return self.database_url is None

    @property
    def sqlite_file(self) -> Path:
        """Where the embedded database lives."""
        return self.data_folder / "unknot.sqlite"

    @property
    def sqlalchemy_url(self) -> str:
        """The address as SQLAlchemy wants it, with the driver named."""
        if self.database_url is None:
            return f"sqlite:///{self.sqlite_file}"
        return re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", self.database_url)

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Config":
        """Read the settings; an unusable one raises ConfigError."""
        port = _whole_number(env, "PORT", 8000, least=1, most=65_535)
        return cls(
            data_folder=Path(env.get("UNKNOT_DATA") or REPOSITORY / "data").resolve(),
            port=port,
            origin=_origin(env.get("ORIGIN") or f"http://127.0.0.1:{port}"),
            contact=_contact(env.get("CONTACT")),
            database_url=_database_url(env.get("DATABASE_URL")),
            registration=_registration(env.get("REGISTRATION") or "open"),
            trusted_proxies=_whole_number(env, "TRUSTED_PROXIES", 0, least=0, most=10),
            push_hosts=_push_hosts(env.get("PUSH_HOSTS")),
            push_proxy=_push_proxy(env.get("PUSH_PROXY")),
            push_ca=_push_ca(env.get("PUSH_CA")),
            quota_rows=_whole_number(env, "QUOTA_ROWS", 50_000, least=1, most=10**9),
            quota_bytes=_whole_number(env, "QUOTA_BYTES", 64_000_000, least=1, most=10**12),
        )


def _whole_number(env: Mapping[str, str], name: str, default: int, *, least: int, most: int) -> int:
    text = env.get(name) or str(default)
    if not re.fullmatch(r"[0-9]{1,13}", text) or not least <= int(text) <= most:
        raise ConfigError(f"{name} is {text!r}; set it to a whole number from {least} to {most}.")
    return int(text)


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or text.rstrip("/") != f"{parts.scheme}://{parts.netloc}" or "@" in parts.netloc:
        raise ConfigError(
            f"ORIGIN is {text!r}; set it to the address people open, "
            "such as https://unknot.example.org, without a path."
        )
    return text.rstrip("/")


def _contact(text: str | None) -> str | None:
    if text and not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://\S+", text):
        raise ConfigError(
            f"CONTACT is {text!r}; set it to mailto:you@example.org or to an https address."
        )
    return text or None


def _database_url(text: str | None) -> str | None:
    if text and not re.match(r"postgres(ql)?(\+psycopg)?://", text):
        raise ConfigError(
            "DATABASE_URL must begin with postgresql://; "
            "leave it out to use the embedded SQLite database."
        )
    return text or None


def _registration(text: str) -> str:
    if text not in REGISTRATION_MODES:
        raise ConfigError(f"REGISTRATION is {text!r}; set it to open, invite or closed.")
    return text


def _push_hosts(text: str | None) -> tuple[str, ...]:
    if not text:
        return PUSH_HOSTS
    hosts = tuple(host.strip().lower() for host in text.split(",") if host.strip())
    for host in hosts:
        if not re.fullmatch(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)*", host):
            raise ConfigError(
                f"PUSH_HOSTS names {host!r}; list host names with commas between, "
                "such as fcm.googleapis.com,.push.apple.com."
            )
    return hosts


def _push_proxy(text: str | None) -> str | None:
    if text and not re.fullmatch(r"http://[^/\s]+/?", text):
        raise ConfigError(f"PUSH_PROXY is {text!r}; set it to http://host:port of the proxy.")
    return text or None


def _push_ca(text: str | None) -> Path | None:
    if not text:
        return None
    if not Path(text).is_file():
        raise ConfigError(f"PUSH_CA names {text!r}, which is no file; set it to a PEM file.")
    return Path(text).resolve()
