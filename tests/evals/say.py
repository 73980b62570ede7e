"""How well draft sentences are read: per label and for what is tied in words, beside two readers that know less.

One answers `other` always; one takes a sentence for conditional where it says "if". The sentences are rows
`{text, context, role, label, explicit_conditional, tie}`; those whose give and get only stand side by side
(`tie: package`) are left out. Without labelled sentences our own are measured, which the reader was made with.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from tests.language.test_sentences import CORPUS, DOES, rows

SAID_IF = re.compile(r"\bif\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence with what it does, as people judged it."""

    text: str
    said: tuple[Turn, ...]
    role: str
    label: Label
    explicit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1, each 0..1, over `count` sentences that are what is looked for."""

    precision: float
    recall: float
    f1: float
    count: int


Verdict = tuple[Label, bool]
"""What a reader makes of a sentence: its label, and whether it is tied in words."""

Reader = Callable[[Labelled], Verdict]


def by_giveget(sentence: Labelled) -> Verdict:
    """The reader that people use."""
    saying = read_sentence(sentence.text, context=sentence.said, role=sentence.role)
    return saying.label, saying.explicit


def by_the_word_if(sentence: Labelled) -> Verdict:
    """Conditional where it says "if", else something else."""
    return (Label.OFFER, True) if SAID_IF.search(sentence.text) else (Label.OTHER, False)


def always_other(sentence: Labelled) -> Verdict:
    """Never anything."""
    return Label.OTHER, False


READERS: dict[str, Reader] = {
    "giveget": by_giveget,
    'the word "if"': by_the_word_if,
    "always other": always_other,
}


def labelled(path: Path) -> Iterator[Labelled]:
    """The sentences of a file, without those whose give and get only stand side by side."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("tie") != "package":
            yield Labelled(
                text=row["text"],
                said=tuple(Turn(who, what) for who, what in row.get("context") or ()),
                role=row.get("role") or "",
                label=Label(row["label"]),
                explicit=bool(row["explicit_conditional"]),
            )


def ours(corpus: Path = CORPUS, *, packages: bool = False) -> Iterator[Labelled]:
    """The sentences of our own; with those whose give and get only stand side by side, if so asked."""
    for does, role, said, text in rows(corpus):
        label, explicit = DOES[does]
        if packages or does != "package":
            yield Labelled(text=text, said=said, role=role, label=label, explicit=explicit)


def figures(wanted: Sequence[bool], found: Sequence[bool]) -> Figures:
    """How well `found` hits what is `wanted`, sentence by sentence."""
    hits = sum(a and b for a, b in zip(wanted, found, strict=True))
    precision, recall = hits / max(1, sum(found)), hits / max(1, sum(wanted))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Figures(precision=precision, recall=recall, f1=f1, count=sum(wanted))


def measured(sentences: Sequence[Labelled], reader: Reader) -> tuple[dict[Label, Figures], Figures]:
    """The figures of every label that occurs, and those of what is tied in words."""
    verdicts = [reader(sentence) for sentence in sentences]
    labels = [label for label in Label if any(s.label is label for s in sentences)]
    each = {
        label: figures(
            [s.label is label for s in sentences], [found is label for found, _ in verdicts]
        )
        for label in labels
    }
    return each, figures([s.explicit for s in sentences], [tied for _, tied in verdicts])


def macro_f1(each: dict[Label, Figures]) -> float:
    """The mean of the labels' F1, 0..1."""
    return sum(figure.f1 for figure in each.values()) / len(each)


def told(sentences: Sequence[Labelled]) -> str:
    """The figures of all readers, as a table."""
    lines = [f"{len(sentences)} sentences"]
    for name, reader in READERS.items():
        each, tied = measured(sentences, reader)
        lines += ["", f"{name}: macro-F1 {macro_f1(each):.3f}"]
        lines += [_row(label.value, figure) for label, figure in each.items()] + [
            _row("tied in words", tied)
        ]
    return "\n".join(lines)


def _row(name: str, figure: Figures) -> str:
    return f"  {name:20} P {figure.precision:.2f}  R {figure.recall:.2f}  F1 {figure.f1:.2f}  n {figure.count}"


def report(folder: Path) -> str:
    """The figures over the labelled sentences in that folder (`utterances/*.jsonl`); over our own where it has none."""
    files = sorted(folder.glob("utterances/*.jsonl"))
    sentences = [sentence for file in files for sentence in labelled(file)] or list(ours())
    return f"Draft sentences: {told(sentences)}"


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1] if len(sys.argv) > 1 else ".")) + "\n")
