"""The tables of what was crawled: sources, runs and listings with every change they saw."""

from __future__ import annotations

from aggregator.store.schema.column import DETAILS, PLACE, WHEN, Column, Table

SOURCES = Table(
    "sources",
    "a place we visit: an entry of the registry, or where posts are imported and pages added from",
    (
        Column("name", str, "unique name, as in data/sources.toml"),
        Column("spider", str, "which spider walks it"),
        Column("url", str, "its first address"),
        Column("lab", str, "the OK Lab whose meetings these are"),
        Column("group_id", str, "Meetup: the only group accepted here, the registry's or the first found"),
        Column("only", str, "regular expression of the subjects asked for, null for all"),
        Column("may_be_empty", int, "1 where no events is not an alarm"),
        Column("enabled", int, "1 where the nightly crawl visits it"),
        Column("muted", int, "1 where editors want its events left out of drafts"),
        Column("first_run", str, "when it was first crawled, UTC"),
    ),
    key="name",
    required=frozenset({"spider", "url", "may_be_empty", "enabled", "muted"}),
)

RUNS = Table(
    "runs",
    "one crawl of one source",
    (
        Column("id", int, "number of the run"),
        Column("source", str, "which source"),
        Column("started", str, "UTC"),
        Column("finished", str, "UTC; null while it runs, or where its process died"),
        Column("outcome", str, "ok, empty, shrunk, failed, interrupted or refused; null while it runs"),
        Column("reason", str, "why it failed, was interrupted or refused"),
        Column("duration", float, "seconds"),
        Column("requests", int, "responses received, of any status"),
        Column("statuses", str, "how many responses of each HTTP status: a JSON object"),
        Column("bytes", int, "bytes received"),
        Column("not_modified", int, "pages that had not changed since the last run (304, or the same body)"),
        Column("listings", int, "listings seen"),
        Column("new", int, "of these: never seen before"),
        Column("changed", int, "of these: seen before with other content"),
        Column("unchanged", int, "of these: as before"),
        Column("withdrawn", int, "coming listings that this run missed"),
        Column("returned", int, "withdrawn listings that this run found again"),
        Column("refused", int, "how many things were refused"),
        Column("refusals", str, "what was refused: a JSON list of {address, reason, alarm}"),
        Column("left_out", int, "how many listings the source's filter left out"),
        Column("left_out_titles", str, "what the filter left out: a JSON list of {title, url}"),
        Column("leads", str, "addresses on its pages that may be better sources: a JSON list"),
        Column("findings", str, "where an imported line and its calendar entry disagree: a JSON list"),
        Column("layers", str, "how many listings each kind of evidence gave: a JSON object"),
        Column("fields", str, "how many listings had each field filled: a JSON object"),
        Column("reach", str, "YYYY-MM-DD until which the source lists events, 'all', or null: unknown"),
        Column("version", str, "version of the project"),
        Column("spider_version", str, "version of the spider"),
        Column("pid", int, "process that crawled"),
        Column("again", int, "1 where stored pages were read anew and the site was not asked", since=3),
    ),
    key="id",
    references=(("source", "sources", "name"),),
    required=frozenset({"source", "started"}),
    indexes=(("source", "started"), ("started",)),
)

SIGHTINGS = Table(
    "sightings",
    "what a run that is still under way has seen so far; emptied when it finishes",
    (
        Column("run", int, "the run"),
        Column("listing", int, "a listing it saw"),
    ),
    key=("run", "listing"),
    references=(("run", "runs", "id"), ("listing", "listings", "id")),
)

LISTINGS = Table(
    "listings",
    "what one source says about one event at one address: its verbatim words, and what we made of them",
    (
        Column("id", int, "number of the listing"),
        Column("source", str, "which source"),
        Column("key", str, "the page's own id of it, or its canonical address; never its date or title"),
        Column("page", str, "the address where this was read"),
        Column("layer", str, "kind of evidence: json-ld, microdata, ical, prose, …"),
        Column("evidence", str, "for each field, which part of the page it was read from: a JSON object"),
        Column("title", str, "title"),
        Column("when_text", str, "the page's words for the date"),
        Column("place_text", str, "the page's words for the place"),
        *WHEN,
        Column("assumed", str, "what the words of the date did not say, such as the year: a JSON list"),
        Column("conflict", str, "a weekday that does not fit its date, in words"),
        Column("first_day", str, "first local day, YYYY-MM-DD; null where the date could not be read"),
        Column("last_day", str, "last local day, YYYY-MM-DD; null for what repeats without an end"),
        Column("status", str, "schema.org's eventStatus, such as EventScheduled or EventCancelled"),
        *PLACE,
        *DETAILS,
        Column("address", str, "url in a canonical form, to compare addresses across sources"),
        Column("reference", str, "the day on which the page was written or read, YYYY-MM-DD"),
        Column("issue", str, "the latest newsletter issue (YYYY-MM) in which an imported line stood"),
        Column("fingerprint", str, "hash of the content: another one means a change"),
        Column("first_seen", str, "UTC"),
        Column("last_seen", str, "UTC"),
        Column("changed", str, "when its content last changed, UTC"),
        Column("withdrawn", str, "when a healthy run first missed it, UTC; gone is not cancelled"),
        Column("to_match", int, "1 until the matching has looked at it as it is now"),
    ),
    key="id",
    references=(("source", "sources", "name"),),
    required=frozenset({"source", "key", "title", "fingerprint", "first_seen", "last_seen"}),
    unique=(("source", "key"),),
    indexes=(("first_day",), ("address",), ("page",)),
    partial=(
        "CREATE INDEX idx_listings_to_match ON listings (id) WHERE to_match = 1",
        "CREATE INDEX idx_listings_meetings ON listings (city) WHERE rrule IS NOT NULL",
    ),
)

LISTING_ALIASES = Table(
    "listing_aliases",
    "other ids under which a source knows the same listing",
    (
        Column("source", str, "which source"),
        Column("alias", str, "the other id"),
        Column("listing", int, "the listing it means"),
    ),
    key=("source", "alias"),
    references=(("listing", "listings", "id"),),
    indexes=(("listing",),),
)

LISTING_CHANGES = Table(
    "listing_changes",
    "every change of every field of a listing",
    (
        Column("id", int, "number of the change"),
        Column("listing", int, "which listing"),
        Column("field", str, "name of the column that changed"),
        Column("was", str, "what it was, as text"),
        Column("became", str, "what it is since, as text"),
        Column("seen", str, "when the change was seen, UTC"),
        Column("run", int, "the run that saw it; null where that run was pruned"),
    ),
    key="id",
    references=(("listing", "listings", "id"),),
    required=frozenset({"listing", "field", "seen"}),
    indexes=(("listing",), ("seen",), ("run",)),
)

PAGES = Table(
    "pages",
    "what each page gave when it was last read: an unchanged one is not read again",
    (
        Column("source", str, "which source"),
        Column("request", str, "what was asked: Scrapy's fingerprint of the request, in hex"),
        Column("address", str, "the page's address"),
        Column("mark", str, "hash of all that the reading depended on: body, reader, the source's entry"),
        Column("listings", str, "numbers of the listings it gave: a JSON list"),
        Column("found", str, "what it gave beside them, such as the pages to ask next: a JSON object"),
        Column("read", str, "when it was last read, UTC"),
        Column("seen", str, "when a crawl last found it unchanged or read it, UTC"),
    ),
    key=("source", "request"),
    references=(("source", "sources", "name"),),
    required=frozenset({"address", "mark", "listings", "found", "read", "seen"}),
    indexes=(("seen",),),
)

TABLES = (SOURCES, RUNS, LISTINGS, SIGHTINGS, LISTING_ALIASES, LISTING_CHANGES, PAGES)
