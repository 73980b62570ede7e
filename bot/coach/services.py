"""What every use case has at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from bot.coach.actors import Actor
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.ports.clock import Calendar, Clock
from bot.coach.ports.errors import DatabaseBusy, DuplicateSubmission
from bot.coach.ports.process_health import ProcessHealth
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import AlreadyProcessed, Refused
from bot.domain.cards import Deck
from bot.domain.deals import Side
from bot.domain.industries import Industry
from bot.domain.objections import Objection
from bot.domain.playbooks import Playbook
from bot.domain.tradeables import Library, Suits, Tradeable
from bot.language.languages import language_of


class Render(Protocol):
    """Puts an answer into words for a message that waits in the outbox."""

    def __call__(self, answer: Answer, *, locale: str, today: date) -> str:
        """The rendered message as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """Where people turn to, by mail or on a page; empty where the operator said nothing."""

    support: str = ""
    privacy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The coach's ports, bound once in the composition root."""

    store: Store
    clock: Clock
    calendar: Calendar
    library: Mapping[str, Mapping[Side, Library]]
    """Tradeables by language and side."""
    trade_library: Mapping[str, Mapping[tuple[Industry, Side], tuple[Tradeable, ...]]]
    """What can be asked for in a trade, by language, trade and side."""
    cards: Mapping[str, Deck]
    """Tactic cards by language."""
    playbooks: Mapping[str, Mapping[Side, Playbook]]
    """Playbooks by language and side."""
    objections: Mapping[str, Mapping[Side, tuple[Objection, ...]]]
    """Their objections with the trades that answer them, by language and side."""
    render: Render
    contacts: Contacts = Contacts()
    look_at_process: Callable[[], ProcessHealth] = ProcessHealth
    """How the process that answers is doing."""

    @property
    def seals_plans(self) -> bool:
        """Whether private plans are sealed with a key."""
        return self.store.seals_plans

    def tradeables(
        self,
        locale: str,
        side: Side,
        industry: Industry | None = None,
        *,
        is_single_job: bool = False,
    ) -> Library:
        """The library of a side in the reader's language, for a trade; what suits every trade where nobody said which
        it is, and of a single job or sale only what is of use there."""
        language = language_of(locale)
        library = self.library[language][side]
        of_trade = self.trade_library[language].get((industry, side)) if industry else None
        if of_trade is not None:
            return replace(library, tradeables=of_trade)
        suits: tuple[Suits | None, ...] = (None, Suits.LASTING)
        if industry is Industry.SOFTWARE:
            suits = (None, Suits.LASTING, Suits.SOFTWARE)
        elif industry is None and is_single_job:
            suits = (None, Suits.SINGLE_JOB)
        chosen = tuple(each for each in library.tradeables if each.suits in suits)
        return replace(library, tradeables=chosen)

    def deck(self, locale: str) -> Deck:
        """The cards in the reader's language, else in English."""
        return self.cards[language_of(locale)]

    def playbook(self, locale: str, side: Side) -> Playbook:
        """The playbook of a side in the reader's language, else in English."""
        return self.playbooks[language_of(locale)][side]

    def objected(self, locale: str, side: Side) -> tuple[Objection, ...]:
        """What they object to on a side, in the reader's language."""
        return self.objections[language_of(locale)][side]


Done = TypeVar("Done", bound=Answer)


def run_once(
    services: Services,
    by: Actor,
    key: str,
    act: Callable[[UnitOfWork], Done],
    again: Callable[[UnitOfWork, ProcessedRequest], Done],
) -> Done:
    """Runs `act` in a transaction, once per key: `act` itself marks the key as processed.

    Raises `AlreadyProcessed` for a request that was processed before, with what `again` finds in the stored rows; for
    anybody but the person who sent it, with a refusal. Raises `Refused` where `act` does or the database is busy.
    """
    try:
        with services.store.work() as work:
            answer = act(work)
            if isinstance(answer, NotDone):
                raise Refused.from_answer(answer)
        return answer
    except DuplicateSubmission:
        raise _already_processed(services, by, key, again) from None
    except Refused:
        # The first of two equal requests may be why the second is refused: it changed the version that both saw.
        with services.store.reading() as work:
            processed = work.keys.find_processed(by.team, key) is not None
        if not processed:
            raise
        raise _already_processed(services, by, key, again) from None
    except DatabaseBusy:
        raise Refused(why=RefusalReason.BUSY) from None


def _already_processed(
    services: Services, by: Actor, key: str, again: Callable[[UnitOfWork, ProcessedRequest], Done]
) -> AlreadyProcessed:
    with services.store.reading() as work:
        processed = work.keys.find_processed(by.team, key)
        if processed is None:
            raise Refused(why=RefusalReason.BUSY)
        entry = work.ledger.find_entry(by.team, processed.deal, processed.seq)
        if entry is not None and entry.person != by.person:
            return AlreadyProcessed(key, NotDone(why=RefusalReason.SETTLED))
        try:
            answer = again(work, processed)
        except Refused as refused:
            return AlreadyProcessed(key, refused.answer)
    return AlreadyProcessed(key, answer)
