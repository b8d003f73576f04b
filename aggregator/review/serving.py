"""Starting the server: on this machine alone, or for others with a password."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn

from aggregator.review.app import create_app
from aggregator.review.desk import LOCAL_HOSTS, Visit

SHORTEST_PASSWORD = 10
ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - named so that it can be refused


PLAIN = (
    "warning: this is plain HTTP: on the way, anyone can read the password and the pages. Put a reverse "
    "proxy with TLS before it and name it with --proxy (docs/deploy.md)"
)


class UnsafeServer(ValueError):
    """What was asked for would let strangers edit; the message says what is missing."""


def serve(
    database: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8060,
    password_file: Path | None = None,
    names: Iterable[str] = (),
    proxy: str | None = None,
    visit: Visit | None = None,
    editor: str | None = None,
    announce: Callable[[str], None] = lambda line: None,
) -> None:
    """Serves the review until it is stopped; `announce` is told first where, and what is unsafe about it.

    `names` are further host names under which browsers reach it. `proxy` is the address of a reverse proxy
    that speaks TLS: cookies are then for TLS alone, and its X-Forwarded headers are believed, nobody else's.
    Raises UnsafeServer where others than this machine can reach it and there is no password, or no name to
    check the Host header against.
    """
    password = None if password_file is None else read_password(password_file)
    hosts = allowed_hosts(host, names)
    if password is None and proxy is not None:
        raise UnsafeServer(f"--proxy {proxy} lets others reach the review: it needs --password-file")
    if password is None and not is_local(host):
        raise UnsafeServer(f"--host {host} lets others reach the review: it needs --password-file")
    app = create_app(
        database, password=password, hosts=hosts, visit=visit, editor=editor, tls=proxy is not None
    )
    if proxy is None and not is_local(host):
        announce(PLAIN)
    announce(f"http://{f'[{host}]' if ':' in host else host}:{port}/ until Ctrl-C")
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy is not None,
        forwarded_allow_ips=proxy or "",
    )


def allowed_hosts(host: str, names: Iterable[str] = ()) -> frozenset[str]:
    """What a Host header may name. Raises UnsafeServer where that cannot be known."""
    named = frozenset(name.strip().lower() for name in names)
    if is_local(host):
        return LOCAL_HOSTS | named
    if host in ANYWHERE and not named:
        raise UnsafeServer(f"--host {host} needs --name, the name under which browsers reach it")
    own = frozenset() if host in ANYWHERE else frozenset({f"[{host}]" if ":" in host else host.lower()})
    return own | named


def is_local(host: str) -> bool:
    """Can only this machine reach an address bound to this host?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_password(file: Path) -> str:
    """The password in the first line of a file. Raises UnsafeServer for none or a short one, OSError."""
    lines = file.read_text(encoding="utf-8").splitlines()
    password = lines[0].strip() if lines else ""
    if len(password) < SHORTEST_PASSWORD:
        raise UnsafeServer(f"{file} needs a password of at least {SHORTEST_PASSWORD} characters")
    return password
