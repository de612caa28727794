"""The security headers of every answer."""

from flask import Flask, Response, request

from server.config import Config

LOCKED = "default-src 'none'; frame-ancestors 'none'"
"""Policy for answers that are no page: even if a browser shows one, it runs nothing."""

POLICIES = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), screen-wake-lock=(self)",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page_policy(style_hash: str) -> str:
    """Return the Content-Security-Policy of the app, whose only inline part is its style sheet.

    No nonce: the page comes from a cache, where a nonce would be stale. The service worker is governed by the
    policy stored beside it, so the build puts this text into the page's revision.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {style_hash}",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types sw-url",
        ]
    )


def install(app: Flask, config: Config) -> None:
    """Add the headers to every answer of `app`."""
    secure = config.origin.startswith("https://")

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in POLICIES.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", LOCKED)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
