"""The forms to tie a give to a get, and to say what came of an ask."""

from uuid import uuid4

from bot.coach.answers import Matchable
from bot.domain.deals import Deal
from bot.domain.moves import Move
from bot.slack.blocks import Block
from bot.slack.forms.fields import ChoiceField, Option, Several, Text
from bot.slack.forms.form import Form, FormMetadata

GIVE = ChoiceField(name="give", label="Our give", placeholder="Choose a give", optional=True)
GET = ChoiceField(name="get", label="Their get", placeholder="Choose a get", optional=True)
MATCH = Form(
    route="trade.match", title="Match a give and a get", submit="Match", fields=(GIVE, GET)
)
GIVES = Several(name="gives", label="Our gives", placeholder="Choose gives")
MATCH_SEVERAL = Form(
    route="trade.match_several", title="Match several gives", submit="Match", fields=(GIVES,)
)
OFFERED = 100
"""Slack lists no more options than that; those not matched yet come first."""


def match_view(deal: Deal, found: Matchable) -> Block:
    """The form to tie a give to a get."""
    starts = [GIVE.among(_options(found.gives)), GET.among(_options(found.gets))]
    return MATCH.view(FormMetadata(once=uuid4().hex, deal=deal.id), starts)


def match_several_view(deal: Deal, get: Move, gives: tuple[Move, ...]) -> Block:
    """The form to tie a get to several gives."""
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id, move=get.no, version=get.version)
    return MATCH_SEVERAL.view(metadata, [GIVES.among(_options(gives))])


def _options(moves: tuple[Move, ...]) -> list[Option]:
    return [Option(value=str(m.no), label=f"#{m.no} {m.what}") for m in moves[:OFFERED]]


SENTENCE = Text(name="sentence", label="Say", lines=True, longest=3000, optional=True)
COPY = Form(route="sentence.done", title="A sentence to say", submit="Done", fields=(SENTENCE,))


def copy_view(sentence: str) -> Block:
    """A sentence where it can be marked, changed and copied."""
    return COPY.view(FormMetadata(once=uuid4().hex), [SENTENCE.starts(sentence)])
