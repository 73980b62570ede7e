"""Answers about what is said: a draft read, a style set, a get tested, an objection turned into trades."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import Sentence
from bot.coach.answers.base import DealAnswer
from bot.coach.answers.plans import AcceptChecked
from bot.domain.moves import Move
from bot.domain.objections import Objection
from bot.domain.replies import Emptiness
from bot.domain.styles import Style
from bot.domain.tradeables import Proposal
from bot.language.sentences.readings import Label, SentenceReading
from bot.language.sentences.risks import Risk


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingRead(DealAnswer):
    """A draft sentence was read; nothing is recorded. `sentence` says it better, `chosen` is the proposal in it, and
    `proposals` are what may be asked for there. `key` finds the draft again while it is remembered; `typed` goes back
    where nothing was found in it, and `is_refusal` says that it plainly is a no. `risks` are what it gives away, the
    gravest first. `check` is the private look before a yes, where the draft is one."""

    today: date
    reply_day: date
    saying: SentenceReading
    key: str
    open_gives: int = 0
    sentence: Sentence | None = None
    chosen: str = ""
    proposals: tuple[Proposal, ...] = ()
    typed: str = ""
    is_refusal: bool = False
    risks: tuple[Risk, ...] = ()
    check: AcceptChecked | None = None

    @property
    def _is_give_alone(self) -> bool:
        is_give = self.saying.label is Label.GIVE
        is_tied_at_a_press = bool(self.saying.suggestion) and self.sentence is None
        return is_give and not self.risks and is_tied_at_a_press

    @property
    def other_proposal(self) -> Proposal | None:
        """What may be asked for instead: the one after the chosen one, so that a press on each shows all. The first one
        where a give stands alone and nobody chose what comes back for it."""
        if not self.chosen and self._is_give_alone:
            return next(iter(self.proposals), None)
        keys = [proposal.key for proposal in self.proposals]
        if self.chosen not in keys or len(keys) < 2:
            return None
        return self.proposals[(keys.index(self.chosen) + 1) % len(keys)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSet(DealAnswer):
    """A deal has a new style. `reply_day` is the day that a sentence made up in that style asks for."""

    style: Style
    reply_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressShown(DealAnswer):
    """How the other side is spoken to in a deal. `sentence` is the one about the move `about` in that form, `reply_day`
    the day that a sentence made up as an example asks for. `has_forms` says whether the reader's language has several
    forms of address."""

    reply_day: date
    has_forms: bool
    sentence: Sentence | None = None
    about: Move | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetJudged(DealAnswer):
    """A get was looked at. `empty` says why it moves little; with nothing in it, it was meant. `sentence` answers it,
    `proposals` are more significant moves to ask for where it was for show."""

    get: Move
    today: date
    empty: tuple[Emptiness, ...] = ()
    sentence: Sentence | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(DealAnswer):
    """They object; nothing is recorded. The objection has a question to ask first, and two trades; `open_give` is what
    they have from us with nothing back, which is named before either."""

    typed: str
    objection: Objection
    open_give: Move | None = None
