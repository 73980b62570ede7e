"""What somebody reports of things that were due: which ask, promise or commitment it is about, and what fits.

Nothing is recorded by it; the person says so by a press.
"""

import re
from collections.abc import Iterable, Sequence

from bot.coach.actors import Actor
from bot.coach.answers.reports import ReportTold
from bot.coach.commitments import list_standing_commitments
from bot.coach.conditions import list_gives_met_by
from bot.coach.context import DealSession, session_for_reading
from bot.coach.likeness import our_open_asks
from bot.coach.sentences import ask_again
from bot.coach.services import Services
from bot.domain.commitments import Commitment
from bot.domain.ids import DealId
from bot.domain.moves import STEP, Kind, Move, State
from bot.language.doing import may_be_done
from bot.language.reports import Report, ReportKind, is_about_money, list_content_words
from bot.language.signings import is_exception

LISTED = 3
"""How many things of each kind are offered where it is not sure which is meant."""
_FIGURE = re.compile(r"\d[\d.,]*")
STEM = 5
"""Letters by which two words are taken for forms of one."""
COMPLAINTS = (ReportKind.COMPLAINT, ReportKind.THEIR_COMPLAINT)

_Open = Move | Commitment


def tell_report(
    actor: Actor,
    deal: DealId,
    report: Report,
    typed: str,
    *,
    line: str,
    only_named: bool = False,
    services: Services,
) -> ReportTold | None:
    """What is reported, with what it is probably about; None where nothing open is meant and the words may say
    something else, or where `only_named` and nothing is named."""
    with session_for_reading(services, actor, deal) as session:
        open_things = [
            each for each in _list_open(session) if not _names_other_figures(typed, each[1])
        ]
        named = _find_named(report, open_things)
        if (only_named or not report.is_sure) and not named:
            return None
        # What a complaint does not name is about nothing that is open.
        is_told = bool(named) or report.kind in COMPLAINTS
        meant = named if is_told else [thing for thing, _ in open_things]
        asks = [each for each in _moves(meant) if each.kind is Kind.ASK]
        is_named = len(named) == 1
        is_again = is_named and bool(asks) and report.kind is ReportKind.MISSING
        return ReportTold(
            deal=session.deal,
            today=actor.today,
            kind=report.kind,
            typed=typed,
            line=line,
            is_named=is_named,
            asks=tuple(asks[:LISTED]),
            gets=tuple(each for each in _moves(meant) if each.kind is Kind.GET)[:LISTED],
            gives=tuple(each for each in _moves(meant) if each.kind is Kind.GIVE)[:LISTED],
            commitments=tuple(each for each in meant if isinstance(each, Commitment))[:LISTED],
            sentence=ask_again(asks[0], session.working_days) if is_again else None,
        )


def tell_condition_met(
    actor: Actor, deal: DealId, typed: str, *, line: str, services: Services
) -> ReportTold | None:
    """A sentence that tells what a give of ours waits for: `they cover the van`; None for any other."""
    if not may_be_done(typed):
        return None
    with session_for_reading(services, actor, deal) as session:
        gives = list_gives_met_by(session, typed)
        if not gives:
            return None
        return ReportTold(
            deal=session.deal,
            today=actor.today,
            kind=ReportKind.ARRIVED,
            typed=typed,
            line=line,
            is_named=len(gives) == 1,
            gives=gives[:LISTED],
        )


def _moves(things: Iterable[_Open]) -> list[Move]:
    return [each for each in things if isinstance(each, Move)]


def _list_open(session: DealSession) -> list[tuple[_Open, str]]:
    """What may be reported on, with the words that name it: what was promised, what is to be done, what we ask for,
    and what our conditional gives wait for."""
    promises = session.list_moves(Kind.GET, State.PROMISED)
    # A price that was agreed is nothing that arrives.
    gets = [get for get in promises if get.offer is None or STEP not in get.what]
    promised = {get.no for get in gets}
    found: list[tuple[_Open, str]] = [(get, get.what) for get in gets]
    # What a promised get brought is that get.
    found += [
        (each, each.what)
        for each in list_standing_commitments(session)
        if each.is_open and each.source not in promised
    ]
    if session.deal.is_closed:
        return found
    asks = our_open_asks(session)
    found += [(ask, ask.what) for ask in asks]
    asked_for = {ask.no for ask in asks}
    for give in session.list_moves(Kind.GIVE, State.CONDITIONAL):
        # Where an ask is open for it, that is answered.
        if asked_for.isdisjoint(give.refs) and not is_exception(give.condition):
            found.append((give, give.condition or give.for_what))
    return found


def _find_named(report: Report, open_things: Sequence[tuple[_Open, str]]) -> list[_Open]:
    """What the report names by its words; where it is about money, whatever is to be paid."""
    wanted = list_content_words(report.thing)
    shared = [
        (thing, _count_shared(wanted, list_content_words(words))) for thing, words in open_things
    ]
    most = max((count for _, count in shared), default=0)
    if most:
        return [thing for thing, count in shared if count == most]
    if not report.is_payment:
        return []
    return [thing for thing, words in open_things if is_about_money(words)]


def _names_other_figures(told: str, words: str) -> bool:
    """Whether both name figures and none is the same: what is paid in 14 days is not what had to be in 10."""
    figures, others = (frozenset(_FIGURE.findall(each)) for each in (told, words))
    return bool(figures) and bool(others) and figures.isdisjoint(others)


def _count_shared(wanted: frozenset[str], said: frozenset[str]) -> int:
    """How many words they share. A bare figure names nothing: `only 3 bags came` is no 3% discount."""
    wanted = frozenset(word for word in wanted if any(map(str.isalpha, word)))
    return sum(any(_is_same_word(one, other) for other in said) for one in wanted)


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    return len(one) >= STEM and len(other) >= STEM and one[:STEM] == other[:STEM]
