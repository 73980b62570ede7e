"""The form that says which part of the audit somebody wants to see."""

from bot.domain.audit import AuditKind, AuditWanted
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, DayField, Option, People
from bot.slack.forms.form import Form, FormMetadata

LABELS = {
    AuditKind.PLANS: "Private plans asked for",
    AuditKind.EXPORTS: "Files and what was shared",
    AuditKind.SETTINGS: "Settings and legal hold",
    AuditKind.ROLES: "Roles and owners",
    AuditKind.APPROVALS: "Approvals",
    AuditKind.ERASURES: "Erasures and deletions",
    AuditKind.INSTALLATIONS: "Installs and uninstalls",
    AuditKind.AUDIT: "Who read this",
    AuditKind.OPERATOR: "Commands of the operator",
}
KIND = ChoiceField(
    name="kind",
    label="What was done",
    optional=True,
    options=tuple(Option(value=kind, label=label) for kind, label in LABELS.items()),
)
PERSON = People(name="person", label="By whom, or about whom", optional=True, most=1)
SINCE = DayField(name="since", label="From this day on", optional=True)
UNTIL = DayField(name="until", label="Up to this day", optional=True)
AUDIT = Form(route="audit.show", title="Audit", submit="Show", fields=(KIND, PERSON, SINCE, UNTIL))


def audit_view(wanted: AuditWanted, metadata: FormMetadata) -> Block:
    """The form, with the part that is shown now."""
    starts = [
        KIND.starts(wanted.kind),
        PERSON.starts((wanted.person,) if wanted.person else None),
        SINCE.starts(wanted.since),
        UNTIL.starts(wanted.until),
    ]
    return AUDIT.view(metadata, starts)
