"""The form for an offer: whose it is, a field for each issue of the deal, and what goes with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.records import PendingOffer
from bot.coach.requests.offers import RecordOffer
from bot.domain.deals import Deal
from bot.domain.ids import US, DealId, PartyId
from bot.domain.issues import Issue, Value
from bot.domain.offers import Offer
from bot.language.offers import OfferTerms, read_offer
from bot.language.terms import read_value
from bot.language.unclear_offers import UnclearPart, UnclearReason
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, DayField, Option, Read, Start, Text, Unfit
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled
from bot.translations import N_

MOST_ISSUES = 12
"""Issues that get a field of their own; further ones go into the lines below them."""

WHOSE = ChoiceField(name="whose", label="Whose offer is it?")
UNTIL = DayField(name="until", label="It stands until", optional=True)
CONDITION = Text(
    name="condition", label="Only if", optional=True, placeholder="signed by 30 Nov", longest=200
)
RHYTHM = Text(
    name="rhythm",
    label="How we keep it on track",
    optional=True,
    placeholder="quarterly reviews with both owners",
    longest=200,
)
ON = DayField(name="on", label="It was made on", optional=True, hint="Empty means today.")
NOTHING_SAID = "Please say at least one thing that the offer holds."
CHANGED = "The issues of the deal changed meanwhile. Please open the form again."

_SAYS = {
    UnclearReason.CURRENCY: N_("Please write this in the currency of the deal."),
    UnclearReason.UNIT: N_("This is in another unit than the issue counts in."),
    UnclearReason.RANGE: N_("Please write one number, not a range."),
    UnclearReason.TWICE: N_("One issue has two values here."),
    UnclearReason.TOO_MANY: N_("These are more than 20 lines."),
}


def _sentence(doubt: UnclearPart, otherwise: str) -> str:
    return _SAYS.get(doubt.why, otherwise)


def typed_value(value: Value) -> str:
    """A value as it can be typed again."""
    return value if isinstance(value, str) else f"{value:f}"


IN_UNITS = {
    "months": N_("{issue} (months)"),
    "days": N_("{issue} (days)"),
    "weeks": N_("{issue} (weeks)"),
    "years": N_("{issue} (years)"),
    "quarters": N_("{issue} (quarters)"),
    "hours": N_("{issue} (hours)"),
}
"""How an issue is asked for whose unit has a name in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermEntry:
    """What one field says on its issue; `unit` as it was typed."""

    value: Value
    unit: str = ""


def _number_in(issue: Issue, unit: str, locale: str) -> Callable[[str], TermEntry]:
    def read(text: str) -> TermEntry:
        found = read_value(text, issue, unit=unit, locale=locale)
        if isinstance(found, UnclearPart):
            raise Unfit(_sentence(found, N_("Please write a number, such as 95k, 24 or 2.5.")))
        if not _inside(issue, found.value):
            raise Unfit("Please write a number within the range of the issue.")
        return TermEntry(value=found.value, unit=found.unit)

    return read


def _inside(issue: Issue, value: Value) -> bool:
    if isinstance(value, str):
        return True
    return (issue.low is None or value >= issue.low) and (issue.high is None or value <= issue.high)


def _typed_entry(entry: TermEntry) -> str:
    return typed_value(entry.value)


def _label(issue: Issue) -> str:
    if not issue.unit:
        return issue.name
    return IN_UNITS.get(issue.unit, "{issue} ({unit})").format(issue=issue.name, unit=issue.unit)


def _placeholder(issue: Issue) -> str:
    """The issue's range; digits alone, so that it reads the same in every language."""
    if issue.low is None or issue.high is None:
        return ""
    return f"{issue.low:f}–{issue.high:f}"


def field_of(k: int, issue: Issue, unit: str, locale: str) -> ChoiceField | Read[TermEntry]:
    """The question about one issue: a list of its options, or a number."""
    if issue.options:
        options = tuple(
            Option(value=str(n), label=option) for n, option in enumerate(issue.options[:100])
        )
        return ChoiceField(name=f"issue{k}", label=issue.name, optional=True, options=options)
    return Read(
        name=f"issue{k}",
        label=_label(issue),
        optional=True,
        placeholder=_placeholder(issue),
        reader=_number_in(issue, unit, locale),
        writer=_typed_entry,
    )


def _lines_in(deal: Deal, locale: str, today: date) -> Callable[[str], OfferTerms]:
    def read(text: str) -> OfferTerms:
        found = read_offer(text, deal=deal, locale=locale, today=today)
        if not isinstance(found, OfferTerms) or found.alternatives:
            raise Unfit(
                "Please write one issue with its value on each line, such as price: 95k EUR."
            )
        return found

    return read


def more(deal: Deal, locale: str, today: date) -> Read[OfferTerms]:
    """Issues that have no field of their own, one on each line."""
    new = not deal.issues
    return Read(
        name="more",
        label="What it holds" if new else "Other issues",
        hint="One issue with its value on each line, such as price: 95k EUR or term: 24 months.",
        optional=True,
        reader=_lines_in(deal, locale, today),
        writer=lambda terms: "\n".join(
            f"{name}: {typed_value(value)}" for name, value in terms.values.items()
        ),
        longest=1500,
        lines=True,
    )


def offering(deal: Deal, locale: str, today: date) -> Form:
    """The form that records an offer in this deal."""
    issues = tuple(
        field_of(k, issue, deal.unit, locale) for k, issue in enumerate(deal.issues[:MOST_ISSUES])
    )
    fields = (WHOSE, *issues, more(deal, locale, today), UNTIL, CONDITION, RHYTHM, ON)
    return Form(route="offer.record", title="An offer", submit="Record", fields=fields)


def offer_view(
    deal: Deal, locale: str, today: date, *, party: str = US, offer: Offer | None = None
) -> Block:
    """The form to record an offer; with what an earlier one said where it is to be changed."""
    starts = [WHOSE.among(_parties(deal), party)]
    if offer is not None:
        starts += _known(deal, locale, offer)
        starts += [
            UNTIL.starts(offer.until),
            CONDITION.starts(offer.condition),
            RHYTHM.starts(offer.rhythm),
        ]
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, aim=seen(deal))
    return offering(deal, locale, today).view(metadata, starts)


def held_offer_view(deal: Deal, locale: str, today: date, held: PendingOffer) -> Block:
    """The form with a line as it was typed, which is asked about, and with what goes with its offer."""
    lines = more(deal, locale, today)
    typed = Text(name=lines.name, label=lines.label, longest=lines.longest, lines=True)
    starts = [
        WHOSE.among(_parties(deal), held.party or US),
        typed.starts(held.typed),
        UNTIL.starts(held.until),
        CONDITION.starts(held.condition),
        RHYTHM.starts(held.rhythm),
        ON.starts(held.on),
    ]
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, aim=seen(deal))
    return offering(deal, locale, today).view(metadata, starts)


def _parties(deal: Deal) -> list[Option]:
    others = [
        Option(value=party.id, label=deal.called(party.id) or N_("Theirs"))
        for party in deal.parties[:20]
    ]
    return [Option(value=US, label="Ours"), *others]


def _known(deal: Deal, locale: str, offer: Offer) -> list[Start]:
    pairs = [
        (k, issue)
        for k, issue in enumerate(deal.issues[:MOST_ISSUES])
        if issue.name in offer.values
    ]
    starts = []
    for k, issue in pairs:
        field, value = field_of(k, issue, deal.unit, locale), offer.values[issue.name]
        if isinstance(field, Read):
            starts.append(field.starts(TermEntry(value=value)))
        else:
            starts.append(
                field.starts(str(issue.options.index(value)) if value in issue.options else None)
            )
    return starts


def seen(deal: Deal) -> str:
    """What tells whether the issues are still those that the form asked for."""
    text = "\n".join(f"{issue.name}\t{issue.options}" for issue in deal.issues[:MOST_ISSUES])
    return sha256(text.encode()).hexdigest()[:12]


def offer_of(filled: Filled, deal: Deal, by: Actor) -> RecordOffer:
    """What a filled-in form puts on the table. Raises `NotFilled` where it says nothing, or asked for other issues."""
    if filled.metadata.aim != seen(deal):
        raise NotFilled({WHOSE.name: CHANGED})
    terms = filled.get(more(deal, by.locale, by.today))
    said = _said(filled, deal, by.locale)
    values: dict[str, Value] = {
        **(terms.values if terms else {}),
        **{name: e.value for name, e in said.items()},
    }
    if not values:
        raise NotFilled({"issue0" if deal.issues else "more": NOTHING_SAID})
    units: Mapping[str, str] = {
        **(terms.units if terms else {}),
        **{n: e.unit for n, e in said.items() if e.unit},
    }
    on = filled.get(ON)
    if on is not None and on > by.today:
        raise NotFilled({ON.name: "An offer is of today or of an earlier day."})
    return RecordOffer(
        by=by,
        deal=DealId(filled.metadata.deal),
        party=PartyId(filled.need(WHOSE)),
        values=values,
        units=units,
        on=on,
        until=filled.get(UNTIL),
        condition=filled.get(CONDITION) or "",
        rhythm=filled.get(RHYTHM) or "",
        once=filled.metadata.once,
    )


def _said(filled: Filled, deal: Deal, locale: str) -> dict[str, TermEntry]:
    said: dict[str, TermEntry] = {}
    for k, issue in enumerate(deal.issues[:MOST_ISSUES]):
        field = field_of(k, issue, deal.unit, locale)
        if isinstance(field, ChoiceField):
            chosen = filled.get(field)
            said |= (
                {issue.name: TermEntry(value=issue.options[int(chosen)])}
                if chosen is not None
                else {}
            )
        elif (entry := filled.get(field)) is not None:
            said[issue.name] = entry
    return said
