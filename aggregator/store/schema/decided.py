"""The tables of what editors said: decisions, what to look at again, and what was published."""

from __future__ import annotations

from aggregator.store.schema.column import Column, Table

DECISIONS = Table(
    "decisions",
    "what an editor said about an event; nothing is ever overwritten, the latest word counts",
    (
        Column("id", int, "number of the decision"),
        Column("event", str, "about which event"),
        Column("issue", str, "for which issue (YYYY-MM); null for all"),
        Column("kind", str, "accept, reject, later, set, unset, merge or split"),
        Column("field", str, "set and unset: which column of events"),
        Column("value", str, "set: the editor's value, as JSON"),
        Column("other", str, "merge: the id of the event that was merged into this one; split: the new one"),
        Column("reason", str, "why, in the editor's words"),
        Column("editor", str, "who"),
        Column("made", str, "UTC"),
        Column("version", int, "the event's version that the editor saw"),
        Column("undone", str, "when it was taken back, UTC"),
    ),
    key="id",
    references=(("event", "events", "id"),),
    required=frozenset({"event", "kind", "made"}),
    indexes=(("event",),),
)

LISTING_PAIRS = Table(
    "listing_pairs",
    "what merge and split mean for every later matching: these listings belong together, or never",
    (
        Column("listing", int, "the listing with the smaller number"),
        Column("other", int, "the other"),
        Column("together", int, "1 together, 0 apart"),
        Column("decision", int, "the decision that says so"),
    ),
    key=("listing", "other"),
    references=(("listing", "listings", "id"), ("other", "listings", "id"), ("decision", "decisions", "id")),
    indexes=(("other",),),
)

FLAGS = Table(
    "flags",
    "where a crawl contradicts an editor: what to look at again",
    (
        Column("id", int, "number of the flag"),
        Column("event", str, "which event"),
        Column("kind", str, "override, accepted or published: which word the crawl contradicts"),
        Column("field", str, "name of the column of events that changed"),
        Column("was", str, "what it was, as text"),
        Column("became", str, "what the crawl says, as text"),
        Column("seen", str, "UTC"),
        Column("settled", str, "when an editor had seen it, UTC"),
    ),
    key="id",
    references=(("event", "events", "id"),),
    required=frozenset({"event", "kind", "seen"}),
    indexes=(("event",),),
    partial=("CREATE INDEX idx_flags_open ON flags (event) WHERE settled IS NULL",),
)

ISSUES = Table(
    "issues",
    "one month's newsletter, as it was published",
    (
        Column("issue", str, "YYYY-MM, the month whose events it lists"),
        Column("published", str, "UTC"),
        Column("section", str, "the section's Markdown as printed"),
    ),
    key="issue",
    required=frozenset({"published", "section"}),
)

ISSUE_EVENTS = Table(
    "issue_events",
    "the events of a published issue, as they were printed",
    (
        Column("issue", str, "which issue"),
        Column("event", str, "which event"),
        Column("printed", str, "the event's columns as printed: a JSON object"),
    ),
    key=("issue", "event"),
    references=(("issue", "issues", "issue"), ("event", "events", "id")),
    indexes=(("event",),),
)

FORMER_ISSUES = Table(
    "former_issues",
    "issues whose publication was taken back, with what had been printed",
    (
        Column("id", int, "number of the retraction"),
        Column("issue", str, "which issue (YYYY-MM)"),
        Column("published", str, "when it had been published, UTC"),
        Column("section", str, "the section's Markdown as printed"),
        Column("printed", str, "the printed events' columns, by their ids: a JSON object"),
        Column("retracted", str, "when that was taken back, UTC"),
        Column("editor", str, "who took it back"),
        Column("reason", str, "why, in the editor's words"),
    ),
    key="id",
    required=frozenset({"issue", "published", "section", "printed", "retracted"}),
    indexes=(("issue",),),
    since=2,
)

TABLES = (DECISIONS, LISTING_PAIRS, FLAGS, ISSUES, ISSUE_EVENTS, FORMER_ISSUES)
