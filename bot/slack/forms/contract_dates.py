"""The forms that say what became of the renewal or the last day for notice."""

from datetime import date
from uuid import uuid4

from bot.coach.answers.contract_dates import SettlingDate
from bot.coach.contract_dates import DayMeant
from bot.domain.rhythms import ContractDate
from bot.slack.blocks import Block
from bot.slack.forms.fields import DayField
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, NotFilled

NEXT_RENEWAL = DayField(
    name="renewal", label="Next renewal", hint="Left empty: not known yet.", optional=True
)
NEXT_NOTICE = DayField(name="notice", label="Next last day for notice", optional=True)
TO_DAY = DayField(name="day", label="To which day?")
RENEWED = Form(
    route="date.renewed", title="Renewed", submit="Save", fields=(NEXT_RENEWAL, NEXT_NOTICE)
)
MOVED = Form(route="date.moved", title="Moved", submit="Save", fields=(TO_DAY,))


def date_view(form: Form, known: SettlingDate) -> Block:
    """The form about a day of the contract."""
    metadata = FormMetadata(
        once=uuid4().hex, deal=known.deal.id, aim=f"{known.kind}:{known.of.isoformat()}"
    )
    renews_for = known.rhythm.renews_for
    if form is not RENEWED or renews_for is None or known.rhythm.renewal is None:
        return form.view(metadata)
    return form.view(metadata, [NEXT_RENEWAL.starts(renews_for.after(known.rhythm.renewal))])


def read_day_meant(key: str) -> DayMeant:
    """The day that `notice:2026-12-31` names. Raises `Forged` where it names none."""
    kind, _, day = key.partition(":")
    try:
        return DayMeant(kind=ContractDate(kind), of=date.fromisoformat(day))
    except ValueError:
        raise Forged from None


def read_next_dates(filled: Filled, day: DayMeant) -> tuple[date | None, date | None]:
    """The next renewal and the next last day for notice. Raises `NotFilled` where they do not follow one another."""
    renewal, notice = filled.get(NEXT_RENEWAL), filled.get(NEXT_NOTICE)
    if renewal is not None and renewal <= day.of:
        raise NotFilled({NEXT_RENEWAL.name: "The next renewal comes after this one."})
    if renewal is None and notice is not None:
        raise NotFilled({NEXT_RENEWAL.name: "Please choose the next renewal too."})
    if renewal is not None and notice is not None and notice > renewal:
        raise NotFilled({NEXT_NOTICE.name: "The last day for notice comes before the renewal."})
    return renewal, notice


def read_moved_to(filled: Filled, known: SettlingDate) -> date:
    """The day that the form says. Raises `NotFilled` where it has passed, or where the last day for notice would come
    after the renewal."""
    day, other = filled.need(TO_DAY), known.rhythm.renewal
    if day < known.today:
        raise NotFilled({TO_DAY.name: "Please choose a day from today on."})
    if known.kind is ContractDate.NOTICE and other is not None and day > other:
        raise NotFilled({TO_DAY.name: "The last day for notice comes before the renewal."})
    return day
