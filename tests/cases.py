"""One law tried on many cases in one test: setting up thousands of tests would take longer than running them."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def check_each(cases: Iterable[tuple[str, Case]], check: Callable[[Case], None]) -> None:
    """Runs `check` on each case and fails at the end, with the name of each case that does not pass and why."""
    failures = []
    for name, case in cases:
        try:
            check(case)
        except AssertionError as error:
            failures.append(f"{name}: {error}")
        except Exception as error:
            error.add_note(f"in the case {name!r}")
            raise
    assert not failures, "\n\n".join(failures)
