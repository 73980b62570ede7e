"""`make eval data=FOLDER`: how well draft sentences are read and offers are understood, on data kept outside."""

import sys
from pathlib import Path

from tests.evals import replay, say


def main(words: list[str]) -> int:
    """Prints the reports over the folder; 1 where there is none."""
    folder = Path(words[0]) if words else None
    if folder is None or not folder.is_dir():
        sys.stderr.write("Say where the labelled sentences and traces are: make eval data=FOLDER\n")
        return 1
    sys.stdout.write(f"{replay.report(folder)}\n\n{say.report(folder)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
