"""The forms for gives, gets and asks: to record one, to log one from a message, to change one."""

import re
from typing import Any
from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.fields import (
    AMENDABLE_FIELDS,
    CONDITION,
    COST,
    FOR_WHAT,
    MOVE_FIELDS,
    ON,
    REVIEW,
    WHAT,
    WORTH,
    FieldKind,
    MoveField,
)
from bot.domain.moves import Kind, Move
from bot.language.lines import ParsedLine
from bot.slack import blocks as kit
from bot.slack.blocks import Block, Element
from bot.slack.forms.fields import Checks, DayField, Field, Option, Read, Start, Text
from bot.slack.forms.figures import AMOUNT, amount_in, typed_worth
from bot.slack.forms.form import Filled, Forged, Form, FormMetadata, parse_metadata
from bot.slack.markup import quote_typed
from bot.translations import N_

GOODWILL = Checks(
    name="goodwill",
    label="Goodwill",
    optional=True,
    options=(Option(value="yes", label="On purpose, nothing wanted in return"),),
)
THEIRS = Checks(
    name="theirs",
    label="Whose ask is it?",
    optional=True,
    options=(Option(value="yes", label="Theirs: they ask us for it"),),
)
WHY = Text(name="why", label="Why is it changed?", optional=True)

_NUMBER = re.compile(r"#?(\d{1,9})")


def form_field(field: MoveField, kind: Kind, locale: str) -> Field[Any]:
    """How a form for a move of this kind asks for a field."""
    name, label, hint, optional = field.key, field.label_for(kind), field.hint, not field.required
    match field.kind:
        case FieldKind.WORTH:
            return Read(
                name=name,
                label=label,
                hint=AMOUNT,
                optional=optional,
                reader=amount_in(locale),
                writer=typed_worth,
            )
        case FieldKind.DAY:
            return DayField(name=name, label=label, hint=hint, optional=optional)
        case FieldKind.TEXT:
            return Text(
                name=name,
                label=label,
                hint=hint,
                optional=optional,
                placeholder=field.placeholder,
                longest=field.longest,
            )


TITLES = {Kind.GIVE: "A give", Kind.GET: "A get", Kind.ASK: "An ask"}
CHANGES = {Kind.GIVE: "Change a give", Kind.GET: "Change a get", Kind.ASK: "Change an ask"}


def recording(kind: Kind, locale: str) -> Form:
    """The form that records a move of this kind."""
    fields: list[Field[Any]] = []
    for field in MOVE_FIELDS:
        if kind in field.recorded_for:
            if field is REVIEW:
                fields.append(GOODWILL)
            fields.append(form_field(field, kind, locale))
    if kind is Kind.ASK:
        fields.append(THEIRS)
    return Form(route=f"{kind}.record", title=TITLES[kind], submit="Record", fields=tuple(fields))


def partly(locale: str, *, theirs: bool = False) -> Form:
    """The form that says what was given instead of all that was asked: by them, or by us where it is `theirs`."""
    asked = (WHAT, COST, WORTH, CONDITION, ON)
    kind, title = (Kind.GIVE, "We give a part") if theirs else (Kind.GET, "They gave a part")
    fields = tuple(form_field(field, kind, locale) for field in asked)
    return Form(route="ask.partly", title=title, submit="Record", fields=fields)


def partly_view(ask: Move, deal: Deal, locale: str) -> Block:
    """The form for a part of an ask, with what was asked to start from."""
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, move=ask.no, version=ask.version)
    kind = Kind.GET if ask.ours else Kind.GIVE
    what = form_field(WHAT, kind, locale)
    return partly(locale, theirs=not ask.ours).view(metadata, [what.starts(ask.what)])


def amending(kind: Kind, locale: str) -> Form:
    """The form that changes what a move says."""
    fields = [form_field(field, kind, locale) for field in AMENDABLE_FIELDS]
    return Form(route="move.amend", title=CHANGES[kind], submit="Save", fields=(*fields, WHY))


VOIDED_WHY = Text(name="why", label="Why?", placeholder="It was never agreed")
VOIDED = N_("It will count in no sum; the log keeps it.")
VOID = Form(route="move.void", title="Void a move", submit="Void", fields=(VOIDED_WHY,))


def void_view(move: Move, deal: Deal) -> Block:
    """The form that takes a move out of every sum, and asks why."""
    intro = [kit.section_block(quote_typed(f"#{move.no} {move.what}")), kit.section_block(VOIDED)]
    return VOID.view(
        FormMetadata(once=uuid4().hex, deal=deal.id, move=move.no, version=move.version),
        intro=intro,
    )


def record_view(
    kind: Kind, deal: Deal, locale: str, line: ParsedLine | None = None, *, theirs: bool = False
) -> Block:
    """The form to record a move, with what is already known; `theirs`: it is an ask of the other side."""
    form = recording(kind, locale)
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id)
    starts = list(_starts(form, line)) if line else []
    if theirs:
        starts.append(THEIRS.starts(frozenset({"yes"})))
    return form.view(metadata, starts)


def amend_view(move: Move, deal: Deal, locale: str) -> Block:
    """The form to change a move, with what it says now."""
    form = amending(move.kind, locale)
    metadata = FormMetadata(
        once=uuid4().hex, deal=deal.id, move=move.no, version=move.version, aim=move.kind
    )
    starts = [
        form_field(field, move.kind, locale).starts(getattr(move, field.name))
        for field in AMENDABLE_FIELDS
    ]
    return form.view(metadata, starts)


def _starts(form: Form, line: ParsedLine) -> list[Start]:
    known: dict[str, object] = {field.key: getattr(line, field.name) for field in MOVE_FIELDS}
    if line.ref:
        known[FOR_WHAT.key] = f"#{line.ref}"
    if line.goodwill:
        known[GOODWILL.name] = frozenset({"yes"})
    return [field.starts(known[field.name]) for field in form.fields if known.get(field.name)]


def line_of(filled: Filled, kind: Kind, locale: str) -> ParsedLine:
    """What a filled-in form says, as the line that would have said the same."""
    said: dict[str, Any] = {
        field.name: filled.find(form_field(field, kind, locale)) for field in MOVE_FIELDS
    }
    line = ParsedLine(**said)
    named = (line.for_what or "").strip()
    number = _NUMBER.fullmatch(named) if named.startswith("#") else None
    return line._replace(
        what=filled.need(form_field(WHAT, kind, locale)),
        for_what=None if number else named or None,
        refs=(int(number[1]),) if number else (),
        goodwill="yes" in (filled.find(GOODWILL) or ()),
    )


def aim_of(view: Element) -> str:
    """The kind of move a form to change one was opened for. Raises `Forged` where it names none."""
    aim = parse_metadata(view.get("private_metadata") or "").aim
    if aim not in set(Kind):
        raise Forged
    return aim
