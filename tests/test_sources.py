"""The registry: what it means, and that every mistake is named with its line and key."""

from pathlib import Path

import pytest

from aggregator.sources import Source, SourcesError, entry, known_spiders, load, parse

SPIDERS = {"meetup", "web_page"}
GOOD = """\
[subjects]
newsletter = ["open data", "civic.?tech"]

[[source]]
name = "meetup-oklab-leipzig"
spider = "meetup"
url = "https://www.meetup.com/oklab-leipzig/"
lab = "Leipzig"
group_id = "12345678"

[[source]]
name = "pages"     # more than one
spider = "web_page"
url = ["https://a.example/", "https://b.example/"]
only = "@newsletter"
enabled = false
"""


def test_a_registry_is_read_in_its_order() -> None:
    leipzig, pages = parse(GOOD, Path("sources.toml"), SPIDERS)
    assert leipzig == Source(
        "meetup-oklab-leipzig",
        "meetup",
        "https://www.meetup.com/oklab-leipzig/",
        urls=("https://www.meetup.com/oklab-leipzig/",),
        lab="Leipzig",
        group_id="12345678",
    )
    assert pages.url == "https://a.example/"
    assert pages.urls == ("https://a.example/", "https://b.example/")
    assert not pages.enabled


@pytest.mark.parametrize(
    ("texts", "concerned"),
    [
        (("Open Data Day", None), True),
        (("Treffen", "für Civic-Tech und mehr"), True),
        (("Kleingärten und grüne Infrastruktur", ""), False),
    ],
)
def test_a_named_list_of_subjects_filters(texts: tuple[str | None, str | None], concerned: bool) -> None:
    pages = parse(GOOD, Path("sources.toml"), SPIDERS)[1]
    assert pages.concerns(*texts) is concerned


def test_a_source_without_filter_is_concerned_with_everything() -> None:
    assert Source("a", "meetup", "https://a.example/").concerns("Kleingärten")


MISTAKES = [
    ('[[source]]\nname = "a"\nspider = "meetup"\n', 1, "url", "missing"),
    ('[[source]]\nname = "A b"\nspider = "meetup"\nurl = "https://a.example"\n', 2, "name", "a-z"),
    ('[[source]]\nname = "by-hand"\nspider = "meetup"\nurl = "https://a.example"\n', 2, "name", "editors"),
    ('[[source]]\nname = "a"\n\nspider = "nix"\nurl = "https://a.example"\n', 4, "spider", "no spider 'nix'"),
    ('[[source]]\nname = "a"\nspider = "meetup"\nurl = "ftp://a.example"\n', 4, "url", "http"),
    ('[[source]]\nname = "a"\nspider = "meetup"\nurl = []\n', 4, "url", "no address"),
    ('[[source]]\nname = "a"\nspider = "meetup"\nurl = 5\n', 4, "url", "must be a string"),
    (
        '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\nonly = "("\n',
        5,
        "only",
        "regular",
    ),
    ('[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\nonly = "@x"\n', 5, "only", "'x'"),
    (
        '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\ncolour = "red"\n',
        5,
        "colour",
        "no such",
    ),
    (
        '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\nenabled = 1\n',
        5,
        "enabled",
        "true",
    ),
    (
        '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\nmax_pages = 0\n',
        5,
        "max_pages",
        "1",
    ),
    ('[[sauce]]\nname = "a"\n', 1, "sauce", "no such table"),
    ("colour = 1\n", 1, "colour", "no such table"),
    ('\n[subjects]\nx = "open"\n', 3, "x", "list"),
    ('[subjects]\nx = ["("]\n', 2, "x", "regular"),
    ('[source]\nname = "a"\n', 1, "source", "two brackets"),
    ("", 1, "source", "no [[source]]"),
    ("# nothing yet\n", 1, "source", "no [[source]]"),
    ('[subjects]\nx = ["open"]\n', 1, "source", "no [[source]]"),
    ("source = []\n", 1, "source", "no [[source]]"),
    ('[[source]]\nname = "a\n', 2, "TOML", ""),
]


@pytest.mark.parametrize(("text", "line", "key", "what"), MISTAKES)
def test_a_mistake_names_line_and_key(text: str, line: int, key: str, what: str) -> None:
    with pytest.raises(SourcesError) as caught:
        parse(text, Path("sources.toml"), SPIDERS)
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.key) == (line, key)
    assert what in mistake.what
    assert str(caught.value).startswith(f"sources.toml:{line}: {key}: ")


def test_all_mistakes_are_named_at_once() -> None:
    text = GOOD.replace('spider = "meetup"', 'spider = "nix"').replace("enabled = false", "enabled = 0")
    with pytest.raises(SourcesError) as caught:
        parse(text, Path("sources.toml"), SPIDERS)
    assert [mistake.line for mistake in caught.value.mistakes] == [6, 16]


@pytest.mark.parametrize(
    ("name", "url", "line", "key"),
    [("a", "https://b.example", 6, "name"), ("b", "https://a.example", 8, "url")],
)
def test_neither_name_nor_visit_stands_twice(name: str, url: str, line: int, key: str) -> None:
    first = '[[source]]\nname = "a"\nspider = "meetup"\nurl = "https://a.example"\n'
    second = f'[[source]]\nname = "{name}"\nspider = "meetup"\nurl = "{url}"\n'
    with pytest.raises(SourcesError) as caught:
        parse(first + second, Path("sources.toml"), SPIDERS)
    assert [(m.line, m.key) for m in caught.value.mistakes] == [(line, key)]


def test_a_missing_file_and_one_that_is_no_text_are_mistakes(tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match=r"none\.toml:1: file: No such file"):
        load(tmp_path / "none.toml", spiders=SPIDERS)
    (tmp_path / "latin.toml").write_bytes(b"# \xfc")
    with pytest.raises(SourcesError, match="not UTF-8"):
        load(tmp_path / "latin.toml", spiders=SPIDERS)


def test_a_registry_that_is_about_to_begin_may_name_no_source(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("# mine\n", encoding="utf-8")
    assert load(tmp_path / "sources.toml", spiders=SPIDERS, begun=False) == ()


def test_an_entry_reads_back_as_the_same_source() -> None:
    source = Source(
        "a-b", "web_page", "https://a.example/x", urls=("https://a.example/x",), follow="/event/", lab="Köln"
    )
    assert parse(entry(source), Path("x"), SPIDERS) == (source,)


def test_the_registry_that_we_ship_is_right_and_names_spiders_that_exist() -> None:
    sources = load(Path(__file__).parent.parent / "data" / "sources.toml")
    assert {source.spider for source in sources} <= known_spiders()
    assert {"meetup-oklab-leipzig", "difu", "correlaid", "codefor-labs"} <= {
        source.name for source in sources
    }
