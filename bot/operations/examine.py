"""Looks for what stands in the way of serving, for `giveget doctor`."""

import os
from collections.abc import Iterable

from bot import doctor, settings
from bot.clock.system_clock import SystemClock
from bot.doctor import Finding


def examine_installation() -> list[Finding]:
    """What stands in the way of serving; settings that cannot be used are findings too."""
    try:
        chosen = settings.load()
    except settings.UnusableSettings as error:
        return list(doctor.unusable(error))
    now = SystemClock().now()
    return list(doctor.examine(doctor.look_around(chosen, now=now, environment=os.environ)))


def format_findings(findings: Iterable[Finding]) -> str:
    """A line for each finding: how bad it is, what was looked at, what was seen, and what to do."""
    lines = []
    for finding in findings:
        line = f"{finding.severity:<8} {finding.check:<15} {finding.seen} {finding.advice}"
        lines.append(line.rstrip())
    return "\n".join(lines)
