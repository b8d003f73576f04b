"""codefor.de: the OK Labs of Code for Germany, one page a lab; when and where they meet is prose.

The sitemap lists the pages, an inline script on each of them all labs with their towns:
`o=[{city:"Bielefeld",coords:[52.02,8.53],inactive:null,…,link:"/bielefeld/"},…]`, and the lab's own
coordinates: `e.setView([54.79,9.43],10)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from parsel import Selector, SelectorList
from scrapy.http import Response, TextResponse
from scrapy.utils.sitemap import Sitemap

from aggregator.event import Listing, Place, Reach, Refusal
from spiders import Found, Lead, SourceSpider, host, rightly_encoded

LAB_PAGE = re.compile(r"^/([a-z-]{3,})/$")
NO_LABS = re.compile(r"archiv|blog|community|datenschutz|grundsaetze|impressum|labs|presse|projekte|spenden")
LAB = re.compile(r'\{city:"([^"]+)",coords:\[[^\]]*\],inactive:([^,]*),[^}]*?link:"([^"]+)"\}')
CENTRE = re.compile(r"setView\(\[(-?[\d.]+),\s*(-?[\d.]+)\]")
MEETS = re.compile(r"tr[eiä]ff|stammtisch|stand-?up|meet-?up|zusammenk", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[^\W\d_])[.!?](?=\s+[A-ZÄÖÜ])|\n")
WHERE = re.compile(
    r"\b(?:im|in den|in der|in dem)\b(?!\s+(?:Monat|Jahr|Rahmen|Bereich|Kanal))\s*:?\s*(.+)", re.DOTALL
)
ONLINE = re.compile(r"\bonline\b", re.IGNORECASE)
SITEMAP_END = re.compile(rb"</\s*(?:\w+:)?(?:urlset|sitemapindex)\s*>\s*(?:<!--.*-->\s*)?$", re.DOTALL)
BETTER_SOURCE = re.compile(r"//(?:www\.)?(?:meetup\.com|gettogether\.community)/|\.ics$", re.IGNORECASE)


class CodeForSpider(SourceSpider):
    name = "codefor"

    @classmethod
    def reads(cls, address: str) -> bool:
        return host(address) == "codefor.de" and not urlsplit(address).path.startswith("/blog/")

    @classmethod
    def entry(cls, address: str) -> str:
        return urljoin(address, "/sitemap.xml")

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Found]:
        """A sitemap, or a lab's page."""
        if urlsplit(response.url).path.endswith("/sitemap.xml"):
            yield from self.parse_sitemap(response)
        else:
            yield from self.parse_lab(response)

    def parse_sitemap(self, response: Response) -> Iterator[Found]:
        """Requests for the sitemaps and lab pages that a sitemap names."""
        for entry in Sitemap(response.body):
            address = urljoin(response.url, entry["loc"])
            page = LAB_PAGE.match(urlsplit(address).path)
            if address.endswith("/sitemap.xml"):
                yield self.request(address, self.parse_sitemap)
            elif page and not NO_LABS.fullmatch(page[1]):
                written = entry.get("lastmod", "")[:10] or None
                yield self.request(address, self.parse_lab, cb_kwargs={"written": written})
        if SITEMAP_END.search(response.body):
            yield Reach()
        else:
            yield Refusal(response.url, "the sitemap is cut short")
            yield Reach(date.min)  # whatever other sitemaps say: a lab may stand behind the cut

    def parse_lab(self, response: Response, written: str | None = None) -> Iterator[Found]:
        """The meeting of an active lab, and where else the lab announces itself.

        `written` is the day on which the page last changed (ISO 8601), as its sitemap says.
        """
        response = rightly_encoded(response)
        lab = response.css("div.lab-content") if isinstance(response, TextResponse) else None
        path = urlsplit(response.url).path
        said = response.text if isinstance(response, TextResponse) else ""
        towns = {link: (city, inactive) for city, inactive, link in LAB.findall(said)}
        if not lab:
            if path in towns:
                yield Refusal(response.url, "a lab's page, but not in the form that is known here")
            return
        title = words(lab.css("h1")[:1])
        city, inactive = towns.get(path, (re.sub(r"^(?:OK Lab|Code for|Open Data)\s+", "", title), ""))
        if lab.css("div.cfg-alert") or inactive in ("!0", "true"):
            return
        links = lab.css("section li a, section p a")
        for address in dict.fromkeys(
            urljoin(response.url, link) for link in links.css("::attr(href)").getall()
        ):
            if BETTER_SOURCE.search(address):
                yield Lead(address, response.url, city)
        when, where = meeting(lab)
        if not title:
            yield Refusal(response.url, "the lab has no name")
        elif when:
            yield Listing(
                key=path,
                title=title,
                url=response.url,
                page=response.url,
                layer="prose",
                when_text=when,
                place_text=where,
                place=town(response.text, city) if where != "online" else None,
                reference=date.fromisoformat(written) if written else None,
                lab=self.source.lab or city,
            )


def meeting(lab: SelectorList[Selector]) -> tuple[str | None, str | None]:
    """(what the page says on when the lab meets, on where), in its own words."""
    paragraphs = [words(part) for part in lab.css("section").xpath("*[not(self::ul)]")]
    said = []
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True):
        sentences = SENTENCE_END.split(f"{paragraph} {following}" if paragraph.endswith(":") else paragraph)
        said += [sentence.strip() for sentence in sentences if MEETS.search(sentence)]
    said += [words(link) for link in lab.css("section li a") if " " in words(link)]
    where = next((found[1] for sentence in said if (found := WHERE.search(sentence))), None)
    if not where and any(ONLINE.search(sentence) for sentence in said):
        where = "online"
    return ". ".join(part.rstrip(" .!") for part in said) or None, address_line(where) if where else None


def address_line(where: str) -> str:
    """ "Wikibär in der Köpenicker Straße 45." → "Wikibär, Köpenicker Straße 45"."""
    return re.sub(r"\s+in (?:der|dem|den)\s+|\s*:\s*", ", ", where).rstrip(" .!")


def town(page: str, city: str) -> Place:
    """The lab's town, at the coordinates that the page gives the lab itself."""
    centre = CENTRE.search(page)
    if not centre:
        return Place(city=city)
    return Place(
        city=city, country="DE", latitude=float(centre[1]), longitude=float(centre[2]), located="place"
    )


def words(part: Selector | SelectorList[Selector]) -> str:
    """The text of an element on one line."""
    return " ".join("".join(part.xpath(".//text()").getall()).split())
