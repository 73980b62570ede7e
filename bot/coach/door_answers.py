"""What the door answers by itself: reports that wait to be recorded, questions about the ledger, help, evidence."""

from dataclasses import replace

from bot.coach.actors import Actor
from bot.coach.answers import GiveChecked, LogRow
from bot.coach.answers.base import Answer
from bot.coach.answers.door import (
    EvidenceShown,
    GiveWeighed,
    HelpGiven,
    HelpSubject,
    LedgerAnswered,
    LedgerQuestion,
    MoodHeard,
    ReplyToAskTold,
    ReplyTold,
    TheirAskTold,
    TheirOfferTold,
)
from bot.coach.conditions import list_gives_waiting_for
from bot.coach.context import DealSession, session_for_reading
from bot.coach.deeds import is_deed_told, is_part_of_deed
from bot.coach.direct import rehearse
from bot.coach.gives import record_give
from bot.coach.likeness import find_named, our_open_asks
from bot.coach.log import build_log_row
from bot.coach.next_steps import list_asks
from bot.coach.offer_changes import list_deal_offers
from bot.coach.refusals import AlreadyProcessed, Refused
from bot.coach.services import Services
from bot.domain.ids import DealId
from bot.domain.ladder import find_oldest_open_give
from bot.domain.measures.picture import compute_outline
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.language.doing import is_to_come, may_be_done, tells_of_us
from bot.language.grammar import read_line
from bot.language.ledger_questions import read_help_subject, read_ledger_question, read_reply
from bot.language.lines import Command, ParsedLine
from bot.language.offer_sides import names_of_party
from bot.language.parties import find_names_in_title
from bot.language.question_parts import find_replied_thing, find_thought_give
from bot.language.speaking.phrase import PhraseKind
from bot.language.speech import read_phrase
from bot.language.told_moods import ToldMood

LISTED = 5
"""Moves that answer a question about the ledger."""
SHOWN_FINDINGS = 2
GENERAL_FINDINGS = ("E3", "E17")
"""What is shown where a doubt is about no finding in particular: that answering in kind does well."""


def list_names(actor: Actor, deal: DealId, *, services: Services) -> list[str]:
    """What the other parties of a deal may be called."""
    with session_for_reading(services, actor, deal) as session:
        found = session.deal
        named = [name for party in found.parties for name in names_of_party(party, found)]
        return [*named, *find_names_in_title(found.name)]


def tell_their_ask(
    actor: Actor, deal: DealId, typed: str, *, line: str, services: Services
) -> TheirAskTold:
    """They want something, and the words do not say what exactly."""
    with session_for_reading(services, actor, deal) as session:
        open_give = next(iter(session.snapshot.open_gives), None)
        return TheirAskTold(deal=session.deal, typed=typed, line=line, open_give=open_give)


def hear_mood(
    actor: Actor, deal: DealId, mood: ToldMood, typed: str, *, line: str, services: Services
) -> MoodHeard:
    """How they feel, with what they have from us with nothing back."""
    with session_for_reading(services, actor, deal) as session:
        open_give = next(iter(session.snapshot.open_gives), None)
        return MoodHeard(deal=session.deal, mood=mood, typed=typed, line=line, open_give=open_give)


def tell_their_offer(
    actor: Actor, deal: DealId, typed: str, *, line: str, services: Services
) -> TheirOfferTold:
    """An offer of theirs, beside the latest ones that are recorded."""
    with session_for_reading(services, actor, deal) as session:
        found = [o for o in list_deal_offers(session) if o.state is not OfferState.WITHDRAWN]
        return TheirOfferTold(
            deal=session.deal,
            typed=typed,
            line=line,
            theirs=_find_latest(found, ours=False),
            ours=_find_latest(found, ours=True),
        )


def _find_latest(offers: list[Offer], *, ours: bool) -> Offer | None:
    return max((o for o in offers if o.ours is ours), key=lambda offer: offer.no, default=None)


def find_reply(
    actor: Actor, deal: DealId, text: str, *, line: str, services: Services
) -> ReplyToAskTold:
    """How they answered an ask of ours, and which of the open ones that may be."""
    with session_for_reading(services, actor, deal) as session:
        open_asks = our_open_asks(session)
        named = find_named(find_replied_thing(text), open_asks, actor.locale)
        meant = open_asks if named is None else [named]
        # `no parking fee is fine with them`: that no is what we asked for.
        said = text if named is None else _leave_out(named.what, text)
        reply = ReplyTold(read_reply(said))
        is_open_yes = named is None and reply is ReplyTold.GRANTED and may_be_done(text)
        return ReplyToAskTold(
            deal=session.deal,
            typed=text.strip(),
            line=line,
            reply=reply,
            asks=tuple(meant[:LISTED]),
            is_named=named is not None,
            offers=_list_our_offers(session) if is_open_yes else (),
            gives=list_gives_waiting_for(session, text) if is_open_yes else (),
        )


def _leave_out(what: str, text: str) -> str:
    """The text without the words of an ask, where something else is left."""
    at = text.casefold().find(what.casefold())
    rest = (text[:at] + text[at + len(what) :]).strip() if at >= 0 else ""
    return rest or text


def find_ask_told(
    actor: Actor, deal: DealId, text: str, *, line: str, services: Services
) -> ReplyToAskTold | None:
    """A sentence that tells the one thing that an open ask of ours wants, or less of it (`anzahlung 30%` for 40 %).
    None for any other, and for what we do ourselves."""
    if not may_be_done(text) or is_to_come(text) or tells_of_us(text):
        return None
    with session_for_reading(services, actor, deal) as session:
        asks = [ask for ask in our_open_asks(session) if ask.state is State.OPEN]
        done = [ask for ask in asks if is_deed_told(session, ask.what, text)]
        in_part = [ask for ask in asks if is_part_of_deed(session, ask.what, text)]
        meant = done or in_part
        if len(meant) != 1:
            return None
        return ReplyToAskTold(
            deal=session.deal,
            typed=text.strip(),
            line=line,
            reply=ReplyTold.GRANTED if done else ReplyTold.PARTLY,
            asks=(meant[0],),
            is_named=True,
        )


def _list_our_offers(session: DealSession) -> tuple[Offer, ...]:
    """Our offers that one party alone may have said yes to: with several, who did is asked."""
    if len(session.deal.parties) > 1:
        return ()
    offers = list_deal_offers(session)
    return tuple(o for o in offers if o.ours and o.state is OfferState.OPEN and not o.is_menu)


def weigh_give(
    actor: Actor, deal: DealId, text: str, *, line: str, key: str, services: Services
) -> GiveWeighed:
    """What a give that is thought of would do, as the check would say it; nothing is recorded."""
    what = find_thought_give(text)
    check = _rehearse_give(actor, deal, what, key=key, services=services) if what else None
    with session_for_reading(services, actor, deal) as session:
        return GiveWeighed(
            deal=session.deal,
            picture=compute_outline(session.ledger, session.deal, actor.today),
            what=_name_give(check.give.what if check is not None else what, actor.locale),
            line=line,
            check=check,
            open_give=find_oldest_open_give(session.ledger, actor.today),
            proposals=check.proposals if check and check.proposals else list_asks(session),
        )


def _name_give(what: str, locale: str) -> str:
    """What would be given where its words name a thing, else "": in a sentence of ours they would read badly."""
    return what if read_phrase(what, locale).kind is PhraseKind.NOUN else ""


def _rehearse_give(
    actor: Actor, deal: DealId, what: str, *, key: str, services: Services
) -> GiveChecked | None:
    """What the check says of the give; None where the words name none."""
    reading = read_line(what, command=Command.CONCEDE, locale=actor.locale, today=actor.today)
    if not isinstance(reading, ParsedLine):
        return None
    # Nothing of it stays, so that it need not be known in which deal it would be recorded.
    rehearsing = replace(actor, asks_first=False)
    try:
        found = record_give(
            rehearsing, reading, what, deal=deal, key=key, services=rehearse(services)
        )
    except (Refused, AlreadyProcessed):
        return None
    return found if isinstance(found, GiveChecked) else None


def answer_from_ledger(
    actor: Actor, deal: DealId, text: str, *, services: Services
) -> LedgerAnswered | None:
    """The answer to a question about the past of the deal; None where it asks for the whole picture."""
    question = read_ledger_question(text)
    if question is None:
        return None
    with session_for_reading(services, actor, deal) as session:
        about = None
        if question.about:
            gives = [m for m in session.ledger.moves.values() if m.kind is Kind.GIVE]
            about = find_named(question.about, gives, actor.locale)
        kind = LedgerQuestion(question.kind)
        if kind is LedgerQuestion.GOT_FOR and about is None:
            kind = LedgerQuestion.GOT
        return LedgerAnswered(
            deal=session.deal,
            question=kind,
            today=actor.today,
            picture=compute_outline(session.ledger, session.deal, actor.today),
            rows=tuple(_find_rows(session, kind, about)[:LISTED]),
            about=about,
        )


def _find_rows(session: DealSession, kind: LedgerQuestion, about: Move | None) -> list[LogRow]:
    ledger, today = session.ledger, session.by.today
    moves: list[Move]
    match kind:
        case LedgerQuestion.GIVEN:
            moves = list(ledger.gives(today))
        case LedgerQuestion.GOT:
            moves = list(ledger.gets(today))
        case LedgerQuestion.GOT_FOR:
            ties = ledger.ties_of(about.no) if about is not None else ()
            moves = [ledger.moves[tie.get] for tie in ties]
        case LedgerQuestion.ASKED:
            moves = [*ledger.unanswered_asks(), *ledger.unanswered_asks(ours=False)]
        case LedgerQuestion.LAST_MOVE:
            counted = (State.VOID, State.DRAFT)
            moves = [m for m in ledger.moves.values() if m.state not in counted]
    newest = sorted(moves, key=lambda move: (move.on, move.no), reverse=True)
    return [build_log_row(ledger, move, session) for move in newest if session.may_see(move)]


def choose_help(
    actor: Actor, deal: DealId, text: str, *, draft: bool = False, services: Services
) -> Answer:
    """How what somebody asks for is done; `draft` where they want a sentence looked at and gave none."""
    with session_for_reading(services, actor, deal) as session:
        subject = HelpSubject.DRAFT if draft else HelpSubject(read_help_subject(text))
        return HelpGiven(deal=session.deal, subject=subject)


def choose_findings(actor: Actor, deal: DealId, text: str, *, services: Services) -> EvidenceShown:
    """What research says about a doubt."""
    deck = services.deck(actor.locale)
    words = set(text.casefold().split())
    meant = [
        id_
        for id_, about in deck.findings.items()
        if len(words & {w for w in about.finding.casefold().split() if len(w) > 5}) > 1
    ]
    chosen = [each for each in (*meant, *GENERAL_FINDINGS) if each in deck.findings]
    with session_for_reading(services, actor, deal) as session:
        return EvidenceShown(
            deal=session.deal,
            findings=tuple(deck.findings[each] for each in dict.fromkeys(chosen))[:SHOWN_FINDINGS],
        )
