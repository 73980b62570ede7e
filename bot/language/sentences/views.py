"""A clause of a fixed order as it is judged: who does it, the helping words, and the verb after them."""

from typing import NamedTuple

from bot.language.sentences.clauses import Clause, Token
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.helping_words import Chain


class View(NamedTuple):
    """A clause of somebody who does something, as it is judged. `inverted`: a helping word stands before who does
    it."""

    clause: Clause
    tokens: tuple[Token, ...]
    chain: Chain
    subject: Subject
    inverted: bool = False
    subject_at: int = -1
    is_imperative: bool = False

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    @property
    def verb(self) -> str:
        """The verb, empty where none follows the helping words."""
        return self.tokens[self.chain.verb_at].word if self.has_verb else ""

    def verb_is_plain(self, grammar: ClauseGrammar) -> bool:
        """Whether the verb may be one of today though its past has the same form: `you let us leave the chips`."""
        return self.verb in grammar.words("gives", "hands")

    @property
    def has_verb(self) -> bool:
        return self.chain.verb_at < len(self.tokens)

    def doing(self, deed: Deed, begin: int | None = None) -> Doing:
        """The clause as one that does that; what is given or wanted begins at that word."""
        part = None
        if begin is not None and begin < len(self.tokens):
            part = self.tokens[begin].start, self.clause.end
        return Doing(
            clause=self.clause,
            deed=deed,
            subject=self.subject,
            part=part,
            verb=self.verb,
            subject_at=self.subject_at,
            is_negative=self.chain.negative,
            is_imperative=self.is_imperative,
            is_whole=self._may_be_said_again(),
        )

    def _may_be_said_again(self) -> bool:
        """Whether it can stand as a sentence before an `if`: not what was done, is being done, or is not done."""
        chain = self.chain
        if self.inverted or self.is_imperative or chain.negative or chain.perfect or chain.past:
            return False
        return chain.ready or chain.can or not chain.being
