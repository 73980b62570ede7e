"""The form for how long a workspace's data stays."""

from uuid import uuid4

from bot.coach.answers.data_rules import DataRulesSettable
from bot.domain.data_rules import LONGEST_GRACE_DAYS
from bot.slack.blocks import Block
from bot.slack.forms.fields import Checks, Option, Read, Unfit
from bot.slack.forms.figures import read_count
from bot.slack.forms.form import Filled, Form, FormMetadata


def _read_days(text: str) -> int:
    """A number of days. Raises `Unfit`."""
    days = 0 if text.strip() == "0" else read_count(text)
    if days > LONGEST_GRACE_DAYS:
        raise Unfit("Please write a number of days from 0 to 365.")
    return days


GRACE = Read(
    name="grace",
    label="Days until all is deleted after Giveget is uninstalled",
    hint="A reinstall before then brings everything back. 0 deletes at once.",
    reader=_read_days,
    writer=str,
    longest=4,
)
HOLD = Checks(
    name="hold",
    label="Legal hold",
    hint="While it stands nothing of this workspace is deleted: not after an uninstall, and no person's data either.",
    optional=True,
    options=(Option(value="yes", label="A legal hold stands"),),
)
DATA_RULES = Form(
    route="data.set", title="Data of this workspace", submit="Save", fields=(GRACE, HOLD)
)


def data_rules_view(found: DataRulesSettable) -> Block:
    """The form, with what holds now."""
    rules = found.rules
    metadata = FormMetadata(once=uuid4().hex, version=rules.version)
    hold = frozenset({"yes"} if rules.legal_hold else ())
    return DATA_RULES.view(metadata, [GRACE.starts(rules.grace_days), HOLD.starts(hold)])


def read_hold(filled: Filled) -> bool:
    """Whether a legal hold stands."""
    return "yes" in (filled.find(HOLD) or ())
