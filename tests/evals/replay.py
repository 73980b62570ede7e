"""How well replayed negotiations agree with what people worked out by hand from both sides' true utilities.

Each `*.traces.jsonl` is played again through what stands behind `/offer` and compared, step by step, with the
`*.truth.jsonl` beside it. Steps that only name issues for the first time are left out; a step that is missing or too
many counts as wrong everywhere. Beside it stands a reader that knows less: whatever changed was given.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.operations.replay import replay_traces

Row = Mapping[str, object]
Steps = Mapping[tuple[object, object], Mapping[str, object]]
"""Steps by their moment and who made them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of `steps` compared, how many agree in each respect; and of the issues given or taken, how many were named
    rightly (`hits`), how many too many (`extra`), how many not (`missed`)."""

    steps: int = 0
    found: int = 0
    kind: int = 0
    against_self: int = 0
    response: int = 0
    hits: int = 0
    extra: int = 0
    missed: int = 0

    def __add__(self, other: "Agreement") -> "Agreement":
        names = self.__dataclass_fields__
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def f1(self) -> float:
        """Of gives and takes, issue by issue, 0..1."""
        wrong = self.extra + self.missed
        if not self.hits:
            return 0.0 if wrong else 1.0
        return 2 * self.hits / (2 * self.hits + wrong)

    @property
    def shares(self) -> tuple[float, ...]:
        """Of the steps how many were found, and agree in their class, in bidding against oneself, in their response."""
        counts = (self.found, self.kind, self.against_self, self.response)
        return tuple(count / max(1, self.steps) for count in counts)

    @property
    def least(self) -> float:
        """The least of all figures, 0..1."""
        return min(*self.shares, self.f1)


def compare(steps: Steps, truths: Sequence[Row]) -> Agreement:
    """How far the steps of one trace agree with its truth."""
    true_steps = {(truth["t"], truth["by"]): truth for truth in truths}
    wanted = {key for key, truth in true_steps.items() if truth["dans"] != "open"}
    found: dict[tuple[object, object], Row] = {}
    for key, step in steps.items():
        is_compared = key in wanted or key not in true_steps
        if is_compared and step["class"] != "open":
            found[key] = step
    agreement = Agreement()
    for key in wanted | found.keys():
        agreement += compare_step(found.get(key), true_steps.get(key))
    return agreement


def compare_step(step: Row | None, truth: Row | None) -> Agreement:
    """How far one step agrees; where either is missing it agrees in nothing."""
    named, true = find_issues(step), find_issues(truth)
    both = Agreement(
        steps=1, hits=len(named & true), extra=len(named - true), missed=len(true - named)
    )
    if step is None or truth is None:
        return both
    response = truth["response"]
    return replace(
        both,
        found=1,
        kind=int(step["class"] == truth["dans"]),
        against_self=int(step["bids_against_self"] == truth["bids_against_self"]),
        response=int(isinstance(response, dict) and step["response"] == response["status"]),
    )


def find_issues(step: Row | None) -> set[tuple[str, str]]:
    """What a step gives and takes, by the issue's name."""
    issues: set[tuple[str, str]] = set()
    for side in ("gives", "takes"):
        named = step.get(side) if step is not None else None
        if isinstance(named, list):
            issues |= {(side, each["issue"] if isinstance(each, dict) else each) for each in named}
    return issues


Reader = Callable[[Sequence[bytes]], Iterable[Row]]


def read_by_giveget(lines: Sequence[bytes]) -> Iterable[Row]:
    """The use cases behind `/offer`."""
    return map(json.loads, replay_traces(lines))


def read_by_change_alone(lines: Sequence[bytes]) -> Iterable[Row]:
    """Whatever changed was given, and whoever offers next has returned it."""
    for line in lines:
        trace = json.loads(line)
        yield {"id": trace["id"], "steps": list(find_changes(trace))}


def find_changes(trace: dict[str, list[dict[str, Any]]]) -> Iterable[Row]:
    """A step for each offer of a party after its first: all that changed since its last one was given."""
    offers = [move for move in trace["moves"] if move["kind"] == "offer" and move.get("bundle")]
    last_of: dict[str, dict[str, Any]] = {}
    for place, offer in enumerate(offers):
        by, bundle = offer["by"], offer["bundle"]
        last = last_of.get(by)
        last_of[by] = offer
        if last is None:
            continue
        before = last["bundle"]
        changed = [name for name, value in bundle.items() if before.get(name, value) != value]
        yield {
            "t": offer["t"],
            "by": by,
            "class": "concession" if changed else "silent",
            "gives": changed,
            "takes": [],
            "bids_against_self": offers[place - 1]["by"] == by,
            "response": name_response(offers[place + 1 :], by),
        }


def name_response(later: Sequence[Row], by: object) -> str:
    """How an offer was answered, by who made the next one."""
    if not later:
        return "ended"
    return "no_offer" if later[0]["by"] == by else "reciprocated"


READERS: dict[str, Reader] = {
    "giveget": read_by_giveget,
    "whatever changed": read_by_change_alone,
}


def measure(traces: Path, truths: Path, reader: Reader) -> Agreement:
    """How far a reader agrees over a whole file."""
    steps_of = {row["id"]: index_steps(row) for row in reader(traces.read_bytes().splitlines())}
    agreement = Agreement()
    for line in truths.read_bytes().splitlines():
        truth = json.loads(line)
        agreement += compare(steps_of.get(truth["id"], {}), truth["steps"])
    return agreement


def index_steps(row: Row) -> Steps:
    steps = row["steps"]
    if not isinstance(steps, list):
        return {}
    return {(step["t"], step["by"]): step for step in steps}


def report(folder: Path) -> str:
    """The figures over all traces in the folder that have their truth beside them, set by set and in all."""
    pairs = find_pairs(folder)
    if not pairs:
        return f"Replayed negotiations: none with their truth in {folder.name}."
    lines = [
        "Replayed negotiations (of the steps found in each: found, class, bids against self, response; F1)"
    ]
    for name, reader in READERS.items():
        lines += ["", f"{name}:"]
        total = Agreement()
        for traces, truths in pairs:
            agreement = measure(traces, truths, reader)
            lines.append(format_row(traces.name.removesuffix(".traces.jsonl"), agreement))
            total += agreement
        lines.append(format_row("in all", total))
    return "\n".join(lines)


def find_pairs(folder: Path) -> list[tuple[Path, Path]]:
    """The files of traces in the folder, each with the file of its truth."""
    pairs: list[tuple[Path, Path]] = []
    for traces in sorted(folder.rglob("*.traces.jsonl")):
        truths = traces.with_name(traces.name.replace(".traces.", ".truth."))
        if truths.exists():
            pairs.append((traces, truths))
    return pairs


def format_row(name: str, agreement: Agreement) -> str:
    shares = "  ".join(f"{share:.3f}" for share in agreement.shares)
    return f"  {name:28} n {agreement.steps:5}  {shares}  F1 {agreement.f1:.3f}"
