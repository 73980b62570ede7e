"""How many made-up examples a test tries."""

from hypothesis import settings

ALWAYS_THE_SAME = 3
"""What part of them is tried where they are the same each time: the rest would be the same again."""


def number_of_examples(new: int) -> int:
    """So many where they are new each time, as in `make test-all`; a third of them in `make test`."""
    return new // ALWAYS_THE_SAME if settings().derandomize else new
