"""What the coach says unasked: at most one caution in an answer, each rule once a week, told to each person once unless
it grew; and all that the rules find, for the review."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta

from bot.coach.context import DealSession
from bot.coach.plans import load_visible_plan
from bot.coach.records import ShownCaution
from bot.domain.cautions import Caution
from bot.domain.ids import MoveNo, PersonId
from bot.domain.ledger import Ledger, by_day
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.rules import cautions_to_say, find_cautions
from bot.domain.situation import Occasion, Situation, build_situation
from bot.domain.totals import NOTHING_YET
from bot.domain.trades import Tie
from bot.domain.wordings import Wording
from bot.language.wordings import WORDINGS

SILENT_AFTER = timedelta(days=7)
"""How long a rule says nothing more to a person in a deal once it has spoken."""

OF_LAW = frozenset({"buy_from_us_if", "personal_gift", "undisclosed_reference"})
"""Rules of law and fairness."""
SAID_BY_THE_CHECK = frozenset({"second_in_a_row", "open_give"})
"""What the check before a give says in words of its own; as cautions they wait for its answer."""


def find_caution(
    session: DealSession,
    move: Move,
    ties: tuple[Tie, ...] = (),
    *,
    but: AbstractSet[str] = frozenset(),
) -> Caution | None:
    """What to say about the move about to count or just counted: the weightiest that is news to the person, `but`
    rules left out. It counts as told from here on."""
    return _news(
        session, find_cautions(_seen(session, move, ties), muted=session.snapshot.mutes | but)
    )


def find_offer_caution(session: DealSession, offer: Offer) -> Caution | None:
    """What to say about an offer just put on the table or answered, as it stands now; it counts as told."""
    offers = [
        o
        for o in session.work.offers.list_in_deal(session.by.team, session.deal.id)
        if o.no != offer.no
    ]
    whole = tuple(sorted((*offers, offer), key=lambda o: o.no))
    plan = load_visible_plan(session) if session.snapshot.planned else None
    seen = replace(session.situation(None), offer=offer, offers=whole, plan=plan)
    return _news(session, find_cautions(seen, muted=session.snapshot.mutes))


def review_cautions(
    session: DealSession, ledger: Ledger, gapless_from: MoveNo = NOTHING_YET
) -> tuple[Caution, ...]:
    """All that the rules find in the deal as it stands, told before or not, but what the person has muted. Of a long
    ledger the moves from `gapless_from` on are enough, with those that wait and those that are telling."""
    seen = build_situation(
        session.deal,
        ledger,
        session.by.today,
        offers=session.work.offers.list_in_deal(session.by.team, session.deal.id)
        if session.deal.issues
        else (),
        plan=load_visible_plan(session) if session.snapshot.planned else None,
        totals=session.snapshot.totals,
        wordings=WORDINGS,
    )
    seen = replace(seen, gapless_from=gapless_from)
    found = find_cautions(seen, muted=session.snapshot.mutes)
    person = session.by.person
    return tuple(caution for caution in found if _may_be_told(person, ledger, caution))


def _may_be_told(person: PersonId, ledger: Ledger, caution: Caution) -> bool:
    """Whether the person may be told: what touches law or fairness is told to whoever typed the move alone."""
    if caution.rule not in OF_LAW or not caution.moves:
        return True
    moves = ledger.moves
    return any(no in moves and moves[no].person == person for no in caution.moves)


def _seen(session: DealSession, move: Move, ties: tuple[Tie, ...]) -> Situation:
    """A glance with the plan, where the person may see it, and with the offers, where the move has to do with them."""
    seen = session.situation(move, ties)
    if session.snapshot.planned and (plan := load_visible_plan(session)) is not None:
        seen = replace(
            seen,
            plan=plan,
            recent=_since_the_first(session) if _in_order(session, plan.gives) else seen.recent,
        )
    if session.deal.issues and _about_offers(seen, move):
        seen = replace(
            seen, offers=tuple(session.work.offers.list_in_deal(session.by.team, session.deal.id))
        )
    return seen


def _in_order(session: DealSession, planned: Iterable[object]) -> bool:
    """Whether somebody wants to hear when a planned give comes too early: only the whole ledger tells."""
    return (
        bool(planned)
        and "planned_order_broken" in session.deal.policy.speaking - session.snapshot.mutes
    )


def _since_the_first(session: DealSession) -> tuple[Move, ...]:
    return tuple(sorted(session.ledger.moves.values(), key=by_day))


def _about_offers(seen: Situation, move: Move) -> bool:
    return seen.occasion is Occasion.THEIR_ASK or Wording.SPLIT in seen.wordings_of(move)


def _news(session: DealSession, found: Iterable[Caution]) -> Caution | None:
    """The first caution that speaks up and that the person was not told before, or less of it. A rule that spoke in the
    last week keeps silent, whatever it finds: what is said daily is not read."""
    now = session.services.clock.now()
    for one in cautions_to_say(found, session.deal.policy):
        told = session.work.cautions.list_shown(
            session.by.team, session.deal.id, session.by.person, one.rule
        )
        if any(now - said.at < SILENT_AFTER for said in told):
            continue
        if not any(said.key == one.key and said.weight >= one.weight for said in told):
            said = ShownCaution(
                person=session.by.person,
                key=one.key,
                weight=one.weight,
                at=now,
            )
            session.work.cautions.save_shown(session.by.team, session.deal.id, said)
            return one
    return None
