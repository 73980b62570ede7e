"""Commitments of both sides: `/deal commit they send the case study by 15 Jan`, `/deal commitments`, `/deal delivered
c2`, buttons and forms."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach import commitments
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.commitments import CommitmentShown
from bot.coach.commitments import SeenCommitment
from bot.coach.mornings.reload import reload_morning
from bot.coach.refusals import Refused
from bot.domain.commitments import CommitmentSide
from bot.domain.deals import Deal
from bot.domain.ids import CommitmentNo, DealId, PersonId
from bot.domain.ledger import Verb
from bot.language.commitment_lists import read_commitments
from bot.language.commitments import (
    CommitmentDeed,
    CommitmentRead,
    CommitmentRequest,
    names_another,
    read_commitment_request,
    read_moved,
    read_proof,
    split_bare_number,
    split_more_numbers,
)
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, read_key_number
from bot.slack.context import RequestContext
from bot.slack.forms import commitments as forms
from bot.slack.forms.form import Filled
from bot.slack.replies import FormOpened, LineUnread
from bot.slack.rhythms import require_participants
from bot.slack.routing import Click, DealWord, Routes, echo
from bot.slack.services import SlackServices
from bot.translations import N_

EXAMPLE = N_("/deal commit they send the case study by 15 Jan")
SETTLING = {CommitmentDeed.DELIVERED: Verb.DELIVERED, CommitmentDeed.WAIVED: Verb.WAIVED}
DEED_EXAMPLES = {
    CommitmentDeed.SHOW: N_("/deal commitments"),
    CommitmentDeed.DELIVERED: N_("/deal delivered c2 link to the case study"),
    CommitmentDeed.WAIVED: N_("/deal waived c2 they do without it"),
    CommitmentDeed.MOVED: N_("/deal moved c2 to 1 Feb"),
}


def commit_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal commit we deliver onboarding by 1 Feb owner @ana`: keeps it; alone, its form."""
    if not rest:
        known = commitments.commitment_for_form(
            context.actor, here.id, None, services=services.coach
        )
        return FormOpened(forms.new_view(known))
    request = read_commitment_request(rest)
    if request is not None:
        return answer_request(services, context, here, request, rest)
    return _commit(services, context, here, rest, None)


def _commit(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    typed: str,
    side: CommitmentSide | None,
) -> Answer:
    said = _read(context, here, typed)
    if not all(each.what for each in said):
        return LineUnread(
            hint=N_("This does not say what is to be done."), example=EXAMPLE, typed=echo(typed)
        )
    if any(len(each.what) > forms.WHAT.longest for each in said):
        return LineUnread(
            hint=N_("What is to be done may have 200 characters."),
            example=EXAMPLE,
            typed=echo(typed),
        )
    if side is None and any(each.side is None for each in said):
        asked = next(each for each in said if each.side is None)
        if all(each.side is None for each in said[1:]) and len(said) > 1:
            asked = replace(asked, what=echo(typed), due=None)
        return commitments.ask_whose_commitment(
            context.actor, here.id, asked, typed, services=services.coach
        )
    if side is not None:
        said = [each if each.side else replace(each, side=side) for each in said]
    for each in said:
        if each.owner is not None:
            services.directory.require_member(context.actor.team, each.owner)
    if len(said) > 1:
        return commitments.add_commitments(
            context.actor, here.id, said, echo(typed), key=context.once, services=services.coach
        )
    return commitments.add_commitment(
        context.actor, here.id, said[0], echo(typed), key=context.once, services=services.coach
    )


def _read(context: RequestContext, here: Deal, typed: str) -> Sequence[CommitmentRead]:
    actor = context.actor
    names = [party.name for party in here.parties]
    return read_commitments(typed, locale=actor.locale, today=actor.today, names=names)


def press_side(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Says whose commitment the line is that waited; its key is the side, and the line."""
    side, _, line = ref.key.partition(":")
    typed = commitments.take_asked_line(context.actor, ref.deal, line, services=services.coach)
    found = commitments.commitment_for_form(context.actor, ref.deal, None, services=services.coach)
    is_ours = side == CommitmentSide.OURS
    return _commit(
        services,
        context,
        found.deal,
        typed,
        CommitmentSide.OURS if is_ours else CommitmentSide.THEIRS,
    )


def list_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal commitments`: what both sides have to do; a number shows one, a sentence is kept as one."""
    if not rest:
        return commitments.list_commitments(context.actor, here.id, services=services.coach)
    return commit_command(services, context, here, rest)


def _deed_command(deed: CommitmentDeed) -> DealWord:
    """`/deal delivered c2 link`, `/deal waived the case study`, `/deal moved c2 to 1 Feb`."""

    def word(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        request = read_commitment_request(rest)
        if request is not None and deed in SETTLING and names_another(request.rest):
            return _settle_several(services, context, here, deed, request, rest)
        if request is not None:
            named = CommitmentRequest(deed=deed, no=request.no, rest=request.rest)
            return answer_request(services, context, here, named, rest)
        # `delivered 2 via mail` is named by its number, `delivered 2 forklifts` by its words.
        found = split_bare_number(rest) or commitments.find_named_commitment(
            context.actor, here.id, _without_day(context, deed, rest), services=services.coach
        )
        if found is None:
            return commitments.list_commitments(
                context.actor, here.id, typed=echo(f"{deed} {rest}"), services=services.coach
            )
        no, after = found
        what_follows = rest if deed is CommitmentDeed.MOVED else after
        named = CommitmentRequest(deed=deed, no=no, rest=what_follows)
        return answer_request(services, context, here, named, rest)

    return word


def _settle_several(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    deed: CommitmentDeed,
    request: CommitmentRequest,
    text: str,
) -> Answer:
    """`/deal delivered c1, c2 and c3 by mail`: all of them in one entry."""
    more, note = split_more_numbers(request.rest)
    first = request.no or CommitmentNo(0)
    return commitments.settle_commitments(
        context.actor,
        here.id,
        [first, *more],
        SETTLING[deed],
        read_proof(note)[: forms.PROOF.longest],
        typed=echo(text),
        key=context.once,
        services=services.coach,
    )


def _without_day(context: RequestContext, deed: CommitmentDeed, rest: str) -> str:
    """The words that name a commitment, without the day that it is moved to."""
    if deed is not CommitmentDeed.MOVED:
        return rest
    actor = context.actor
    return read_moved(rest, locale=actor.locale, today=actor.today).what


def answer_request(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    request: CommitmentRequest,
    text: str,
) -> Answer:
    """Does with the commitment what was typed."""
    seen = SeenCommitment(deal=here.id, no=request.no or CommitmentNo(0))
    match request.deed:
        case CommitmentDeed.SHOW:
            return commitments.show_commitment(
                context.actor, here.id, seen.no, typed=echo(text), services=services.coach
            )
        case CommitmentDeed.DELIVERED:
            proof = read_proof(request.rest)[: forms.PROOF.longest]
            return commitments.deliver_commitment(
                context.actor, seen, proof, key=context.once, services=services.coach
            )
        case CommitmentDeed.WAIVED:
            why = read_proof(request.rest)[: forms.WHY.longest]
            return commitments.waive_commitment(
                context.actor, seen, why, key=context.once, services=services.coach
            )
        case CommitmentDeed.MOVED:
            return _move(services, context, seen, request.rest, text)


def _move(
    services: SlackServices, context: RequestContext, seen: SeenCommitment, rest: str, text: str
) -> Answer:
    """Changes the day, the owner or the place that the line names; without any the form opens."""
    if not rest:
        known = commitments.commitment_for_form(
            context.actor, seen.deal, seen.no, services=services.coach
        )
        if known.commitment is None:
            raise Refused(why=RefusalReason.NO_COMMITMENT, deal=known.deal, typed=echo(text))
        return FormOpened(forms.edit_view(known, known.commitment))
    said = read_moved(rest, locale=context.actor.locale, today=context.actor.today)
    named = {"due": said.due, "owner": said.owner, "role": said.role, "where": said.where}
    changes = {name: value for name, value in named.items() if value}
    if not changes:
        return LineUnread(
            hint=N_("This needs a day, an owner, or where in the contract it stands."),
            example=DEED_EXAMPLES[CommitmentDeed.MOVED],
            typed=echo(text),
        )
    if said.owner is not None:
        services.directory.require_member(context.actor.team, said.owner)
    return commitments.amend_commitment(
        context.actor, seen, changes, key=context.once, services=services.coach
    )


def answer_number(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """What a line after `/deal` does that names a commitment by its number alone (`c2`, `edit c2 by 1 Feb`); None where
    it names none."""
    request = read_commitment_request(text)
    return None if request is None else answer_request(services, context, here, request, text)


def list_them(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What both sides have to do, from a button."""
    return commitments.list_commitments(context.actor, ref.deal, services=services.coach)


def show_one(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One commitment, from a menu."""
    return _show(services, context, ref)


def _show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> CommitmentShown:
    return commitments.show_commitment(
        context.actor, ref.deal, _number(ref), services=services.coach
    )


def _number(ref: ButtonValue) -> CommitmentNo:
    """The number in a button's key, `2:5` with the version that was shown; 0 where it is none."""
    no, _, _ = ref.key.partition(":")
    return CommitmentNo(read_key_number(no) or 0)


def _seen(ref: ButtonValue) -> SeenCommitment:
    _, _, version = ref.key.partition(":")
    shown = read_key_number(version) or 0
    return SeenCommitment(deal=ref.deal, no=_number(ref), version=shown)


def deliver(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """It is done; how that is known can be added afterwards."""
    return commitments.deliver_commitment(
        context.actor, _seen(ref), key=context.once, services=services.coach
    )


def deliver_from_morning(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """The same from a morning's message, which stays with what else it told."""
    # Messages of earlier releases have its key after the version.
    no, version, earlier = (*ref.key.split(":", 2), "", "")[:3]
    morning = ref.morning or earlier
    seen = replace(ref, key=f"{no}:{version}")
    commitments.deliver_commitment(
        context.actor, _seen(seen), key=context.once, services=services.coach
    )
    return reload_morning(context.actor, morning, services=services.coach)


def change_side(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """It is the other side that has to do it."""
    shown = _show(services, context, ref)
    is_ours = shown.commitment.is_ours
    changes: dict[str, object] = {
        "side": CommitmentSide.THEIRS if is_ours else CommitmentSide.OURS,
        "owner": None if is_ours else context.actor.person,
    }
    return commitments.amend_commitment(
        context.actor, _seen(ref), changes, key=context.once, services=services.coach
    )


def _open_form(view: str) -> Click:
    """The button that opens a form about a commitment."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        known = commitments.commitment_for_form(
            context.actor, ref.deal, _number(ref) or None, services=services.coach
        )
        if known.commitment is None:
            return FormOpened(forms.new_view(known), instead=True)
        views = {
            "edit": forms.edit_view,
            "proof": forms.deliver_view,
            "waive": forms.waive_view,
        }
        return FormOpened(views[view](known, known.commitment), instead=True)

    return click


def submit_new(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A new commitment, from its form."""
    filled = forms.NEW.read(view)
    said = forms.read_form(filled)
    _require_owner(services, context, filled, said.owner)
    return commitments.add_commitment(
        context.actor,
        DealId(filled.metadata.deal),
        said,
        key=filled.metadata.once,
        services=services.coach,
    )


def submit_edit(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What a commitment says anew, from its form."""
    filled = forms.EDIT.read(view)
    said = forms.read_form(filled)
    _require_owner(services, context, filled, said.owner)
    names = ("side", "what", "due", "owner", "role", "where")
    return commitments.amend_commitment(
        context.actor,
        forms.seen_commitment(filled),
        {name: getattr(said, name) for name in names},
        key=filled.metadata.once,
        services=services.coach,
    )


def _require_owner(
    services: SlackServices, context: RequestContext, filled: Filled, owner: PersonId | None
) -> None:
    """Raises `NotFilled` where somebody from outside the deal is to look after it."""
    if owner is not None:
        deal = DealId(filled.metadata.deal)
        require_participants(services, context, deal, {forms.OWNER.name: owner})


def submit_delivered(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """How it is known to be delivered. One that counts as delivered already only gets the note."""
    filled = forms.DELIVER.read(view)
    seen, proof = forms.seen_commitment(filled), filled.get(forms.PROOF) or ""
    shown = commitments.show_commitment(context.actor, seen.deal, seen.no, services=services.coach)
    if not shown.commitment.is_open:
        return commitments.amend_commitment(
            context.actor,
            seen,
            {"proof": proof},
            key=filled.metadata.once,
            services=services.coach,
        )
    return commitments.deliver_commitment(
        context.actor, seen, proof, key=filled.metadata.once, services=services.coach
    )


def submit_waived(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """That it need not be done, and why."""
    filled = forms.WAIVE.read(view)
    return commitments.waive_commitment(
        context.actor,
        forms.seen_commitment(filled),
        filled.get(forms.WHY) or "",
        key=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={
        "commit": commit_command,
        "commitments": list_command,
        "delivered": _deed_command(CommitmentDeed.DELIVERED),
        "waived": _deed_command(CommitmentDeed.WAIVED),
        "moved": _deed_command(CommitmentDeed.MOVED),
    },
    clicks={
        "commitment.list": list_them,
        "commitment.show": show_one,
        "commitment.side": press_side,
        "commitment.done": deliver,
        "commitment.told": deliver_from_morning,
        "commitment.turn": change_side,
        "commitment.form": _open_form("edit"),
        "commitment.proof": _open_form("proof"),
        "commitment.waiving": _open_form("waive"),
    },
    submissions={
        "commitment.add": submit_new,
        "commitment.amend": submit_edit,
        "commitment.deliver": submit_delivered,
        "commitment.waive": submit_waived,
    },
)
