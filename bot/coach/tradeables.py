"""What can be asked for: looked at, and added to by people of the workspace; and the trade of a deal, which decides on
its library."""

from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import MoveShown, RefusalReason
from bot.coach.answers.tradeables import (
    IndustryAsked,
    IndustrySet,
    LearnedTradeable,
    TradeableChange,
    TradeableSaved,
    TradeablesShown,
    TradeableUnread,
)
from bot.coach.context import DealSession, open_session, record_in_deal
from bot.coach.libraries import load_library
from bot.coach.outcomes import allows_learning, load_outcomes
from bot.coach.recording import run_once_in_deal
from bot.coach.records import Learning
from bot.coach.refusals import Refused
from bot.coach.requests.tradeables import SaveTradeable
from bot.coach.services import Services
from bot.domain.deals import Deal, Side
from bot.domain.ids import DealId
from bot.domain.industries import Industry
from bot.domain.ledger import Verb
from bot.domain.matching import STRONG, compute_likeness
from bot.domain.our_parts import ACROSS
from bot.domain.own_tradeables import MOST_OWN, OwnTradeable
from bot.domain.tradeable_outcomes import summarize_outcomes
from bot.language.directions import find_direction
from bot.language.industries import find_industry
from bot.language.languages import language_of
from bot.language.speaking.phrase import PhraseKind
from bot.language.speech import load_speech
from bot.language.tradeables import TradeableLine, TradeableVerb

NAMES_SHOWN = 20
"""Things of the library that are named in one answer."""


def show_tradeables(by: Actor, deal: DealId, *, services: Services) -> TradeablesShown:
    """What can be asked for in a deal."""
    with services.store.reading() as work:
        return _show(open_session(services, work, by, deal, Need.READ))


def _show(session: DealSession) -> TradeablesShown:
    deal = session.deal
    added = _list_own(session)
    active = [each for each in added if not each.retired]
    return TradeablesShown(
        deal=deal,
        asks=tuple(each for each in active if each.side is deal.side),
        gives=tuple(each for each in active if each.side is not deal.side),
        retired=tuple(each for each in added if each.retired),
        library=_list_names(session),
        suggested=suggest_industry(deal),
        learned=_list_learned(session),
        everybody=allows_learning(session.work, session.by.team, Learning.OUTCOMES),
    )


def _list_learned(session: DealSession) -> tuple[LearnedTradeable, ...]:
    """What deals before taught about the things of the libraries, what came up most often first."""
    deal = session.deal
    taught = load_outcomes(session.work, deal, session.by.person)
    sides = [(False, deal.side)]
    across = ACROSS.get(deal.side)
    if across is not None:
        sides.append((True, across))
    found = []
    for ours, side in sides:
        records = summarize_outcomes(taught, ours=ours, unit=deal.unit)
        for tradeable in load_library(session, side).tradeables:
            record = records.get(tradeable.key)
            if record is not None:
                found.append(LearnedTradeable(label=tradeable.label, record=record, ours=ours))
    found.sort(key=lambda each: (each.ours, -each.record.deals))
    return tuple(found[:NAMES_SHOWN])


def _list_own(session: DealSession) -> list[OwnTradeable]:
    """What the workspace added on either side of the deal."""
    sides = {session.deal.side, ACROSS.get(session.deal.side, session.deal.side)}
    added = session.work.tradeables.list_of_team(session.by.team)
    return [each for each in added if each.side in sides]


def _list_names(session: DealSession) -> tuple[str, ...]:
    library = load_library(session, session.deal.side)
    names = (each.label for each in library.tradeables if not each.is_own)
    return tuple(names)[:NAMES_SHOWN]


def suggest_industry(deal: Deal) -> Industry | None:
    """The trade that the name of a deal sounds like, where nobody said it."""
    return None if deal.industry is not None else find_industry(deal.name)


def save_tradeable(
    request: SaveTradeable, *, services: Services
) -> TradeableSaved | TradeableUnread | MoveShown:
    """Adds a thing to what can be asked for, or changes it: by its id, else by its name."""
    return run_once_in_deal(services, request, lambda session: _save(session, request))


def _save(session: DealSession, request: SaveTradeable) -> TradeableSaved | TradeableUnread:
    added = _list_own(session)
    # What somebody does is nothing that is handed over.
    if _find_kind(session, request.what) is PhraseKind.CLAUSE:
        return TradeableUnread(deal=session.deal, typed=request.what)
    known = _find_by_id(added, request.id) if request.id else _find_by_name(added, request.what)
    side = request.side or (known.side if known else _guess_side(session.deal, request.what))
    if known is None:
        if sum(each.side is side for each in added) >= MOST_OWN:
            raise Refused(why=RefusalReason.BAD_FIGURE, deal=session.deal, typed=request.what)
        saved = OwnTradeable(
            team=session.by.team,
            id=request.once,
            side=side,
            what=request.what,
            cost=request.cost,
            worth=request.worth,
        )
        change = TradeableChange.ADDED
    else:
        is_form = bool(request.id)
        saved = replace(
            known,
            side=side,
            what=request.what if is_form else known.what,
            # A line that names no figure leaves what is known; a form shows it and may clear it.
            cost=request.cost if is_form or request.cost is not None else known.cost,
            worth=request.worth if is_form or request.worth is not None else known.worth,
            retired=False,
            version=known.version + 1,
        )
        change = TradeableChange.CHANGED
    return _keep(session, saved, change, request.once, may_flip=request.side is None)


def _find_kind(session: DealSession, what: str) -> PhraseKind:
    return load_speech(language_of(session.by.locale)).read(what).kind


def _guess_side(deal: Deal, what: str) -> Side:
    """Who asks for a thing: who it is better for. Where nobody can say, we do."""
    across = ACROSS.get(deal.side)
    if across is None or find_direction(what, deal.side) is not False:
        return deal.side
    return across


def _keep(
    session: DealSession,
    saved: OwnTradeable,
    change: TradeableChange,
    once: str,
    *,
    may_flip: bool = False,
) -> TradeableSaved:
    session.work.tradeables.save(saved)
    session.mark_processed(once)
    session.write_audit(Verb.SET, "tradeables")
    return TradeableSaved(
        deal=session.deal,
        tradeable=saved,
        change=change,
        ours=saved.side is not session.deal.side,
        sayable=_find_kind(session, saved.what) is PhraseKind.NOUN,
        may_flip=may_flip and session.deal.side in (Side.SELLING, Side.BUYING),
    )


def change_by_line(
    by: Actor, deal: DealId, line: TradeableLine, *, once: str, services: Services
) -> TradeableSaved | TradeableUnread | MoveShown:
    """What a typed line does: adds, changes or retires a thing."""
    if line.verb is TradeableVerb.SAVE:
        request = SaveTradeable(
            by=by, deal=deal, what=line.what, cost=line.cost, worth=line.worth, once=once
        )
        return save_tradeable(request, services=services)
    retired = line.verb is TradeableVerb.RETIRE
    with record_in_deal(services, by, deal, once) as session:
        known = _find_by_name(_list_own(session), line.what)
        if known is None:
            return TradeableUnread(deal=session.deal, typed=line.what, unknown=line.what)
        return _retire(session, known, once, retired=retired)


def retire_tradeable(
    by: Actor, deal: DealId, key: str, *, retired: bool, once: str, services: Services
) -> TradeableSaved:
    """A thing that people added is proposed no more, or again."""
    with record_in_deal(services, by, deal, once) as session:
        known = _find_by_id(_list_own(session), key)
        if known is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        return _retire(session, known, once, retired=retired)


def _retire(
    session: DealSession, known: OwnTradeable, once: str, *, retired: bool
) -> TradeableSaved:
    saved = replace(known, retired=retired, version=known.version + 1)
    change = TradeableChange.RETIRED if retired else TradeableChange.RETURNED
    return _keep(session, saved, change, once)


def flip_tradeable(
    by: Actor, deal: DealId, key: str, *, once: str, services: Services
) -> TradeableSaved:
    """A thing is asked for by the other side than it was taken for."""
    with record_in_deal(services, by, deal, once) as session:
        known = _find_by_id(_list_own(session), key)
        across = ACROSS.get(session.deal.side)
        if known is None or across is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal)
        side = across if known.side is session.deal.side else session.deal.side
        saved = replace(known, side=side, version=known.version + 1)
        return _keep(session, saved, TradeableChange.CHANGED, once)


def find_tradeable(
    by: Actor, deal: DealId, key: str, *, services: Services
) -> tuple[Deal, OwnTradeable | None]:
    """The thing with that id, for its form; None where there is none."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.RECORD)
        return session.deal, _find_by_id(_list_own(session), key)


def _find_by_id(own: list[OwnTradeable], key: str) -> OwnTradeable | None:
    return next((each for each in own if each.id == key), None)


def _find_by_name(own: list[OwnTradeable], what: str) -> OwnTradeable | None:
    """The thing of that name, else the only one that is called nearly the same."""
    exact = next((each for each in own if each.what.casefold() == what.casefold()), None)
    if exact is not None:
        return exact
    near = [each for each in own if compute_likeness(each.what, what) >= STRONG]
    return near[0] if len(near) == 1 else None


def ask_industry(by: Actor, deal: DealId, typed: str, *, services: Services) -> IndustryAsked:
    """The question which trade a deal is in."""
    with services.store.reading() as work:
        session = open_session(services, work, by, deal, Need.READ)
        return IndustryAsked(
            deal=session.deal, suggested=suggest_industry(session.deal), typed=typed
        )


def set_industry(
    by: Actor, deal: DealId, industry: Industry, *, key: str, services: Services
) -> IndustrySet:
    """Keeps the trade of a deal."""
    with record_in_deal(services, by, deal, key) as session:
        changed = replace(session.deal, industry=industry, version=session.deal.version + 1)
        session.mark_processed(key)
        session.write_audit(Verb.SET, "trade")
        session.work.deals.update(changed)
        return IndustrySet(deal=changed, library=_list_names(replace(session, deal=changed)))
