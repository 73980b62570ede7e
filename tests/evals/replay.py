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
        return 2 * self.hits / (2 * self.hits + wrong) if self.hits or wrong else 1.0

    @property
    def least(self) -> float:
        """The least of all shares, 0..1."""
        counts = (self.found, self.kind, self.against_self, self.response)
        return min([count / max(1, self.steps) for count in counts] + [self.f1])


def compared(steps: Steps, truths: Sequence[Row]) -> Agreement:
    """How far the steps of one trace agree with its truth."""
    known = {(truth["t"], truth["by"]): truth for truth in truths}
    looked_at = {key for key, truth in known.items() if truth["dans"] != "open"}
    found = {key: step for key, step in steps.items() if key in looked_at or key not in known}
    found = {key: step for key, step in found.items() if step["class"] != "open"}
    pairs = [_step(found.get(key), known.get(key)) for key in looked_at | found.keys()]
    return sum(pairs, Agreement())


def _step(step: Row | None, truth: Row | None) -> Agreement:
    said, true = _issues(step), _issues(truth)
    both = Agreement(
        steps=1, hits=len(said & true), extra=len(said - true), missed=len(true - said)
    )
    if step is None or truth is None:
        return both
    answer = truth["response"]
    return replace(
        both,
        found=1,
        kind=int(step["class"] == truth["dans"]),
        against_self=int(step["bids_against_self"] == truth["bids_against_self"]),
        response=int(isinstance(answer, dict) and step["response"] == answer["status"]),
    )


def _issues(step: Row | None) -> set[tuple[str, str]]:
    """What a step gives and takes, by the issue's name."""
    found = set()
    for side in ("gives", "takes"):
        named = step.get(side) if step is not None else None
        for one in named if isinstance(named, list) else ():
            found.add((side, one["issue"] if isinstance(one, dict) else one))
    return found


Reader = Callable[[Sequence[bytes]], Iterable[Row]]


def by_giveget(lines: Sequence[bytes]) -> Iterable[Row]:
    """The use cases behind `/offer`."""
    return map(json.loads, replay_traces(lines))


def by_change_alone(lines: Sequence[bytes]) -> Iterable[Row]:
    """Whatever changed was given, and whoever offers next has returned it."""
    return ({"id": trace["id"], "steps": list(_changes(trace))} for trace in map(json.loads, lines))


def _changes(trace: dict[str, list[dict[str, Any]]]) -> Iterable[Row]:
    offers = [move for move in trace["moves"] if move["kind"] == "offer" and move.get("bundle")]
    last: dict[str, dict[str, Any]] = {}
    for place, offer in enumerate(offers):
        before, by = last.get(offer["by"]), offer["by"]
        if before is not None:
            changed = [
                n for n, value in offer["bundle"].items() if before["bundle"].get(n, value) != value
            ]
            yield {
                "t": offer["t"],
                "by": by,
                "class": "concession" if changed else "silent",
                "gives": changed,
                "takes": [],
                "bids_against_self": offers[place - 1]["by"] == by,
                "response": _next(offers[place + 1 :], by),
            }
        last[by] = offer


def _next(later: Sequence[Row], by: object) -> str:
    return "ended" if not later else "no_offer" if later[0]["by"] == by else "reciprocated"


READERS: dict[str, Reader] = {"giveget": by_giveget, "whatever changed": by_change_alone}


def agreement(traces: Path, truths: Path, reader: Reader) -> Agreement:
    """How far a reader agrees over a whole file."""
    rows = {row["id"]: _by_moment(row) for row in reader(traces.read_bytes().splitlines())}
    known = map(json.loads, truths.read_bytes().splitlines())
    return sum(
        (compared(rows.get(truth["id"], {}), truth["steps"]) for truth in known), Agreement()
    )


def _by_moment(row: Row) -> Steps:
    steps = row["steps"]
    return {(step["t"], step["by"]): step for step in steps} if isinstance(steps, list) else {}


def report(folder: Path) -> str:
    """The figures over all traces in the folder that have their truth beside them, set by set and in all."""
    pairs = [
        (path, path.with_name(path.name.replace(".traces.", ".truth."))) for path in _traces(folder)
    ]
    pairs = [(traces, truths) for traces, truths in pairs if truths.exists()]
    if not pairs:
        return f"Replayed negotiations: none with their truth in {folder.name}."
    lines = [
        "Replayed negotiations (of the steps found in each: found, class, bids against self, response; F1)"
    ]
    for name, reader in READERS.items():
        each = {
            traces.name.removesuffix(".traces.jsonl"): agreement(traces, truths, reader)
            for traces, truths in pairs
        }
        lines += ["", f"{name}:", *(_told(set_, found) for set_, found in each.items())]
        lines += [_told("in all", sum(each.values(), Agreement()))]
    return "\n".join(lines)


def _traces(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.traces.jsonl"))


def _told(name: str, found: Agreement) -> str:
    counts = (found.found, found.kind, found.against_self, found.response)
    shares = "  ".join(f"{count / max(1, found.steps):.3f}" for count in counts)
    return f"  {name:28} n {found.steps:5}  {shares}  F1 {found.f1:.3f}"
