"""Small pages and what is read from them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from aggregator.event import Listing, Moment, Place
from aggregator.page.listings import listings
from aggregator.page.response import Page

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def read() -> Callable[..., tuple[Listing, ...]]:
    """Reads a file of `pages/`, "NAME" or "NAME.html", as of 1 February 2025."""

    def read_file(name: str, address: str | None = None) -> tuple[Listing, ...]:
        name = name.removesuffix(".html")
        body = (PAGES / f"{name}.html").read_bytes()
        return listings(Page(address or f"https://site.example/{name}", body, {}, date(2025, 2, 1)))

    return read_file


@pytest.fixture
def read_body() -> Callable[[str], tuple[Listing, ...]]:
    """Reads the body of a German page as of 1 February 2025."""
    return lambda body: listings(
        Page("https://site.example/a", f'<html lang="de">{body}'.encode(), {}, date(2025, 2, 1))
    )


@pytest.fixture
def moment() -> Callable[[Moment | None], str | None]:
    """Says a moment to the minute, a day as a day."""
    return lambda value: value.isoformat()[:16] if value else None


@pytest.fixture
def place_words() -> Callable[[Place | None], str | None]:
    """Says a place as "name | street | postcode | town"."""
    return lambda place: (
        " | ".join(part or "" for part in (place.name, place.street, place.postcode, place.city))
        if place
        else None
    )
