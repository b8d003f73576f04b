"""Starting the server: whom it is open to, what that demands, and what it warns of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aggregator.review.serving import PLAIN, UnsafeServer, allowed_hosts, is_local, read_password, serve

PASSWORD = "korrekt-pferd-batterie"


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_is_local(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_others_need_a_password(database: Path) -> None:
    with pytest.raises(UnsafeServer, match="--password-file"):
        serve(database, host="192.0.2.1")
    with pytest.raises(UnsafeServer, match="--password-file"):
        serve(database, proxy="127.0.0.1", names=["review.example.org"])


@pytest.mark.parametrize(
    ("host", "proxy", "warned"),
    [("127.0.0.1", None, False), ("192.0.2.1", None, True), ("192.0.2.1", "192.0.2.9", False)],
)
def test_plain_http_for_others_is_warned_of(
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    proxy: str | None,
    warned: bool,
) -> None:
    file = tmp_path / "password"
    file.write_text(PASSWORD)
    settings: dict[str, Any] = {}
    monkeypatch.setattr("aggregator.review.serving.uvicorn.run", lambda app, **given: settings.update(given))
    said: list[str] = []
    serve(database, host=host, proxy=proxy, password_file=file, announce=said.append)
    assert (PLAIN in said) is warned
    assert said[-1] == f"http://{host}:8060/ until Ctrl-C"
    assert (settings["proxy_headers"], settings["forwarded_allow_ips"]) == (proxy is not None, proxy or "")


@pytest.mark.parametrize(
    ("host", "names", "hosts"),
    [
        ("127.0.0.1", (), {"127.0.0.1", "localhost", "[::1]"}),
        ("192.0.2.1", (), {"192.0.2.1"}),
        ("2001:db8::1", (), {"[2001:db8::1]"}),
        ("0.0.0.0", ("Review.example.org",), {"review.example.org"}),
    ],
)
def test_allowed_hosts(host: str, names: tuple[str, ...], hosts: set[str]) -> None:
    assert allowed_hosts(host, names) == hosts


def test_everywhere_needs_a_name() -> None:
    with pytest.raises(UnsafeServer, match="--name"):
        allowed_hosts("0.0.0.0")


@pytest.mark.parametrize("content", ["", "\n", "kurz\n", "   \nlange-genug-aber-zweite-zeile\n"])
def test_a_password_is_long_enough(tmp_path: Path, content: str) -> None:
    file = tmp_path / "password"
    file.write_text(content)
    with pytest.raises(UnsafeServer):
        read_password(file)
    file.write_text(f"{PASSWORD}\nmore\n")
    assert read_password(file) == PASSWORD
