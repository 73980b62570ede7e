"""Sample answers about workspaces."""

from dataclasses import replace

from bot.coach.answers.workspaces import WorkspaceSet
from bot.domain.policy import Policy
from bot.playground.samples.acme import ANA, BEN

SAMPLES: list[tuple[str, object]] = [
    ("workspace set", WorkspaceSet(policy=Policy())),
    ("workspace set, with leads", WorkspaceSet(policy=Policy(), leads=True)),
    ("workspace set, admins", WorkspaceSet(policy=Policy(), admins=(ANA, BEN))),
    (
        "workspace set, one rule",
        WorkspaceSet(policy=replace(Policy(), speaking=frozenset({"open_give"}))),
    ),
]
