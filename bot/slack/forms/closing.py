"""The forms of the close: where each item stands, page by page, and what belongs to those that are not in the
contract."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import uuid4

from bot.coach.answers import RefusalReason
from bot.coach.answers.closing import CloseForm
from bot.coach.closing import ItemChoice
from bot.coach.refusals import Refused
from bot.domain.closing import CloseItem, CloseItemKind, CloseLine, CloseStatus
from bot.domain.ids import DealId
from bot.language.commitments import read_moved
from bot.slack import blocks as kit
from bot.slack import limits_table as limits
from bot.slack.blocks import Block, Element
from bot.slack.form_language import Typed
from bot.slack.forms.fields import (
    AnyField,
    ChoiceField,
    Start,
    Text,
    optional_text,
    options_of,
)
from bot.slack.forms.form import Form, FormMetadata, parse_metadata
from bot.slack.markup import truncate
from bot.translations import N_

PER_PAGE = 10
"""Items on one page of the form."""

STATUSES: Mapping[str, str] = {
    CloseStatus.CONTRACT: N_("In the contract"),
    CloseStatus.WAIVED: N_("Waived"),
    CloseStatus.SUPERSEDED: N_("Superseded"),
    CloseStatus.COMMITMENT: N_("To be done: a commitment"),
    CloseStatus.QUESTION: N_("To be asked: a question"),
}
DETAILS: Mapping[str, str] = {
    CloseStatus.CONTRACT: N_("Where in the contract?"),
    CloseStatus.WAIVED: N_("Waived by whom?"),
    CloseStatus.SUPERSEDED: N_("Superseded by what?"),
    CloseStatus.COMMITMENT: N_("Who does it, by when?"),
    CloseStatus.QUESTION: N_("What is to be asked?"),
}
MORE = N_("More about it")
WHERE = optional_text("where", "Where in the contract?", "MSA 4.2")
REVIEW = Text(
    name="review",
    label="What do you want to remember?",
    placeholder="what moved them, what we would ask for earlier",
    lines=True,
    longest=1500,
)
WHERE_FORM = Form(route="close.where", title="In the contract", submit="Save", fields=(WHERE,))
REVIEW_FORM = Form(route="close.review", title="What to remember", submit="Save", fields=(REVIEW,))

NameItem = Callable[[CloseItem], str]
"""Words an item for its question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePage:
    """The items that a form asks about: those from `first` up to, not including, `after`. `alone`: it is an exception
    that somebody chose, and no further page follows."""

    first: int
    after: int
    alone: bool = False


def find_first_page(known: CloseForm) -> ClosePage | None:
    """The page that the close goes on with: from the first item on that nobody has decided about; None where all are
    decided."""
    return find_next_page(known, 0)


def find_next_page(known: CloseForm, start: int) -> ClosePage | None:
    """The next page from an item on that holds something open."""
    for place in range(start, len(known.lines)):
        if known.lines[place].is_open:
            return ClosePage(first=place, after=min(place + PER_PAGE, len(known.lines)))
    return None


def items_view(known: CloseForm, page: ClosePage, name: NameItem) -> Block:
    """Where each item of a page stands; what belongs to it is asked on the next one."""
    lines = known.lines[page.first : page.after]
    fields = [_status_field(line, place) for place, line in enumerate(lines)]
    starts = [
        field.starts(_default_status(line)) for field, line in zip(fields, lines, strict=True)
    ]
    extra: list[AnyField] = []
    if page.alone:
        extra = [_detail_field(0, MORE)]
        decision = lines[0].decision if lines else None
        starts.append(extra[0].starts(decision.detail if decision else None))
    elif any(line.item.is_agreed for line in lines):
        extra = [WHERE]
    form = Form(
        route="close.items",
        title="What was agreed",
        submit="Save",
        fields=(*extra, *fields) if not page.alone else (*fields, *extra),
    )
    view = form.view(_metadata(known, page), starts)
    return _with_items_as_labels(view, [name(line.item) for line in lines])


def _status_field(line: CloseLine, place: int) -> ChoiceField:
    """Where one item stands. A list, since a column of buttons for each would have to be scrolled."""
    statuses = dict(STATUSES)
    if not line.item.is_agreed:
        statuses.pop(CloseStatus.SUPERSEDED)
    return ChoiceField(
        name=f"item{place}",
        label=f"item{place}",
        options=options_of(statuses),
        optional=True,
    )


def _default_status(line: CloseLine) -> str:
    """What is chosen at first: what was decided, else the likeliest."""
    if line.decision is not None:
        return line.decision.status
    if line.item.is_agreed:
        return CloseStatus.CONTRACT
    return CloseStatus.WAIVED if line.item.kind is CloseItemKind.NOTE else CloseStatus.QUESTION


def _with_items_as_labels(view: Block, names: Sequence[str]) -> Block:
    """The form with the words of each item above its list; what people typed stays as it is in every language."""
    labels = {f"item{place}": name for place, name in enumerate(names)}
    for block in view["blocks"]:
        name = labels.get(block.get("block_id", ""))
        if name is not None:
            text = Typed(truncate(name, limits.INPUT_LABEL))
            block["label"] = kit.plain_text(name, limits.INPUT_LABEL) | {"text": text}
            block["optional"] = False
    return view


def _metadata(known: CloseForm, page: ClosePage) -> FormMetadata:
    alone = "alone" if page.alone else ""
    return FormMetadata(
        once=uuid4().hex,
        deal=known.deal.id,
        version=known.version,
        aim=f"{page.first}:{page.after}:{alone}:{_digest(known, page)}",
    )


def _digest(known: CloseForm, page: ClosePage) -> str:
    """What tells whether the items of a page are still those that the form showed."""
    keys = [line.item.key + line.item.said for line in known.lines[page.first : page.after]]
    return sha256("\n".join(keys).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFilled:
    """A page that was sent: what was chosen, in the order of its items."""

    deal: DealId
    page: ClosePage
    version: int
    once: str
    choices: tuple[ItemChoice, ...]


def deal_of_view(view: Element) -> DealId:
    """The deal that a form of the close is about."""
    return DealId(parse_metadata(view.get("private_metadata") or "").deal)


def _read_page(known: CloseForm, metadata: FormMetadata) -> ClosePage:
    """The page that a form was. Refused where its items are others by now."""
    first, after, alone, digest = (*metadata.aim.split(":"), "", "", "", "")[:4]
    if not (first.isdecimal() and after.isdecimal()):
        raise Refused(why=RefusalReason.CHANGED, deal=known.deal)
    page = ClosePage(first=int(first), after=int(after), alone=alone == "alone")
    if _digest(known, page) != digest:
        raise Refused(why=RefusalReason.CHANGED, deal=known.deal)
    return page


def read_items(known: CloseForm, view: Element, *, locale: str, today: date) -> PageFilled:
    """What a page of items says."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    page = _read_page(known, metadata)
    lines = known.lines[page.first : page.after]
    fields = [_status_field(line, place) for place, line in enumerate(lines)]
    extra: list[AnyField] = [_detail_field(0, MORE)] if page.alone else [WHERE]
    filled = Form(route="close.items", title="", submit="", fields=(*fields, *extra)).read(view)
    more = filled.get(extra[0]) or ""
    choices: list[ItemChoice] = []
    for field, line in zip(fields, lines, strict=True):
        status = CloseStatus(filled.get(field) or _default_status(line))
        detail = more if page.alone or status is CloseStatus.CONTRACT else ""
        choices.append(_build_choice(line, status, detail, locale=locale, today=today))
    return PageFilled(
        deal=DealId(metadata.deal),
        page=page,
        version=metadata.version,
        once=metadata.once,
        choices=tuple(choices),
    )


def _build_choice(
    line: CloseLine, status: CloseStatus, detail: str, *, locale: str, today: date
) -> ItemChoice:
    """A choice with what was said of it; of a commitment that is who does it, and by when."""
    if status is not CloseStatus.COMMITMENT or not detail:
        return ItemChoice(key=line.item.key, status=status, detail=detail)
    said = read_moved(detail, locale=locale, today=today)
    return ItemChoice(
        key=line.item.key,
        status=status,
        detail=detail,
        owner=said.owner,
        role=said.role or said.what,
        due=said.due,
    )


def _detail_field(place: int, label: str) -> Text:
    return optional_text(f"detail{place}", label)


def needs_detail(status: CloseStatus) -> bool:
    """Whether more belongs to an item of that status than the page asked."""
    return status is not CloseStatus.CONTRACT


def details_view(known: CloseForm, page: ClosePage, name: NameItem) -> Block | None:
    """What belongs to the items of a page that are not in the contract; None where none is such a one."""
    fields: list[AnyField] = []
    starts: list[Start] = []
    intro: list[Block] = []
    for place, line in enumerate(known.lines[page.first : page.after]):
        if line.decision is None or not needs_detail(line.status):
            continue
        if line.item.kind is CloseItemKind.NOTE and line.status is CloseStatus.WAIVED:
            continue
        field = _detail_field(place, DETAILS[line.status])
        fields.append(field)
        starts.append(field.starts(line.decision.detail))
    if not fields:
        return None
    form = Form(
        route="close.details", title="More about these", submit="Save", fields=tuple(fields)
    )
    view = form.view(_metadata(known, page), starts, intro)
    return _with_items_as_hints(view, known, page, name)


def _with_items_as_hints(view: Block, known: CloseForm, page: ClosePage, name: NameItem) -> Block:
    """The form with the words of the item under each question."""
    for block in view["blocks"]:
        place = block.get("block_id", "").removeprefix("detail")
        if place.isdecimal():
            words = name(known.lines[page.first + int(place)].item)
            hint = kit.plain_text(words, limits.INPUT_LABEL)
            block["hint"] = hint | {"text": Typed(hint["text"])}
    return view


def read_details(known: CloseForm, view: Element, *, locale: str, today: date) -> PageFilled:
    """What the form of details says."""
    metadata = parse_metadata(view.get("private_metadata") or "")
    page = _read_page(known, metadata)
    lines = known.lines[page.first : page.after]
    asked = [
        (place, line)
        for place, line in enumerate(lines)
        if line.decision is not None and f"detail{place}" in _names_in(view)
    ]
    fields = tuple(_detail_field(place, DETAILS[line.status]) for place, line in asked)
    filled = Form(route="close.details", title="", submit="", fields=fields).read(view)
    choices = [
        _build_choice(line, line.status, filled.get(field) or "", locale=locale, today=today)
        for field, (_, line) in zip(fields, asked, strict=True)
        if filled.get(field)
    ]
    return PageFilled(
        deal=DealId(metadata.deal),
        page=page,
        version=metadata.version,
        once=metadata.once,
        choices=tuple(choices),
    )


def _names_in(view: Element) -> set[str]:
    return {block.get("block_id", "") for block in view.get("blocks", ())}


def where_view(known: CloseForm) -> Block:
    """Where in the contract all that was put there at one press stands."""
    return WHERE_FORM.view(
        FormMetadata(once=uuid4().hex, deal=known.deal.id, version=known.version)
    )


def review_view(known: CloseForm) -> Block:
    """What is to be remembered, with what is known."""
    metadata = FormMetadata(once=uuid4().hex, deal=known.deal.id)
    return REVIEW_FORM.view(metadata, [REVIEW.starts(known.review)])
