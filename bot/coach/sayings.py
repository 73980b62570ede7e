"""A draft sentence read in a deal, and put better with what to ask for here. Nothing is recorded by it."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import NotDone, Sentence, SentenceKind
from bot.coach.answers.sayings import SayingRead
from bot.coach.context import DealSession, open_session
from bot.coach.proposals import list_proposals
from bot.coach.recent import RecentCache
from bot.coach.requests.sayings import ReadDraft
from bot.coach.services import Services
from bot.domain.calendar import choose_reply_day
from bot.domain.deals import Deal
from bot.domain.ids import PersonId, TeamId
from bot.domain.tradeables import Proposal
from bot.language.languages import language_of
from bot.language.sentences.languages import language_of_text
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.saying import Label, Saying

RecentDrafts = RecentCache[tuple[TeamId, str], tuple[PersonId, SayingRead]]
"""Drafts that were read, with their authors, by team and the key of the request."""


def read_draft(
    request: ReadDraft, *, drafts: RecentDrafts, services: Services
) -> SayingRead | NotDone:
    """What a draft sentence does, and the same in the deal's style with our offer first. It is remembered for its
    author alone, for a while, in this process."""
    with services.store.reading() as work:
        session = open_session(services, work, request.by, request.deal, Need.READ, request.text)
        read = _read(session, request)
    drafts.keep((request.by.team, read.key), (request.by.person, read))
    return read


def _read(session: DealSession, request: ReadDraft) -> SayingRead:
    saying = read_sentence(request.text)
    found = list_proposals(session, None) if saying.label is Label.GIVE else ()
    read = SayingRead(
        deal=session.deal,
        today=session.by.today,
        saying=saying,
        key=request.once,
        open_gives=len(session.snapshot.open_gives),
        proposals=found,
        typed=request.text,
    )
    same = _same_tongue(request)
    return replace(
        read,
        sentence=_better(read, found[0] if found else None, same_tongue=same),
        chosen=found[0].key if found and same else "",
    )


def _better(read: SayingRead, proposal: Proposal | None, *, same_tongue: bool) -> Sentence | None:
    """The sentence put better, where there is anything to put better: with what we would ask for, or with the draft's
    own other half. A draft in another language than its author reads keeps to that, with a gap for what to ask for."""
    saying = read.saying
    if not saying.suggestion:
        return None
    if not same_tongue:
        return Sentence(kind=SentenceKind.REWORDED, give=saying.suggestion.removesuffix("."))
    if saying.label is Label.OFFER:
        return Sentence(
            kind=SentenceKind.REWORDED, give=saying.clause, condition=_condition(saying)
        )
    if proposal is None:
        return None
    by = choose_reply_day(read.today)
    return Sentence(kind=SentenceKind.REWORDED, give=saying.clause, get=proposal.phrase, by=by)


def _same_tongue(request: ReadDraft) -> bool:
    """Whether a draft is in the language that its author reads."""
    return language_of(request.by.locale) == language_of_text(request.text)


def _condition(saying: Saying) -> str:
    """The condition in the draft's own words: its `if`, or that we get the other half."""
    return saying.suggestion.removeprefix(saying.clause).strip(" ,.")


def apply_style(sentence: Sentence, deal: Deal) -> Sentence:
    """The sentence as one of that deal's, where it is all that is said."""
    return replace(sentence, style=deal.style)


def recall_draft(by: Actor, key: str, *, drafts: RecentDrafts) -> SayingRead | None:
    """A draft of that person's, where it is still remembered."""
    author, read = drafts.find((by.team, key)) or (None, None)
    return read if author == by.person else None


def choose_proposal(by: Actor, read: SayingRead, key: str, *, drafts: RecentDrafts) -> SayingRead:
    """The draft with another thing asked for in it."""
    proposal = next((p for p in read.proposals if p.key == key), None)
    if proposal is None:
        return read
    changed = replace(read, sentence=_better(read, proposal, same_tongue=True), chosen=key)
    drafts.keep((by.team, read.key), (by.person, changed))
    return changed
