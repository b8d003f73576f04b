"""Pages per second and peak memory: the crawl of 500 event pages, against Scrapy merely downloading them.

Both are commands, timed from their start to their end. Bare Scrapy runs twice: with its own default settings,
as a user would begin, and with ours, which leave out what a crawl of one host at a time does not need.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from aggregator.crawl import settings as ours_by_name
from aggregator.crawl.modes import NO_NETWORK
from bench._size import sized

PAGES = sized(500)
ROUNDS = sized(7)
MEMORY = Path("/dev/shm")
"""Linux's folder in memory: the programs are compared, not the machine's disk."""
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

SOURCES = f"""
[[source]]
name = "difu"
spider = "difu"
url = "https://{HOST}/veranstaltungen"
max_pages = {PAGES}
"""
BARE = """
import scrapy
class Bare(scrapy.Spider):
    name = "bare"
    start_urls = ["https://{host}/veranstaltungen"]
    custom_settings = {settings!r}
    def parse(self, response):
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)
    def parse_page(self, response):
        pass
"""
MEASURED = """
import os, sys, time
begun = time.perf_counter()
out = os.open(os.devnull, os.O_WRONLY)
silent = [(os.POSIX_SPAWN_DUP2, out, 1), (os.POSIX_SPAWN_DUP2, out, 2)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=silent)
_, status, used = os.wait4(process, 0)
if status:
    sys.exit(f"{' '.join(sys.argv[1:])} ends with {os.waitstatus_to_exitcode(status)}")
print(time.perf_counter() - begun, used.ru_maxrss)
"""
"""A process of its own, for a child's peak memory is at first that of its parent."""
AIMS = {"bare Scrapy as it comes": " (aim: 0.7)", "bare Scrapy with our settings": ""}


@dataclass(frozen=True, slots=True)
class Used:
    """What one run of a command took: seconds by the clock, and its peak memory."""

    seconds: float
    megabytes: float


def main() -> None:
    """Prints each command's pages per second, the best of some rounds, its peak memory in MB, and how the
    first compares: the median of the rounds, for what disturbs a round disturbs all of its commands alike."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder = Path(name)
        make_replica(folder / "web")
        commands = {"the crawl": crawl(folder), **bare(folder)}
        rounds = [
            {
                called: measure(command, folder, new=folder / str(number) / "events.db")
                for called, command in commands.items()
            }
            for number in range(ROUNDS)
        ]
    for called in commands:
        speed = PAGES / min(each[called].seconds for each in rounds)
        memory = max(each[called].megabytes for each in rounds)
        print(f"{called}: {PAGES} pages, {speed:.0f} pages/s, peak {memory:.0f} MB")
    for other, aim in AIMS.items():
        ratio = median(each[other].seconds / each["the crawl"].seconds for each in rounds)
        print(f"the crawl reaches {ratio:.2f} of {other}{aim}")


def crawl(folder: Path) -> list[str]:
    """Our command: everything is read, matched and stored."""
    registry = folder / "sources.toml"
    registry.write_text(SOURCES, encoding="utf-8")
    where = ["--replica", str(folder / "web"), "--sources", str(registry), "--reference", "2024-12-01"]
    return [sys.executable, "-m", "aggregator", "crawl", *where]


def bare(folder: Path) -> dict[str, list[str]]:
    """Scrapy's own command for spiders that only download the pages."""
    replica = {"REPLICA": str(folder / "web")}
    as_it_comes = {**replica, "DOWNLOADER_MIDDLEWARES": {"aggregator.crawl.replica.ReplicaMiddleware": 999}}
    alone = {"SPIDER_MIDDLEWARES": {}, "ITEM_PIPELINES": {}, "HTTPCACHE_ENABLED": False}
    ours = {name: value for name, value in vars(ours_by_name).items() if name.isupper()}
    spiders = {"as it comes": as_it_comes, "with our settings": {**ours, **NO_NETWORK, **replica, **alone}}
    commands = {}
    for called, settings in spiders.items():
        file = folder / f"{called.replace(' ', '_')}.py"
        file.write_text(BARE.format(host=HOST, settings=settings), encoding="utf-8")
        commands[f"bare Scrapy {called}"] = [sys.executable, "-m", "scrapy", "runspider", str(file)]
    return commands


def measure(command: list[str], folder: Path, new: Path) -> Used:
    """What a command uses from its start to its end.

    A crawl fills a database of its own, `new`. None is deleted meanwhile: where files were deleted just now,
    a disk's file system may take long to make others.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command],
        cwd=folder,
        env={**os.environ, "AGGREGATOR_DB": str(new)},
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, kilobytes = done.stdout.split()
    return Used(float(seconds), int(kilobytes) / 1024)


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


if __name__ == "__main__":
    main()
