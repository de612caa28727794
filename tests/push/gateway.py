"""The push hosts of the internet, on loopback.

A small CONNECT proxy plus a TLS front with a throw-away CA. With ``PUSH_PROXY`` and ``PUSH_CA`` set to it
the server talks over real TLS, under the real host names, to the local push services: its host list,
its certificate checks and the audience of its signature stay in force. A host without a route is
refused and noted in ``refused``.
"""

import asyncio
import base64
import datetime as dt
import hashlib
import ssl
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HOSTS = (
    "updates.push.services.mozilla.com",
    "fcm.googleapis.com",
    "jmt17.google.com",
    "web.push.apple.com",
)
PEM = serialization.Encoding.PEM
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


class Gateway:
    """Routes by host name to ports on loopback: ``routes["fcm.googleapis.com"] = 8001``."""

    def __init__(self, folder: Path, hosts: Iterable[str] = HOSTS) -> None:
        self.routes: dict[str, int] = {}
        self.seen: list[str] = []
        """The host of each connection that was made."""
        self.refused: list[str] = []
        self.ca_file = folder / "push-ca.pem"
        key = _make_certificates(folder, self.ca_file, list(hosts))
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(folder / "push-chain.pem", folder / "push-key.pem")
        self.spki = base64.b64encode(hashlib.sha256(key).digest()).decode()
        """What Chromium's --ignore-certificate-errors-spki-list wants to hear."""

    async def start(self) -> "Gateway":
        """Listen on a free port."""
        self._proxy = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._proxy.sockets[0].getsockname()[1]}"
        return self

    async def stop(self) -> None:
        """Take no more connections."""
        self._proxy.close()

    async def _connect(self, reader: StreamReader, writer: StreamWriter) -> None:
        try:
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
            method, target = head.split(b" ", 2)[:2]
            host, _, port = target.decode().rpartition(":")
            if method != b"CONNECT" or port != "443" or host not in self.routes:
                self.refused.append(target.decode())
                writer.write(REFUSAL)
                await writer.drain()
                writer.close()
                return
            self.seen.append(host)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            await writer.start_tls(self.tls)
            inside, outside = await asyncio.open_connection("127.0.0.1", self.routes[host])
            await asyncio.gather(_pipe(reader, outside), _pipe(inside, writer))
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            writer.close()


async def _pipe(reader: StreamReader, writer: StreamWriter) -> None:
    try:
        while chunk := await reader.read(65536):
            writer.write(chunk)
            await writer.drain()
    except (OSError, ssl.SSLError):
        pass
    finally:
        writer.close()


def _make_certificates(folder: Path, ca_file: Path, hosts: list[str]) -> bytes:
    """Write a CA and a leaf for these hosts; returns the leaf's public key as DER."""
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "throw-away CA")])
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
    ca = _certificate(issuer, issuer, ca_key, ca_key, [])
    leaf = _certificate(subject, issuer, key, ca_key, [*hosts, "localhost"])
    ca_file.write_bytes(ca.public_bytes(PEM))
    (folder / "push-chain.pem").write_bytes(leaf.public_bytes(PEM) + ca.public_bytes(PEM))
    (folder / "push-key.pem").write_bytes(
        key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    names: list[str],
) -> x509.Certificate:
    """A certificate of a week; a CA when it names no hosts."""
    now, day, is_ca = dt.datetime.now(dt.UTC), dt.timedelta(days=1), not names
    usage = x509.KeyUsage(True, False, False, False, False, is_ca, is_ca, False, False)
    builder = (
        x509.CertificateBuilder(issuer, subject, key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + 7 * day)
        .add_extension(x509.BasicConstraints(is_ca, None), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False
        )
        .add_extension(usage, True)
    )
    if names:
        alternative = x509.SubjectAlternativeName([x509.DNSName(name) for name in names])
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(alternative, False).add_extension(purpose, False)
    return builder.sign(signer, hashes.SHA256())
