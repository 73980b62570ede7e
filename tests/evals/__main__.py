"""`make eval data=FOLDER`: how well lines, conversations, sentences and offers are read, on data kept outside."""

import sys
from pathlib import Path

from tests.evals import conversations, lines, replay, say


def main(words: list[str]) -> int:
    """Prints the reports over the folder; 1 where there is none."""
    folder = Path(words[0]) if words else None
    if folder is None or not folder.is_dir():
        sys.stderr.write("Say where the labelled sentences and traces are: make eval data=FOLDER\n")
        return 1
    reports = []
    labelled_lines = [
        *sorted(folder.glob("commands/*.jsonl")),
        *sorted(folder.glob("cases/read.jsonl")),
    ]
    if labelled_lines:
        reports.append(lines.report(labelled_lines))
    reports += [conversations.report(path) for path in sorted(folder.glob("conversations/*.jsonl"))]
    reports += [replay.report(folder), say.report(folder)]
    sys.stdout.write("\n\n".join(reports) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
