"""The helping words between who does something and the verb: `would be happy to`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.language.sentences.clauses import Token
from bot.language.sentences.grammar import ClauseGrammar


@dataclass(slots=True, kw_only=True)
class Chain:
    """What helping words say, and the place of the verb after them."""

    verb_at: int = 0
    can: bool = False
    must: bool = False
    ready: bool = False
    negative: bool = False
    perfect: bool = False
    being: bool = False
    past: bool = False
    ready_at: int = -1


class ChainReader:
    """Reads the helping words of one clause from left to right."""

    def __init__(self, grammar: ClauseGrammar, tokens: Sequence[Token]) -> None:
        self._grammar, self._tokens = grammar, tokens
        self._chain = Chain()
        self._begin = 0

    def read(self, place: int, *, inverted: bool) -> Chain:
        """The helping words after the word at that place; `inverted`: one stands before it."""
        chain, grammar = self._chain, self._grammar
        if inverted:
            word = self._tokens[place - 1].word
            chain.can = word in grammar.words("cans")
            chain.being = word in grammar.words("be")
        self._begin = at = place + 1
        while at < len(self._tokens):
            taken = self._take(at)
            if not taken:
                break
            at += taken
        chain.verb_at = at
        return chain

    def _take(self, at: int) -> int:
        """How many helping words begin there; none where the verb does."""
        takers: tuple[Callable[[int], int], ...] = (
            self._take_duty,
            self._take_can,
            self._take_not,
            self._take_being,
            self._take_readiness,
        )
        for take in takers:
            taken = take(at)
            if taken:
                return taken
        word = self._tokens[at].word
        is_to = word in self._grammar.words("to") and at > self._begin
        return 1 if is_to or word in self._grammar.words("steps") else 0

    def _following(self, at: int) -> str:
        return self._tokens[at + 1].word if at + 1 < len(self._tokens) else ""

    def _take_duty(self, at: int) -> int:
        """`must`, `have to`."""
        grammar, word = self._grammar, self._tokens[at].word
        has_to = self._following(at) in grammar.words("to")
        if word in grammar.words("musts") or (has_to and word in grammar.words("musts_with_to")):
            self._chain.must = True
            return 1
        return 0

    def _take_can(self, at: int) -> int:
        """`would`, `have decided to`."""
        grammar, word = self._grammar, self._tokens[at].word
        resolves = word in grammar.words("resolves")
        following = self._following(at)
        is_to = following in grammar.words("to") or following in grammar.words("negations")
        if word in grammar.words("cans") or (resolves and is_to):
            self._chain.can = True
            self._chain.negative = self._chain.negative or word in grammar.words("negations")
            return 1
        return 0

    def _take_not(self, at: int) -> int:
        """`not`, `no longer`."""
        grammar = self._grammar
        if self._tokens[at].word in grammar.words("negations"):
            self._chain.negative = True
            return 1
        is_no = self._tokens[at].word in grammar.words("negative_determiners")
        if is_no and self._following(at) in grammar.words("negative_adverbs"):
            self._chain.negative = True
            return 2
        return 0

    def _take_being(self, at: int) -> int:
        """`are`, `have` before a verb, `did` before a `not`."""
        chain, grammar, word = self._chain, self._grammar, self._tokens[at].word
        if word in grammar.words("have") and self._is_helping(at):
            chain.perfect = True
            return 1
        is_doing = word in grammar.words("do") and (
            self._following(at) in grammar.words("negations") or at + 1 == len(self._tokens)
        )
        is_being = word in grammar.words("be")
        if not is_doing and not is_being:
            return 0
        chain.being = chain.being or is_being
        chain.past = chain.past or word in grammar.words("past")
        return 1

    def _is_helping(self, at: int) -> bool:
        """Whether a `have` only helps the verb after it: `we have agreed`."""
        grammar = self._grammar
        for token in self._tokens[at + 1 : at + 3]:
            word = token.word
            if word in grammar.words("steps") or word in grammar.words("negations"):
                continue
            if word in grammar.words("be") or word.endswith(("ed", "en")):
                return True
            keys = ("gives_forms", "hands_forms", "talks_forms", "receives_forms")
            return any(word in grammar.words(key) for key in keys)
        return False

    def _take_readiness(self, at: int) -> int:
        """`happy to`, after a `be`."""
        chain, grammar, word = self._chain, self._grammar, self._tokens[at].word
        if word in grammar.words("ready") and (chain.being or chain.can):
            chain.ready, chain.ready_at = True, at
            return 1
        return 1 if chain.ready and word in grammar.words("prepositions_of_ready") else 0
