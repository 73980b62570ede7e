"""The forms for gives, gets and asks: to record one, to log one from a message, to change one."""

import re
from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.moves import Kind, Move
from bot.domain.worth import Worth
from bot.language.lines import ParsedLine
from bot.slack import blocks as kit
from bot.slack.blocks import Block, Element
from bot.slack.forms.fields import Checks, DayField, Option, Read, Start, Text
from bot.slack.forms.figures import AMOUNT, amount_in, typed_worth
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, parse_metadata
from bot.slack.markup import quoted

WHAT = Text(name="what", label="What", placeholder="5% discount", longest=500)
FOR = Text(
    name="for",
    label="In return for",
    optional=True,
    placeholder="24-month term, or a number such as #3",
)
CONDITION = Text(
    name="condition", label="Only if", optional=True, placeholder="they sign by 30 Nov"
)
REASON = Text(name="reason", label="Because", optional=True, placeholder="they commit volume")
DUE = DayField(name="due", label="By", optional=True)
ON = DayField(name="on", label="It happened on", optional=True, hint="Empty means today.")
GOODWILL = Checks(
    name="goodwill",
    label="Goodwill",
    optional=True,
    options=(Option(value="yes", label="On purpose, nothing wanted in return"),),
)
REVIEW = DayField(name="review", label="Look at it again on", optional=True, hint="For goodwill.")
WHY = Text(name="why", label="Why is it changed?", optional=True)

_NUMBER = re.compile(r"#?(\d{1,9})")


def _amount(name: str, label: str, locale: str) -> Read[Worth]:
    return Read(
        name=name,
        label=label,
        hint=AMOUNT,
        optional=True,
        reader=amount_in(locale),
        writer=typed_worth,
    )


def cost(kind: Kind, locale: str) -> Read[Worth]:
    """What it costs the side that gives it."""
    return _amount("cost", "Cost to us" if kind is Kind.GIVE else "Cost to them", locale)


def worth(kind: Kind, locale: str) -> Read[Worth]:
    """What it is worth to the side that receives it."""
    return _amount("worth", "Worth to them" if kind is Kind.GIVE else "Worth to us", locale)


TITLES = {Kind.GIVE: "A give", Kind.GET: "A get", Kind.ASK: "An ask"}
CHANGES = {Kind.GIVE: "Change a give", Kind.GET: "Change a get", Kind.ASK: "Change an ask"}


def recording(kind: Kind, locale: str) -> Form:
    """The form that records a move of this kind."""
    ask = kind is Kind.ASK
    figures = (worth(kind, locale),) if ask else (cost(kind, locale), worth(kind, locale))
    goodwill = (GOODWILL, REVIEW) if kind is Kind.GIVE else ()
    fields = (WHAT, *figures, FOR, CONDITION, DUE, REASON, *(() if ask else (ON,)), *goodwill)
    return Form(route=f"{kind}.record", title=TITLES[kind], submit="Record", fields=fields)


def partly(locale: str) -> Form:
    """The form that says what they gave instead of all that was asked."""
    fields = (WHAT, cost(Kind.GET, locale), worth(Kind.GET, locale), CONDITION, ON)
    return Form(route="ask.partly", title="They gave a part", submit="Record", fields=fields)


def partly_view(ask: Move, deal: Deal, locale: str) -> Block:
    """The form for a part of an ask, with what was asked to start from."""
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, move=ask.no, version=ask.version)
    return partly(locale).view(metadata, [WHAT.starts(ask.what)])


def amending(kind: Kind, locale: str) -> Form:
    """The form that changes what a move says."""
    fields = (
        WHAT,
        cost(kind, locale),
        worth(kind, locale),
        CONDITION,
        DUE,
        REASON,
        ON,
        REVIEW,
        WHY,
    )
    return Form(route="move.amend", title=CHANGES[kind], submit="Save", fields=fields)


VOIDED_WHY = Text(name="why", label="Why?", placeholder="It was never agreed")
VOIDED = "It will count in no sum; the log keeps it."
VOID = Form(route="move.void", title="Void a move", submit="Void", fields=(VOIDED_WHY,))


def void_view(move: Move, deal: Deal) -> Block:
    """The form that takes a move out of every sum, and asks why."""
    intro = [kit.section(quoted(f"#{move.no} {move.what}")), kit.section(VOIDED)]
    return VOID.view(
        FormMetadata(once=uuid4().hex, deal=deal.id, move=move.no, version=move.version),
        intro=intro,
    )


def record_view(kind: Kind, deal: Deal, locale: str, line: ParsedLine | None = None) -> Block:
    """The form to record a move, with what is already known."""
    form = recording(kind, locale)
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id)
    return form.view(metadata, _starts(form, line) if line else ())


def amend_view(move: Move, deal: Deal, locale: str) -> Block:
    """The form to change a move, with what it says now."""
    form = amending(move.kind, locale)
    metadata = FormMetadata(
        once=uuid4().hex, deal=deal.id, move=move.no, version=move.version, aim=move.kind
    )
    starts = [
        WHAT.starts(move.what),
        cost(move.kind, locale).starts(move.cost),
        worth(move.kind, locale).starts(move.worth),
        CONDITION.starts(move.condition),
        DUE.starts(move.due),
        REASON.starts(move.reason),
        ON.starts(move.on),
        REVIEW.starts(move.review),
    ]
    return form.view(metadata, starts)


def _starts(form: Form, line: ParsedLine) -> list[Start]:
    known: dict[str, object] = {
        "what": line.what,
        "cost": line.cost,
        "worth": line.worth,
        "for": f"#{line.ref}" if line.ref else line.for_what,
        "condition": line.condition,
        "reason": line.reason,
        "due": line.due,
        "on": line.on,
        "review": line.review,
        "goodwill": frozenset({"yes"}) if line.goodwill else None,
    }
    return [field.starts(known[field.name]) for field in form.fields if known.get(field.name)]


def line_of(filled: Filled, kind: Kind, locale: str) -> ParsedLine:
    """What a filled-in form says, as the line that would have said the same."""
    named = (filled.find(FOR) or "").strip()
    number = _NUMBER.fullmatch(named) if named.startswith("#") else None
    return ParsedLine(
        what=filled.need(WHAT),
        cost=filled.find(cost(kind, locale)),
        worth=filled.find(worth(kind, locale)),
        for_what=None if number else named or None,
        ref=int(number[1]) if number else None,
        condition=filled.find(CONDITION),
        due=filled.find(DUE),
        reason=filled.find(REASON),
        on=filled.find(ON),
        goodwill="yes" in (filled.find(GOODWILL) or ()),
        review=filled.find(REVIEW),
    )


def aim_of(view: Element) -> str:
    """The kind of move a form to change one was opened for. Raises `Forged` where it names none."""
    aim = parse_metadata(view.get("private_metadata") or "").aim
    if aim not in set(Kind):
        raise Forged
    return aim
