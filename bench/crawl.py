"""Pages per second and peak memory: the crawl of 500 event pages, against Scrapy merely downloading them.

Bare Scrapy runs twice: with its own default settings, as a user would begin, and with ours, which leave out
what a crawl of one host at a time does not need.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

PAGES = 500
HOST = "difu.de"
SUBJECTS = ("Offene Daten", "Smart City", "Digitale Beteiligung", "Open Source", "Verwaltung")
DETAIL = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>{title} | Difu</title>
<link rel="canonical" href="{address}"></head>
<body><nav><ul>{nav}</ul></nav><main><article><div>Difu-Seminar</div><h1>{title}</h1>
<div>{day}.12.24</div>
{prose}
<h2>Details</h2><p>Die Teilnahme ist gebührenfrei.</p>
<div>Datum &amp; Zeit</div><div>{day}.12.2024</div><div>10:00 - 11:30 Uhr</div>
<div>Ort</div><div>Haus der Daten</div><div>Ring {number}</div><div>10969 Berlin</div>
</article></main><footer><ul>{nav}</ul></footer></body></html>"""
NAV = "".join(f'<li><a href="/themen/{number}">Thema {number}</a></li>' for number in range(60))
PROSE = "".join(
    f"<p>{'Städte und Gemeinden reden über Daten, Karten und Beteiligung. ' * 6}</p>" for _ in range(12)
)

OURS = """
import json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from aggregator.crawl.run import run
from aggregator.place import town
from aggregator.sources import Source
folder, pages = Path(sys.argv[1]), int(sys.argv[2])
town("Berlin")
source = Source("difu", "difu", "https://difu.de/veranstaltungen", max_pages=pages)
begun = time.perf_counter()
now = datetime(2024, 12, 1, tzinfo=UTC)
report = run([source], database=folder / "events.db", replica=folder / "web", now=now)
seconds = time.perf_counter() - begun
done = report.sources[0].saved.new
"""
BARE = """
import json, sys, time
from pathlib import Path
import scrapy
from scrapy.crawler import Crawler
from aggregator.crawl.reactor import running_loop, wait_for
from aggregator.crawl.run import crawl_settings
folder, pages = Path(sys.argv[1]), int(sys.argv[2])
running_loop()
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["https://difu.de/veranstaltungen"]
    done = 0
    def parse(self, response):
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)
    def parse_page(self, response):
        Bare.done += 1
if sys.argv[3:] == ["as it comes"]:
    settings = {"DOWNLOADER_MIDDLEWARES": {"aggregator.crawl.replica.ReplicaMiddleware": 999}}
    settings |= {"REPLICA": str(folder / "web"), "TELNETCONSOLE_ENABLED": False}
else:
    alone = {"SPIDER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}, "HTTPCACHE_ENABLED": False}
    settings = crawl_settings(folder / "web", alone)
crawler = Crawler(Bare, settings)
begun = time.perf_counter()
wait_for(crawler.crawl_async(), lambda: None)
seconds = time.perf_counter() - begun
done = Bare.done
"""
FIGURES = """
memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps({"pages": done, "seconds": seconds, "memory": memory}))
"""


def main() -> None:
    """Prints both crawls' pages per second and peak memory in MB, and how the first compares."""
    with tempfile.TemporaryDirectory() as folder:
        make_replica(Path(folder) / "web")
        ours = speed("the crawl", measure(OURS, folder))
        for name in ("as it comes", "with our settings"):
            bare = speed(f"bare Scrapy {name}", measure(BARE, folder, name))
            print(f"the crawl reaches {ours / bare:.2f} of bare Scrapy {name} (aim: 0.7)")


def speed(name: str, figures: dict[str, float]) -> float:
    """Prints a crawl's figures; answers its pages per second."""
    pages = figures["pages"] / figures["seconds"]
    print(f"{name}: {figures['pages']:.0f} pages, {pages:.0f} pages/s, peak {figures['memory']:.0f} MB")
    return pages


def make_replica(folder: Path) -> None:
    """A list and its event pages, each about as large as a real one."""
    links = []
    for number in range(1, PAGES + 1):
        day = number % 28 + 1
        path = f"/veranstaltungen/2024-12-{day:02}/seminar-{number}"
        title = f"{SUBJECTS[number % len(SUBJECTS)]}: Seminar {number}"
        page = DETAIL.format(
            title=title, address=f"https://{HOST}{path}", day=f"{day:02}", number=number, nav=NAV, prose=PROSE
        )
        file = folder / HOST / f"{path[1:]}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
        links.append(f'<a href="{path}">{title}</a>')
    listing = f"<!DOCTYPE html><meta charset=utf-8><h1>Veranstaltungen</h1>{''.join(links)}"
    (folder / HOST / "veranstaltungen" / "index.html").write_text(listing, encoding="utf-8")


def measure(program: str, folder: str, *names: str) -> dict[str, float]:
    """The figures that a crawl in a process of its own prints."""
    command = [sys.executable, "-c", program + FIGURES, folder, str(PAGES), *names]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    main()
