"""The form that asks which issues matter most, before equal packages are built."""

from collections.abc import Sequence
from uuid import uuid4

from bot.coach.actors import Actor
from bot.coach.requests.mesos import WeighIssues
from bot.domain.deals import Deal
from bot.slack.blocks import Block
from bot.slack.forms.fields import Option, Several
from bot.slack.forms.form import Filled, Form, FormMetadata, NotFilled

MOST_ISSUES = 30
OURS = Several(
    name="ours",
    label="What matters most to us?",
    hint="One or two. It is kept in the plan, which only its owner and those named there see.",
    optional=True,
)
THEIRS = Several(
    name="theirs",
    label="What matters most to them, as far as you can tell?",
    hint="One or two. Where it differs from ours, there is something to trade.",
    optional=True,
)
WEIGHTS = Form(
    route="meso.weights", title="What matters", submit="Build packages", fields=(OURS, THEIRS)
)
NOTHING_CHOSEN = "Please choose one issue for us or for them."


def weights_view(deal: Deal, names: Sequence[str]) -> Block:
    """The form, with the deal's issues to choose from."""
    places = {issue.name: place for place, issue in enumerate(deal.issues)}
    options = [Option(value=str(places[name]), label=name) for name in names[:MOST_ISSUES]]
    metadata = FormMetadata(once=uuid4().hex, deal=deal.id)
    return WEIGHTS.view(metadata, (OURS.among(options), THEIRS.among(options)))


def weights_of(filled: Filled, deal: Deal, actor: Actor) -> WeighIssues:
    """What the form says. Raises `NotFilled` where nothing was chosen."""
    places_of_ours, places_of_theirs = filled.get(OURS), filled.get(THEIRS)
    ours, theirs = _names(places_of_ours or (), deal), _names(places_of_theirs or (), deal)
    if not ours and not theirs:
        raise NotFilled({OURS.name: NOTHING_CHOSEN})
    return WeighIssues(by=actor, deal=deal.id, ours=ours, theirs=theirs, once=filled.metadata.once)


def _names(places: Sequence[str], deal: Deal) -> tuple[str, ...]:
    """The issues at these places; what is no place of the deal's is left out."""
    known = {str(place): issue.name for place, issue in enumerate(deal.issues)}
    return tuple(known[place] for place in places if place in known)
