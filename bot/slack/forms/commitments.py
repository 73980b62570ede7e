"""The forms for a commitment: a new one, another day, what became of it."""

from uuid import uuid4

from bot.coach.answers.commitments import CommitmentForm
from bot.coach.commitments import SeenCommitment
from bot.domain.commitments import Commitment, CommitmentSide
from bot.domain.ids import CommitmentNo, DealId, PersonId
from bot.language.commitments import CommitmentRead
from bot.slack.blocks import Block
from bot.slack.forms.fields import (
    ChoiceField,
    DayField,
    People,
    Start,
    Text,
    optional_text,
    options_of,
)
from bot.slack.forms.form import Filled, Form, FormMetadata

SIDE = ChoiceField(
    name="side",
    label="Who has to do it?",
    options=options_of({CommitmentSide.THEIRS: "They", CommitmentSide.OURS: "We"}),
)
WHAT = Text(
    name="what", label="What is to be done?", placeholder="send the case study", longest=200
)
DUE = DayField(name="due", label="By which day?", optional=True)
OWNER = People(name="owner", label="Who of us looks after it?", optional=True, most=1)
ROLE = optional_text("role", "Who of them does it?", "their project lead")
WHERE = optional_text("where", "Where in the contract?", "MSA 4.2")
PROOF = optional_text("proof", "How is it known?", "a link, or who confirmed it")
WHY = optional_text("why", "Why is it waived?", "they do without it")

NEW = Form(
    route="commitment.add",
    title="A commitment",
    submit="Save",
    fields=(SIDE, WHAT, DUE, OWNER, ROLE, WHERE),
)
EDIT = Form(
    route="commitment.amend",
    title="A commitment",
    submit="Save",
    fields=(SIDE, WHAT, DUE, OWNER, ROLE, WHERE),
)
DELIVER = Form(route="commitment.deliver", title="Delivered", submit="Save", fields=(PROOF,))
WAIVE = Form(route="commitment.waive", title="Waived", submit="Save", fields=(WHY,))


def new_view(known: CommitmentForm, side: CommitmentSide | None = None) -> Block:
    """The form for a new commitment."""
    starts = [SIDE.starts(side)] if side is not None else []
    return NEW.view(FormMetadata(once=uuid4().hex, deal=known.deal.id), starts)


def edit_view(known: CommitmentForm, commitment: Commitment) -> Block:
    """The form with what a commitment says."""
    owner = (str(commitment.owner),) if commitment.owner else None
    starts: list[Start] = [SIDE.starts(commitment.side), WHAT.starts(commitment.what)]
    starts.append(DUE.starts(commitment.due))
    starts.append(OWNER.starts(owner))
    starts += [ROLE.starts(commitment.role), WHERE.starts(commitment.where)]
    return EDIT.view(_metadata(known, commitment), starts)


def deliver_view(known: CommitmentForm, commitment: Commitment) -> Block:
    """The form that asks how it is known to be delivered."""
    return DELIVER.view(_metadata(known, commitment), [PROOF.starts(commitment.proof)])


def waive_view(known: CommitmentForm, commitment: Commitment) -> Block:
    """The form that asks why it is waived."""
    return WAIVE.view(_metadata(known, commitment))


def _metadata(known: CommitmentForm, commitment: Commitment) -> FormMetadata:
    return FormMetadata(
        once=uuid4().hex,
        deal=known.deal.id,
        move=commitment.no,
        version=commitment.version,
    )


def seen_commitment(filled: Filled) -> SeenCommitment:
    """The commitment that the form is about, as it was shown."""
    metadata = filled.metadata
    return SeenCommitment(
        deal=DealId(metadata.deal), no=CommitmentNo(metadata.move), version=metadata.version
    )


def read_form(filled: Filled) -> CommitmentRead:
    """What the form says."""
    owner = filled.get(OWNER)
    return CommitmentRead(
        what=filled.need(WHAT),
        side=CommitmentSide(filled.need(SIDE)),
        owner=PersonId(owner[0]) if owner else None,
        role=filled.get(ROLE) or "",
        due=filled.get(DUE),
        where=filled.get(WHERE) or "",
    )
