"""A draft sentence read in a deal, and put better with what to ask for here. Nothing is recorded by it."""

import re
from dataclasses import replace

from bot.coach.actors import Actor
from bot.coach.answers import Sentence, SentenceKind
from bot.coach.answers.plans import AcceptChecked
from bot.coach.answers.sayings import SayingRead
from bot.coach.context import DealSession, session_for_reading
from bot.coach.next_steps import list_asks, step_for_give, with_size_in_words
from bot.coach.plans import check_a_yes, load_visible_plan
from bot.coach.recent import RecentCache
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ids import THEM, US, DealId, PartyId, PersonId, TeamId
from bot.domain.moves import Kind, Move, State
from bot.domain.tradeables import Proposal
from bot.language.acceptance import find_accepted_amount
from bot.language.figures import mentions_amount
from bot.language.languages import language_of
from bot.language.sentences.languages import language_of_text
from bot.language.sentences.own_refusals import refuses_plainly
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label, SentenceReading
from bot.language.sentences.rewording import can_be_done, can_be_needed
from bot.language.sentences.risks import Risk, find_risks

LARGE = re.compile(r"%|\d[\d.,]*\d{3}|\dk\b")
"""A percentage, or a figure in thousands."""
UNSAYABLE = frozenset({Risk.UNTRUE, Risk.SILENCE, Risk.BOTH_BUY})
"""What is not put better, but left out or looked at by somebody who knows the law."""

RecentDrafts = RecentCache[tuple[TeamId, str], tuple[PersonId, SayingRead]]
"""Drafts that were read, with their authors, by team and the key of the request."""


def read_draft(
    actor: Actor, deal: DealId, text: str, *, key: str, drafts: RecentDrafts, services: Services
) -> SayingRead:
    """What a draft sentence does, and the same in the deal's style with our offer first. It is kept in `drafts` under
    `key`, for its author alone."""
    with session_for_reading(services, actor, deal, text) as session:
        saying = read_sentence(text)
        options = _list_returns(session, saying) if saying.label is Label.GIVE else ()
        # Only a give needs something to be asked for; an offer has its other half already.
        first = options[0] if options else None
        read = SayingRead(
            deal=session.deal,
            today=actor.today,
            reply_day=session.working_days.choose_reply_day(),
            saying=saying,
            key=key,
            open_gives=len(session.snapshot.open_gives),
            proposals=options,
            typed=text,
            is_refusal=saying.label is Label.OTHER and refuses_plainly(text),
            risks=_find_risks(session, text),
            check=_look_before_yes(session, saying, text),
        )
    is_in_their_language = language_of(actor.locale) == language_of_text(text)
    if not UNSAYABLE.isdisjoint(read.risks):
        # What must not be said is not put better.
        pass
    elif (read.risks and saying.label is not Label.OFFER) or Risk.LIMIT in read.risks:
        if is_in_their_language:
            read = replace(read, sentence=_say_calmly(read, actor.locale))
    elif is_in_their_language:
        # What nobody asked for or planned is put into their draft only where they choose it.
        own = first if first is not None and first.is_ours else None
        sentence = _improve(read, own)
        read = replace(read, sentence=sentence, chosen=own.key if own and sentence else "")
    else:
        read = replace(read, sentence=_improve_in_other_language(saying))
    drafts.keep((actor.team, key), (actor.person, read))
    return read


def _list_returns(session: DealSession, saying: SentenceReading) -> tuple[Proposal, ...]:
    """What may be asked for in return for what a draft gives. A give without a percentage or a large figure is taken
    for a small one: nothing that costs them much is asked for it."""
    if not saying.give:
        return list_asks(session)
    draft = Move(
        no=session.next_no,
        kind=Kind.GIVE,
        what=saying.give,
        state=State.DRAFT,
        on=session.by.today,
        at=session.services.clock.now(),
        person=session.by.person,
        frm=PartyId(US),
        to=PartyId(THEM),
        typed=saying.give,
    )
    small = LARGE.search(saying.give) is None
    return step_for_give(session, with_size_in_words(session, draft), small=small).proposals


def _find_risks(session: DealSession, text: str) -> tuple[Risk, ...]:
    """What a draft gives away by its words; for those who may see the plan, also that it names the walk-away."""
    risks = find_risks(text)
    plan = load_visible_plan(session)
    if plan is None or plan.walk_away is None or Risk.LIMIT in risks:
        return risks
    if mentions_amount(text, plan.walk_away.amount, session.by.locale):
        return (*risks, Risk.LIMIT)
    return risks


def _look_before_yes(
    session: DealSession, saying: SentenceReading, text: str
) -> AcceptChecked | None:
    """What to look at before a yes is said."""
    if saying.label is not Label.ACCEPT:
        return None
    return check_a_yes(session, find_accepted_amount(text, locale=session.by.locale))


def _say_calmly(read: SayingRead, locale: str) -> Sentence:
    """An ultimatum with the door left open; where the draft tells how far we would go, no word of that."""
    if Risk.LIMIT in read.risks:
        return Sentence(kind=SentenceKind.WITHHOLD)
    saying = read.saying
    wanted = saying.get if saying.label is Label.ASK else ""
    if can_be_done(wanted, locale):
        return Sentence(kind=SentenceKind.CALM, need=f"{wanted[:1].lower()}{wanted[1:]}")
    return Sentence(kind=SentenceKind.CALM, get=wanted if can_be_needed(wanted, locale) else "")


def _improve(read: SayingRead, proposal: Proposal | None) -> Sentence | None:
    """The sentence put better: with what we would ask for, or with the draft's own other half. None where there is
    nothing to put better."""
    saying = read.saying
    if not saying.suggestion:
        return None
    if saying.label is Label.OFFER:
        # The condition in the draft's own words: its `if`, or that we get the other half.
        condition = saying.suggestion.removeprefix(saying.clause).strip(" ,.")
        return Sentence(kind=SentenceKind.REWORDED, give=saying.clause, condition=condition)
    if proposal is None:
        return None
    return Sentence(
        kind=SentenceKind.REWORDED,
        give=saying.clause,
        get=proposal.phrase,
        by=read.reply_day,
    )


def _improve_in_other_language(saying: SentenceReading) -> Sentence | None:
    """The sentence of a draft in another language than its author reads. It stays in that language, with a gap for what
    to ask for: our proposals are in the author's."""
    if not saying.suggestion:
        return None
    return Sentence(kind=SentenceKind.REWORDED, give=saying.suggestion.removesuffix("."))


def apply_style(sentence: Sentence, deal: Deal) -> Sentence:
    """The sentence as one of that deal's, where it is all that is said."""
    return replace(sentence, style=deal.style)


def recall_draft(actor: Actor, key: str, *, drafts: RecentDrafts) -> SayingRead | None:
    """A draft of that person's under that key; None where this process does not know it any more."""
    author, read = drafts.find((actor.team, key)) or (None, None)
    return read if author == actor.person else None


def choose_proposal(
    actor: Actor, read: SayingRead, key: str, *, drafts: RecentDrafts
) -> SayingRead:
    """The draft with the proposal of that key asked for in it, where there is one."""
    for proposal in read.proposals:
        if proposal.key == key:
            chosen = replace(read, sentence=_improve(read, proposal), chosen=key)
            drafts.keep((actor.team, read.key), (actor.person, chosen))
            return chosen
    return read
