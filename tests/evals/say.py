"""How well draft sentences are read: per label and for what is tied in words, beside two readers that know less.

One answers `other` always; one takes a sentence for conditional where it says "if". The sentences are rows
`{text, context, role, label, explicit_conditional, tie}`; those whose give and get only stand side by side
(`tie: package`) are left out. Rows may say in `give` and `get` what is given and got. Without labelled sentences our
own are measured, which the reader was made with.
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

SAYS_IF = re.compile(r"\bif\b", re.IGNORECASE)
PART_WORD = re.compile(r"[\w%€$.,'’]*[\w%]")
FORM_ENDING = re.compile(r"(?<=[a-zäöüß]{3})(?:e|en|st|t|et|n)$")
PARTICLE = re.compile(
    r"(?:ab|an|auf|aus|dazu|drauf|ein|heraus|mit|raus|runter|vor|weg|zurück)(?=[a-zäöüß]{3,}en$)"
)
SPOKEN = {"nen": "ein", "'nen": "ein"}
WHO_DOES_IT = frozenset("i we you ich wir ihr euch ihnen dir uns auch noch gern gerne".split())
MOST_WORDS_MORE = 3
"""Words that may stand beside all those of a part: `for the first year`."""
LEAST_SHARE = 0.6
"""How much of a part must be found where no other word is: `the setup fee` of `waive the setup fee`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence with what it does, as people judged it; `context` are the turns before it, `role` who speaks."""

    text: str
    context: tuple[Turn, ...]
    role: str
    label: Label
    explicit: bool
    give: str = ""
    get: str = ""
    """What it gives and gets in its own words, empty where that was not judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1, each 0..1, over `count` sentences that are what is looked for."""

    precision: float
    recall: float
    f1: float
    count: int


Judgement = tuple[Label, bool]
"""What a reader makes of a sentence: its label, and whether it is tied in words."""

Reader = Callable[[LabelledSentence], Judgement]


def read_by_giveget(sentence: LabelledSentence) -> Judgement:
    """The reader that people use."""
    reading = read_sentence(sentence.text, context=sentence.context, role=sentence.role)
    return reading.label, reading.explicit


def read_by_the_word_if(sentence: LabelledSentence) -> Judgement:
    """Conditional where it says "if", else something else."""
    if SAYS_IF.search(sentence.text):
        return Label.OFFER, True
    return Label.OTHER, False


def read_as_other(_sentence: LabelledSentence) -> Judgement:
    """Never anything."""
    return Label.OTHER, False


READERS: dict[str, Reader] = {
    "giveget": read_by_giveget,
    'the word "if"': read_by_the_word_if,
    "always other": read_as_other,
}


def load_labelled(path: Path) -> Iterator[LabelledSentence]:
    """The sentences of a file, without those whose give and get only stand side by side."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("tie") == "package":
            continue
        yield LabelledSentence(
            text=row["text"],
            context=tuple(Turn(who, what) for who, what in row.get("context") or ()),
            role=row.get("role") or "",
            label=Label(row["label"]),
            explicit=bool(row["explicit_conditional"]),
            give=row.get("give") or "",
            get=row.get("get") or "",
        )


def load_ours(corpus: Path = CORPUS, *, packages: bool = False) -> Iterator[LabelledSentence]:
    """The sentences of our own; with those whose give and get only stand side by side, if so asked."""
    for does, role, context, text in rows(corpus):
        label, explicit = DOES[does]
        if packages or does != "package":
            said, give, get = split_parts(text)
            yield LabelledSentence(
                text=said,
                context=context,
                role=role,
                label=label,
                explicit=explicit,
                give=give,
                get=get,
            )


def split_parts(text: str) -> tuple[str, str, str]:
    """A sentence of our own, and what it gives and gets where that stands behind it: `Net 60 then. || net 60 || -`."""
    said, *parts = (part.strip() for part in text.split("||"))
    give, get = parts or ("", "")
    return said, give.strip("-"), get.strip("-")


def is_part_found(wanted: str, found: str) -> bool:
    """Whether a part is found rightly: all of its words and few others, or most of its words and no other."""
    wanted_words, found_words = find_forms(wanted), find_forms(found)
    shared = len(wanted_words & found_words)
    if not shared:
        return False
    if shared == len(wanted_words):
        return len(found_words) <= shared + MOST_WORDS_MORE
    return shared == len(found_words) and shared >= LEAST_SHARE * len(wanted_words)


def find_forms(part: str) -> set[str]:
    """The words of a part that say something, each as it is said in any form: `zahl` for `zahlen`, `zahlt` and `zahle`.
    A part is named in words that fit a sentence (`bar zahlen` for `ich zahl bar`); who does it is no part of it."""
    forms: set[str] = set()
    for word in PART_WORD.findall(part.lower()):
        # `abnehmen` and `nehm … ab` are one verb.
        particle = PARTICLE.match(word)
        if particle is not None:
            forms.add(particle[0])
        base = word[particle.end() :] if particle is not None else word
        forms.add(SPOKEN.get(base) or FORM_ENDING.sub("", base))
    return forms - WHO_DOES_IT or forms


def count_parts(sentences: Sequence[LabelledSentence]) -> tuple[int, int]:
    """How many of the gives and gets that sentences were labelled with are found rightly, and how many there are."""
    found = total = 0
    for sentence in sentences:
        if not (sentence.give or sentence.get):
            continue
        reading = read_sentence(sentence.text, context=sentence.context, role=sentence.role)
        for wanted, part in ((sentence.give, reading.give), (sentence.get, reading.get)):
            total += bool(wanted)
            found += bool(wanted) and is_part_found(wanted, part)
    return found, total


def score(wanted: Sequence[bool], found: Sequence[bool]) -> Score:
    """How well `found` hits what is `wanted`, sentence by sentence."""
    hits = sum(both == (True, True) for both in zip(wanted, found, strict=True))
    precision = hits / max(1, sum(found))
    recall = hits / max(1, sum(wanted))
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precision=precision, recall=recall, f1=f1, count=sum(wanted))


def measure(
    sentences: Sequence[LabelledSentence], reader: Reader
) -> tuple[dict[Label, Score], Score]:
    """The scores of every label that occurs, and that of what is tied in words."""
    judgements = [reader(sentence) for sentence in sentences]
    wanted_labels = [sentence.label for sentence in sentences]
    found_labels = [label for label, _ in judgements]
    scores: dict[Label, Score] = {}
    for label in Label:
        if label in wanted_labels:
            scores[label] = score(
                [wanted is label for wanted in wanted_labels],
                [found is label for found in found_labels],
            )
    tied = score([sentence.explicit for sentence in sentences], [tied for _, tied in judgements])
    return scores, tied


def macro_f1(scores: dict[Label, Score]) -> float:
    """The mean of the labels' F1, 0..1."""
    return sum(each.f1 for each in scores.values()) / len(scores)


def format_scores(sentences: Sequence[LabelledSentence]) -> str:
    """The scores of all readers, as a table."""
    lines = [f"{len(sentences)} sentences"]
    for name, reader in READERS.items():
        scores, tied = measure(sentences, reader)
        lines += ["", f"{name}: macro-F1 {macro_f1(scores):.3f}"]
        lines += [_format_row(label.value, each) for label, each in scores.items()]
        lines += [_format_row("tied in words", tied)]
    found, total = count_parts(sentences)
    if total:
        lines += ["", f"give and get found rightly: {found} of {total}"]
    return "\n".join(lines)


def _format_row(name: str, each: Score) -> str:
    return (
        f"  {name:20} P {each.precision:.2f}  R {each.recall:.2f}  F1 {each.f1:.2f}  n {each.count}"
    )


def report(folder: Path) -> str:
    """The scores over the labelled sentences in that folder (`utterances/*.jsonl`); over our own where it has none."""
    files = sorted(folder.glob("utterances/*.jsonl"))
    sentences = [sentence for file in files for sentence in load_labelled(file)]
    return f"Draft sentences: {format_scores(sentences or list(load_ours()))}"


if __name__ == "__main__":
    sys.stdout.write(report(Path(sys.argv[1] if len(sys.argv) > 1 else ".")) + "\n")
