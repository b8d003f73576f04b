"""What a crawl tells: how each source went, what was refused and why, what the filters left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aggregator.event import Refusal
from aggregator.sources import Source
from aggregator.store import LeftOut, Matched, Outcome, Saved
from spiders import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """How one source went. `usual` is how many listings its good runs see, None where there were none."""

    source: Source
    outcome: Outcome
    reason: str | None = None
    seconds: float = 0.0
    bytes: int = 0
    not_modified: int = 0
    statuses: Mapping[int, int]
    layers: Mapping[str, int]
    saved: Saved
    withdrawn: int = 0
    usual: float | None = None
    refusals: tuple[Refusal, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    leads: tuple[Lead, ...] = ()

    @property
    def failed(self) -> bool:
        """Something a person should look at: a run that is not whole, or a page that was refused."""
        calm = self.outcome is Outcome.EMPTY and (self.source.may_be_empty or bool(self.left_out))
        return bool(self.refusals) or not (calm or self.outcome is Outcome.OK)

    def line(self) -> str:
        """One line for a log."""
        saved = self.saved
        parts = [f"{saved.new} new", f"{saved.changed} changed", f"{saved.unchanged} unchanged"]
        parts += [f"{self.withdrawn} withdrawn"] if self.withdrawn else []
        parts += [f"{len(self.left_out)} left out"] if self.left_out else []
        parts += [f"{len(self.refusals)} refused"] if self.refusals else []
        parts += [f"by {', '.join(self.layers)}"] if self.layers else []
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.source.name}: {self.outcome}{reason}: {', '.join(parts)}"


@dataclass(frozen=True, slots=True)
class Report:
    """A whole crawl: its sources in the registry's order, and what matching made of them."""

    sources: tuple[SourceReport, ...]
    matched: Matched | None = None
    interrupted: bool = False

    @property
    def failed(self) -> bool:
        """True where the command should exit with 1."""
        return self.interrupted or any(source.failed for source in self.sources)

    def refusals(self) -> Iterator[tuple[str, Refusal]]:
        """(source's name, refusal) of all that was refused."""
        for report in self.sources:
            for refusal in report.refusals:
                yield report.source.name, refusal

    def lines(self) -> Iterator[str]:
        """The report for stderr: each refusal with source, address and reason, then one line of sums."""
        for name, refusal in self.refusals():
            yield f"refused: {name}: {refusal.address}: {refusal.reason}"
        counts = [len(self.sources), sum(report.failed for report in self.sources)]
        new = sum(report.saved.new for report in self.sources)
        changed = sum(report.saved.changed for report in self.sources)
        end = ", interrupted" if self.interrupted else ""
        sources = "1 source" if counts[0] == 1 else f"{counts[0]} sources"
        yield f"{sources}, {counts[1]} with problems, {new} new, {changed} changed{end}"
