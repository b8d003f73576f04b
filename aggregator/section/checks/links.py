"""`link`: an event without an address, with one that no browser should open, or one that tracks readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from aggregator.section.checks.printed import Section
from aggregator.section.finding import Finding

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking"
    r"|mkt_tok|vero_id|oly_enc_id|oly_anon_id|pk_campaign|pk_kwd|pk_source|mtm_\w+|trk|trkinfo|sc_campaign"
    r"|_openstat|wickedid|rb_clickid|ml_subscriber\w*|eventorigin|recsource|recid|aff",
    re.IGNORECASE,
)


def findings(section: Section) -> Iterator[Finding]:
    """Of each line: whether it has an address, and whether each of its addresses is clean."""
    for printed in section.printed:
        addresses = list(printed.addresses())
        if not addresses:
            yield Finding(printed.number, "link", "no address under the event")
        for address in addresses:
            wrong = _wrong(address)
            if wrong:
                yield Finding(printed.number, "link", wrong)


def _wrong(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"{address} is no address"
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return f"{address[:80]} is not http or https"
    tracking = [
        name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if _TRACKING.fullmatch(name)
    ]
    return f"{address[:80]} has tracking parameters: {', '.join(tracking)}" if tracking else None
