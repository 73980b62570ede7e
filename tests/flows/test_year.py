"""A year of three deals, wound forward: each thing is said once, on a day and at an hour that suit its reader."""

import os
from datetime import timedelta
from pathlib import Path

from tests.flows.table import Table
from tests.flows.year import ENDS, Year

GOLDEN = Path(__file__).parent / "goldens" / "year.txt"


def test_a_year_of_nudges_is_the_calendar_that_was_looked_at(table: Table) -> None:
    lines = Year(table=table).passes()
    assert len({(line.to, line.at.date(), line.what) for line in lines}) == len(lines)
    with table.database.engine.connect() as connection:
        oldest = str(connection.exec_driver_sql("SELECT MIN(day) FROM digests").scalar())
    assert oldest >= (ENDS - timedelta(days=91)).isoformat()
    said = "\n".join(map(str, lines)) + "\n"
    if os.environ.get("GOLDENS") == "write":
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")
