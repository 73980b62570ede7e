"""How many draft sentences a core reads in a second: `python -m tests.bench.sayings`. CPU time: median and best.

Two figures: the reader alone, and whole rows of JSON as `giveget say --jsonl` answers them. Rounds take turns.
"""

import argparse
from pathlib import Path

import orjson

from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence
from bot.operations.say import read_sentences
from tests.bench.reader import in_turns
from tests.language.test_sentences import rows

Spoken = tuple[str, tuple[Turn, ...], str]
"""A sentence, the turns before it, and the role of who says it."""


def ours() -> list[Spoken]:
    """The sentences of our own."""
    return [(text, said, role) for _, role, said, text in rows()]


def given(path: Path) -> list[Spoken]:
    """The sentences of a file of rows `{text, context?, role?}`."""
    lines = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    return [
        (
            row["text"],
            tuple(Turn(who, words) for who, words in row.get("context") or ()),
            row.get("role") or "",
        )
        for row in lines
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--jsonl", type=Path, help="rows {text, context?, role?} instead of our own"
    )
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    spoken = given(asked.jsonl) if asked.jsonl else ours()
    lines = [
        orjson.dumps({"id": n, "text": text, "context": list(map(list, said)), "role": role})
        for n, (text, said, role) in enumerate(spoken)
    ]

    def alone() -> None:
        for text, said, role in spoken:
            read_sentence(text, context=said, role=role)

    def whole() -> None:
        for _ in read_sentences(lines):
            pass

    in_turns(
        {"say": alone, "say, rows of JSON": whole},
        many=len(spoken),
        what="sentence",
        rounds=asked.rounds,
    )


if __name__ == "__main__":
    main()
