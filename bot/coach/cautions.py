"""What the coach says unasked: at most one caution in an answer, told to each person once unless it grew; and all that
the rules find, for the review."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.coach.book import Book
from bot.coach.plans import plan_for
from bot.coach.ports import Said
from bot.domain import wordings
from bot.domain.cautions import Caution
from bot.domain.ledger import by_day
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.domain.rules import aloud, check, situation_of
from bot.domain.situation import Occasion, Situation
from bot.domain.trades import Tie
from bot.domain.wordings import Wording

SAID_BY_THE_CHECK = frozenset({"second_in_a_row", "open_give"})
"""What the check before a give says in words of its own; as cautions they wait for its answer."""


def caution(
    book: Book, move: Move, ties: tuple[Tie, ...] = (), *, but: AbstractSet[str] = frozenset()
) -> Caution | None:
    """What to say about the move about to count or just counted: the weightiest that is news to the person, `but`
    rules left out. It counts as told from here on."""
    return _news(book, check(_seen(book, move, ties), muted=book.glance.mutes | but))


def caution_about_offer(book: Book, offer: Offer) -> Caution | None:
    """What to say about an offer just put on the table or answered, as it stands now; it counts as told."""
    offers = [o for o in book.work.offers(book.by.team, book.deal.id) if o.no != offer.no]
    whole = tuple(sorted((*offers, offer), key=lambda o: o.no))
    plan = plan_for(book) if book.glance.planned else None
    seen = replace(book.situation(None), offer=offer, offers=whole, plan=plan)
    return _news(book, check(seen, muted=book.glance.mutes))


def review(book: Book) -> tuple[Caution, ...]:
    """All that the rules find in the deal as it stands, told before or not, but what the person has muted."""
    seen = situation_of(
        book.deal,
        book.ledger,
        book.by.today,
        offers=book.work.offers(book.by.team, book.deal.id) if book.deal.issues else (),
        plan=plan_for(book) if book.glance.planned else None,
        sums=book.glance.standing,
    )
    return tuple(check(seen, muted=book.glance.mutes))


def _seen(book: Book, move: Move, ties: tuple[Tie, ...]) -> Situation:
    """A glance with the plan, where the person may see it, and with the offers, where the move has to do with them."""
    seen = book.situation(move, ties)
    if book.glance.planned and (plan := plan_for(book)) is not None:
        seen = replace(
            seen,
            plan=plan,
            recent=_since_the_first(book) if _in_order(book, plan.gives) else seen.recent,
        )
    if book.deal.issues and _about_offers(seen, move):
        seen = replace(seen, offers=tuple(book.work.offers(book.by.team, book.deal.id)))
    return seen


def _in_order(book: Book, planned: Iterable[object]) -> bool:
    """Whether somebody wants to hear when a planned give comes too early: only the whole ledger tells."""
    return bool(planned) and "planned_order_broken" in book.deal.policy.speaking - book.glance.mutes


def _since_the_first(book: Book) -> tuple[Move, ...]:
    return tuple(sorted(book.ledger.moves.values(), key=by_day))


def _about_offers(seen: Situation, move: Move) -> bool:
    return seen.occasion is Occasion.THEIR_ASK or Wording.SPLIT in wordings.of(move)


def _news(book: Book, found: Iterable[Caution]) -> Caution | None:
    """The first caution that speaks up and that the person was not told before, or less of it."""
    for one in aloud(found, book.deal.policy):
        told = book.work.said(book.by.team, book.deal.id, book.by.person, one.rule)
        if not any(said.key == one.key and said.weight >= one.weight for said in told):
            said = Said(
                person=book.by.person, key=one.key, weight=one.weight, at=book.desk.clock.now()
            )
            book.work.keep_said(book.by.team, book.deal.id, said)
            return one
    return None
