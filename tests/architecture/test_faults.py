"""The list of faults says where each is tested, and tests that are renamed do not slip out of it."""

import re

from tests.architecture.sources import ROOT

LISTED = (ROOT / "tests/faults/README.md").read_text(encoding="utf-8")


def test_every_test_that_the_list_of_faults_names_is_there() -> None:
    named = re.findall(r"`(\S+\.py)::(\w+)`", LISTED)
    assert len(named) > 40
    missing = [
        f"{path}::{test}"
        for path, test in named
        if f"def {test}(" not in (ROOT / "tests" / path).read_text()
    ]
    assert missing == []
