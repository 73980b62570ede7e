"""The forms that a digest opens. Each knows which digest, so that its line can say what became of it."""

from uuid import uuid4

from bot.domain.deals import Deal
from bot.domain.moves import Kind, Move
from bot.language.lines import ParsedLine
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.forms import moves
from bot.slack.forms.fields import DayField
from bot.slack.forms.form import Form, FormMetadata
from bot.slack.markup import quote_typed

UNTIL = DayField(name="until", label="Not before")
SNOOZE = Form(route="digest.snoozed", title="Snooze", submit="Snooze", fields=(UNTIL,))
LINE_SNOOZE = Form(route="line.snoozed", title="Snooze", submit="Snooze", fields=(UNTIL,))
RECORDED = {Kind.GET: "digest.got_it", Kind.ASK: "digest.asked"}
VOIDED = "digest.voided"


def until_view(move: Move, deal: Deal, digest: str) -> Block:
    """The form that asks until when a move stays out of digests."""
    intro = kit.section_block(quote_typed(f"#{move.no} {move.what}"))
    return SNOOZE.view(_metadata(deal, digest, move), intro=[intro])


def until_view_of_line(deal: Deal, subject: str) -> Block:
    """The form that asks until when a line about no move stays out of messages."""
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, aim=subject)
    return LINE_SNOOZE.view(metadata, intro=[kit.section_block(quote_typed(deal.name))])


def record_view(kind: Kind, deal: Deal, locale: str, line: ParsedLine, digest: str) -> Block:
    """The form of a get or an ask that answers a line."""
    view = moves.record_view(kind, deal, locale, line)
    return _with_route(view, RECORDED[kind], _metadata(deal, digest))


def void_view(move: Move, deal: Deal, digest: str) -> Block:
    """The form that takes a line's move out of every sum."""
    view = moves.void_view(move, deal)
    return _with_route(view, VOIDED, _metadata(deal, digest, move))


def _metadata(deal: Deal, digest: str, move: Move | None = None) -> FormMetadata:
    no, version = (move.no, move.version) if move else (0, 0)
    return FormMetadata(once=uuid4().hex, deal=deal.id, move=no, version=version, aim=digest)


def _with_route(view: Block, route: str, metadata: FormMetadata) -> Block:
    """The same questions under another route, which also redraws the digest behind the form."""
    return view | {"callback_id": route, "private_metadata": metadata.written()}
