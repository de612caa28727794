"""The phone's cryptography, computed a second time by another implementation."""

import hashlib
import hmac
import json
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from server.encoding import decode

VECTORS = json.loads((Path(__file__).parent / "cases/vault.json").read_text())


def test_the_recovery_secret_gives_these_keys():
    def derive(info: bytes, length: int) -> bytes:
        return HKDF(hashes.SHA256(), length, b"", info).derive(decode(VECTORS["secret"]))

    assert derive(b"unknot1|lookup", 16) == decode(VECTORS["lookup"])
    assert derive(b"unknot1|auth", 32) == decode(VECTORS["auth"])


def test_a_one_per_day_record_has_this_id():
    mac = hmac.new(decode(VECTORS["idkey"]), b"day|2026-11-22", hashlib.sha256).digest()
    assert mac[:16] == decode(VECTORS["day_id"])


def test_a_sealed_row_opens_with_its_key_and_its_place():
    blob = decode(VECTORS["blob"])
    place = f"unknot1|{VECTORS['account']}|{VECTORS['id']}|{VECTORS['mid']}|0|1|1"
    padded = AESGCM(decode(VECTORS["key"])).decrypt(blob[3:15], blob[15:], place.encode())
    length = int.from_bytes(padded[:4])
    assert blob[:3] == b"\x01\x00\x01"
    assert len(padded) % 256 == 0
    assert json.loads(padded[4 : 4 + length]) == {"a": [], "d": VECTORS["entry"]}
    assert not any(padded[4 + length :])
