"""The fault bench in short: `make faults` has the long form."""

from pathlib import Path

from tests.faults.storm import Size, storm

SHORT = Size(posts=60, submissions=40, seconds=3, replicas=2, speed=40, people=30, deals=2)


def test_nothing_is_lost_or_doubled_while_everything_goes_wrong(
    sqlite_url: str, tmp_path: Path
) -> None:
    outcome = storm(sqlite_url, tmp_path, SHORT)
    assert (outcome.posts, outcome.acknowledged) == (SHORT.posts, SHORT.submissions)
    assert (outcome.lost, outcome.doubled, outcome.broken) == (0, 0, {})
    assert outcome.faults.total() > 10
    assert outcome.reads > 0
    assert outcome.changes > 0
