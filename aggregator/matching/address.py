"""Addresses in a form that can be compared: the same page has one, however it was linked."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|mc_[ce]id|matomo_\w+|[fgym]?clid|[fg]bclid|gclid|msclkid|igshid|_ga|_gl|"
    r"ref|referrer|recid|recsource|searchid|eventorigin|_?locale|lang|viewtype|share|si|s_cid|wt_mc",
    re.IGNORECASE,
)
"""Names of query parameters that say how a visitor came or how the page looks, not which page it is."""

LOCALE = re.compile(r"/(?:(?:de|en|fr|it|nl|es|pl|cs|da)(?:[-_][a-z]{2})?)(?=/|$)", re.IGNORECASE)
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def canonical(url: str) -> str:
    """`host/path?query` in lower case, without scheme, `www.`, locale, fragment, tracking and final slash.

    It is for comparing only: nobody can be sent there. An address that is none comes back as it is.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return url.strip().lower()
    if not host:
        return url.strip().lower()
    path = INDEX.sub("", LOCALE.sub("", unquote(parts.path), count=1)).rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query) if not TRACKING.fullmatch(name)]
    return f"{host}{port}{path}{'?' + urlencode(sorted(query)) if query else ''}".lower()
