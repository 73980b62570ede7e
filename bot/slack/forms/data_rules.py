"""The form for how long a workspace's data stays."""

from collections.abc import Callable
from uuid import uuid4

from bot.coach.answers.data_rules import DataRulesSettable
from bot.domain.audit import LONGEST_AUDIT_MONTHS
from bot.domain.data_rules import LONGEST_GRACE_DAYS, LONGEST_MONTHS
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


def _read_months(text: str) -> int:
    """A number of months. Raises `Unfit`."""
    months = 0 if text.strip() == "0" else read_count(text)
    if months > LONGEST_MONTHS:
        raise Unfit("Please write a number of months from 0 to 240.")
    return months


def _number_field(name: str, label: str, reader: Callable[[str], int], *, hint: str) -> Read[int]:
    return Read(name=name, label=label, hint=hint, reader=reader, writer=str, longest=4)


CLOSED = _number_field(
    "closed",
    "Months until a closed deal is deleted",
    _read_months,
    hint="0 keeps them. Their people are told 30 days before, and again in the last week.",
)
HIRING = _number_field(
    "hiring",
    "Months until a closed deal about hiring is deleted",
    _read_months,
    hint="Usually 6: for as long as an applicant may go to court. 0 keeps them.",
)
GRACE = _number_field(
    "grace",
    "Days until all is deleted after Giveget is uninstalled",
    _read_days,
    hint="A reinstall before then brings everything back. 0 deletes at once.",
)


def _read_audit_months(text: str) -> int:
    """A number of months, at least one. Raises `Unfit`."""
    months = read_count(text)
    if not 1 <= months <= LONGEST_AUDIT_MONTHS:
        raise Unfit("Please write a number of months from 1 to 120.")
    return months


AUDIT = Read(
    name="audit",
    label="Months until what the audit holds is deleted",
    hint="/giveget audit says who asked for plans, made files, changed settings and roles.",
    reader=_read_audit_months,
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
ROLES = Checks(
    name="roles",
    label="For works councils",
    hint="Deals then have no leads, nothing is measured over several people, and the audit is kept 3 months at most.",
    optional=True,
    options=(Option(value="yes", label="People are shown as roles to everybody else"),),
)
DATA_RULES = Form(
    route="data.set",
    title="Data of this workspace",
    submit="Save",
    fields=(CLOSED, HIRING, GRACE, AUDIT, ROLES, HOLD),
)


def data_rules_view(found: DataRulesSettable) -> Block:
    """The form, with what holds now."""
    rules = found.rules
    metadata = FormMetadata(once=uuid4().hex, version=rules.version)
    hold = frozenset({"yes"} if rules.legal_hold else ())
    roles = frozenset({"yes"} if rules.authors_as_roles else ())
    starts = [
        CLOSED.starts(rules.closed_months),
        HIRING.starts(rules.hiring_months),
        GRACE.starts(rules.grace_days),
        AUDIT.starts(rules.audit_months),
        ROLES.starts(roles),
        HOLD.starts(hold),
    ]
    return DATA_RULES.view(metadata, starts)


def read_hold(filled: Filled) -> bool:
    """Whether a legal hold stands."""
    return "yes" in (filled.find(HOLD) or ())


def read_roles(filled: Filled) -> bool:
    """Whether people are shown as roles."""
    return "yes" in (filled.find(ROLES) or ())
