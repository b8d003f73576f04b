"""Pages per second and peak memory: the crawl of 500 event pages, against Scrapy merely downloading them.

Bare Scrapy runs twice: with its own default settings, as a user would begin, and with ours, which leave out
what a crawl of one host at a time does not need. Each process crawls a single page first, untimed, so that
what is compared are pages, and not how long Python takes to load modules.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench._size import sized

PAGES = sized(500)
ROUNDS = sized(3)
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
folder, databases, pages = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
town("Berlin")
now = datetime(2024, 12, 1, tzinfo=UTC)
for asked in (1, pages):
    source = Source("difu", "difu", "https://difu.de/veranstaltungen", max_pages=asked)
    begun = time.perf_counter()
    report = run([source], database=databases / f"{asked}.db", replica=folder / "web", now=now)
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
folder, databases, pages = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
running_loop()
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["https://difu.de/veranstaltungen"]
    def parse(self, response):
        for link in response.css("a::attr(href)").getall()[: self.asked]:
            yield response.follow(link, self.parse_page)
    def parse_page(self, response):
        self.asked -= 1
if sys.argv[4:] == ["as it comes"]:
    settings = {"DOWNLOADER_MIDDLEWARES": {"aggregator.crawl.replica.ReplicaMiddleware": 999}}
    settings |= {"REPLICA": str(folder / "web"), "TELNETCONSOLE_ENABLED": False}
else:
    alone = {"SPIDER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}, "HTTPCACHE_ENABLED": False}
    settings = crawl_settings(folder / "web", alone)
for asked in (1, pages):
    crawler = Crawler(Bare, settings)
    begun = time.perf_counter()
    wait_for(crawler.crawl_async(asked=asked), lambda: None)
    seconds = time.perf_counter() - begun
    done = asked - crawler.spider.asked
"""
FIGURES = """
memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
print(json.dumps({"pages": done, "seconds": seconds, "memory": memory}))
"""


CRAWLS = {
    "the crawl": (OURS,),
    "bare Scrapy as it comes": (BARE, "as it comes"),
    "bare Scrapy with our settings": (BARE, "with our settings"),
}


def main() -> None:
    """Prints each crawl's pages per second, the best of some rounds, its peak memory in MB, and how the
    first compares."""
    speeds, memory = dict.fromkeys(CRAWLS, 0.0), dict.fromkeys(CRAWLS, 0.0)
    with tempfile.TemporaryDirectory() as folder:
        make_replica(Path(folder) / "web")
        for _ in range(ROUNDS):
            for name, (program, *words) in CRAWLS.items():
                figures = measure(program, folder, *words)
                speeds[name] = max(speeds[name], figures["pages"] / figures["seconds"])
                memory[name] = max(memory[name], figures["memory"])
    for name, speed in speeds.items():
        print(f"{name}: {PAGES} pages, {speed:.0f} pages/s, peak {memory[name]:.0f} MB")
    ours, *others = speeds
    for name in others:
        print(f"{ours} reaches {speeds[ours] / speeds[name]:.2f} of {name} (aim: 0.7)")


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


def measure(program: str, folder: str, *words: str) -> dict[str, float]:
    """The figures that a crawl in a process of its own prints; it begins with an empty database."""
    with tempfile.TemporaryDirectory(dir=folder) as databases:
        command = [sys.executable, "-c", program + FIGURES, folder, databases, str(PAGES), *words]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    main()
