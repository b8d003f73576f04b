"""The events of a page's data, in whichever format it has them, and what of them is incomplete."""

from __future__ import annotations

from aggregator.page.claim import Claim
from aggregator.page.document import Document
from aggregator.page.jsonld import MOST_CHARACTERS, jsonld_claims
from aggregator.page.microdata import microdata_claims, rdfa_claims
from aggregator.page.microformats import microformat_claims
from aggregator.page.response import PageRefused


def structured(document: Document, layer: str = "", *, lacking: bool = False) -> list[Claim]:
    """JSON-LD, else microdata, RDFa or microformats, looked for only where their marks are on the page.

    `layer` names the one of them that is asked for.
    """
    markup, root, base = document.markup, document.root, document.base
    claims: tuple[Claim, ...] = ()
    if layer in ("", "json-ld") and b"ld+json" in markup:
        _refuse_too_much(document)
        claims = jsonld_claims(document.jsonld_scripts, base, lacking=lacking)
    if not claims and layer in ("", "microdata") and b"itemscope" in markup:
        claims = microdata_claims(root, base, lacking=lacking)
    if not claims and layer in ("", "rdfa") and b"typeof" in markup:
        claims = rdfa_claims(root, base, lacking=lacking)
    if not claims and layer in ("", "h-event") and (b"vevent" in markup or b"h-event" in markup):
        claims = microformat_claims(root, base, lacking=lacking)
    return list(claims)


def incomplete(document: Document, whole: list[Claim]) -> list[Claim]:
    """The events of the data that lack a title or a start that can be read: an editor hears of them.

    Where some are `whole`, those beside them: another format speaks of the same events again.
    """
    claims = structured(document, whole[0].layer if whole else "", lacking=True)
    return [claim for claim in claims if claim.of is None]


def _refuse_too_much(document: Document) -> None:
    characters = sum(map(len, document.jsonld_scripts))
    if characters > MOST_CHARACTERS:
        raise PageRefused(
            f"{characters} characters of JSON-LD are more than the {MOST_CHARACTERS} that are read"
        )
