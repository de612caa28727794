"""Settings: an unusable one stops the start with one sentence that says what to do."""

from pathlib import Path

import pytest

from server.config import PUSH_HOSTS, Config, ConfigError


def test_without_any_setting_there_is_a_server_for_this_machine():
    config = Config.from_env({})
    assert (config.port, config.origin, config.registration) == (
        8000,
        "http://127.0.0.1:8000",
        "open",
    )
    assert (config.embedded, config.push_hosts, config.quota_rows) == (True, PUSH_HOSTS, 50_000)


@pytest.mark.parametrize(
    "given", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"]
)
def test_every_usual_spelling_of_a_postgresql_address_is_understood(given: str):
    assert Config.from_env({"DATABASE_URL": given}).sqlalchemy_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "８０"),
        ("ORIGIN", "unknot.example.org"),
        ("ORIGIN", "https://unknot.example.org/app"),
        ("ORIGIN", "https://user@unknot.example.org"),
        ("ORIGIN", "https://[::1"),
        ("ORIGIN", "https://host:99999"),
        ("CONTACT", "me"),
        ("DATABASE_URL", "mysql://u@h/d"),
        ("REGISTRATION", "sometimes"),
        ("TRUSTED_PROXIES", "all"),
        ("PUSH_HOSTS", "https://fcm.googleapis.com"),
        ("PUSH_HOSTS", "fcm.googleapis.com,*"),
        ("PUSH_PROXY", "socks5://x"),
        ("PUSH_CA", "/no/such/file"),
        ("QUOTA_ROWS", "many"),
        ("QUOTA_BYTES", "-1"),
    ],
)
def test_an_unusable_setting_is_named_with_what_to_do(name: str, value: str):
    with pytest.raises(ConfigError) as caught:
        Config.from_env({name: value})
    sentence = str(caught.value)
    assert name in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_generated_secrets_are_closed_to_others_and_stay_the_same(tmp_path: Path):
    from server.secrets import keep_secret, prepare_folder

    folder = tmp_path / "data"
    prepare_folder(folder)
    secret = keep_secret(folder, "some-secret")
    assert keep_secret(folder, "some-secret") == secret
    assert len(secret) == 32
    assert (folder.stat().st_mode & 0o777, (folder / "some-secret").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )
    assert [each.name for each in folder.iterdir()] == ["some-secret"]
