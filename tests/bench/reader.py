"""How many typed lines a core reads in a second: `python -m tests.bench.reader`. CPU time: the median and the best.

Two figures: the reader alone, and whole rows of JSON as `giveget read --jsonl` answers them. Rounds take turns.
"""

import argparse
import re
import statistics
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from time import process_time

import orjson

from bot.language.grammar import read_line
from bot.language.lines import Command
from bot.operations.read import read_lines

TODAY = date(2026, 11, 23)
CORPUS = Path(__file__).parent.parent / "language" / "corpus"
TYPED = re.compile(r"(?:\[(?P<locale>\S+)\] )?(?P<command>/\w+) (?P<text>.*) => .*")


def typed(corpus: Path) -> list[tuple[str, Command, str]]:
    """The lines of the corpus: their text, command and locale."""
    rows = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))
    ).splitlines()
    found = (TYPED.fullmatch(row) for row in rows)
    return [
        (match["text"], Command(match["command"]), match["locale"] or "en-US")
        for match in found
        if match
    ]


def given(path: Path) -> list[tuple[str, Command, str]]:
    """The lines of a file of rows `{text, command, locale?}`."""
    rows = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    return [(row["text"], Command(row["command"]), row.get("locale") or "en-US") for row in rows]


def in_turns(works: Mapping[str, Callable[[], None]], *, many: int, what: str, rounds: int) -> None:
    """Prints how many a second each of them gets through, once it is warm; they take turns."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds + 1):
        for name, work in works.items():
            took[name].append(seconds(work) / many)
    for name, each in took.items():
        median, best = statistics.median(each[1:]), min(each[1:])
        print(
            f"{name:<18} {1 / median:7,.0f} {what}s/s, {median * 1e6:5.1f} µs a {what}"
            f"  (best {1 / best:7,.0f}/s, {best * 1e6:.1f} µs)"
        )


def seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--jsonl", type=Path, help="rows {text, command, locale?} instead of the corpus"
    )
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of the corpus")
    parser.add_argument(
        "--rate", action="store_true", help="print only how many lines a second are read, at best"
    )
    asked = parser.parse_args()
    lines = given(asked.jsonl) if asked.jsonl else typed(asked.corpus)
    lines *= max(1, 1000 // len(lines))
    rows = [
        orjson.dumps({"id": n, "text": text, "command": command, "locale": locale})
        for n, (text, command, locale) in enumerate(lines)
    ]

    def alone() -> None:
        for text, command, locale in lines:
            read_line(text, command=command, locale=locale, today=TODAY)

    def whole() -> None:
        for _ in read_lines(rows, command=Command.CONCEDE, locale="en-US", today=TODAY):
            pass

    if asked.rate:
        print(len(lines) / min(seconds(alone) for _ in range(asked.rounds)))
        return
    in_turns(
        {"read": alone, "rows of JSON": whole}, many=len(lines), what="line", rounds=asked.rounds
    )


if __name__ == "__main__":
    main()
