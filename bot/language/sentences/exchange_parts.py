"""The words of what a sentence about business gives and gets, and the sentence put better."""

import re
from collections.abc import Mapping
from typing import cast

from bot.language.patterns import table_of_language
from bot.language.sentences.clauses import TieKind
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.found_exchange import Exchange
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.readings import Label, SentenceReading
from bot.language.sentences.rewording import GAP

_LETTER = re.compile(r"[^\W\d_]|%")
_EDGES = " ,.;:!?\"'()"


class ExchangeWording:
    """Words the parts of an exchange, out of the text as it was written."""

    def __init__(self, text: str, lower: str, grammar: ClauseGrammar) -> None:
        self._text, self._lower, self._grammar = text, lower, grammar

    def word(self, exchange: Exchange) -> SentenceReading:
        """The reading with what is given and what comes back in the speaker's words."""
        give = self._part_of(exchange.giving)
        get = self._part_of(exchange.getting)
        clause = self._clause_of(exchange.giving) if exchange.label is not Label.ASK else ""
        condition = self._condition_of(exchange.condition)
        return SentenceReading(
            label=exchange.label,
            explicit=exchange.explicit,
            give=give,
            get=get,
            condition=condition,
            clause=clause,
            suggestion=self._suggest(exchange, clause),
        )

    def _part_of(self, doing: Doing | None) -> str:
        if doing is None:
            return ""
        written = doing.words or (self._text[slice(*doing.part)] if doing.part else "")
        words = self._tidy(written)
        if words.lower() in self._grammar.words("pronouns"):
            return ""
        return words

    def _tidy(self, words: str) -> str:
        """A part without what only frames it: who it is for, small words, asides at its end."""
        words = words.strip(_EDGES)
        lower = words.lower()
        leading = self._grammar.pattern("leading").match(lower)
        if leading is not None and leading.end() < len(lower):
            words = words[leading.end() :]
        trailing = self._grammar.pattern("trailing").search(words.lower())
        # `12 instead of 14`: a bare figure says too little.
        if trailing is not None and _LETTER.search(words, 0, trailing.start()):
            words = words[: trailing.start()]
        return words.strip(_EDGES)

    def _clause_of(self, doing: Doing | None) -> str:
        """The clause that gives as a sentence of its own; empty where it is none."""
        if doing is None or doing.deed is not Deed.GIVES or not doing.is_whole:
            return ""
        if doing.subject is not Subject.SPEAKER or doing.clause.tie is not TieKind.NONE:
            return ""
        start = doing.subject_at if doing.subject_at >= 0 else doing.clause.start
        before = self._lower[doing.clause.start : start].strip(_EDGES)
        if before and self._grammar.pattern("opens").fullmatch(before) is None:
            # `With the drawings we can start`: what stands before it would be lost.
            return ""
        words = self._text[start : doing.clause.end].strip(_EDGES)
        return words[:1].upper() + words[1:]

    def _condition_of(self, condition: Doing | None) -> str:
        """What the give hangs on, as it goes on after an `if`."""
        if condition is None or condition.clause.tie not in (TieKind.IF, TieKind.THING):
            return ""
        clause = condition.clause
        return self._text[clause.start : clause.end].strip(_EDGES)

    def _suggest(self, exchange: Exchange, clause: str) -> str:
        """The sentence put better; empty where the result might be none that a person would send."""
        if not clause:
            return ""
        if exchange.label is Label.GIVE:
            if not exchange.is_polite and self._grammar.pattern("has_its_get").search(self._lower):
                return ""
            return self._frame("tied_to_gap", clause, GAP)
        giving, getting, condition = exchange.giving, exchange.getting, exchange.condition
        if exchange.label is not Label.OFFER or giving is None or getting is None:
            return ""
        if condition is None:
            return self._tie(clause, getting)
        if condition.clause.tie is TieKind.IF and condition.clause.start < giving.clause.start:
            words = self._text[condition.clause.opens_at : condition.clause.end].strip(_EDGES)
            return f"{clause} {words[:1].lower()}{words[1:]}."
        return ""

    def _tie(self, clause: str, getting: Doing) -> str:
        """The part that gives, tied to what they do, or to what we get where that is a thing. Empty where the words of
        what comes back might not go on a sentence so."""
        section = table_of_language(self._grammar.code, "sentences.rewording")
        frames = cast("Mapping[str, str]", section.get("tied_to_deed", {}))
        get = self._part_of(getting)
        if not get or not frames:
            return ""
        if getting.subject is Subject.SPEAKER:
            first = get.lower().split()[0]
            is_thing = first in self._grammar.words("articles") or first[:1].isdigit()
            return self._frame("tied", clause, get) if is_thing else ""
        if getting.is_negative or not (getting.is_imperative or getting.is_whole):
            return ""
        if getting.deed is Deed.GIVES:
            # `take two sites`: the part begins after its verb.
            get = f"{getting.verb} {get}"
        return frames["you"].format(clause=clause, get=f"{get[:1].lower()}{get[1:]}")

    def _frame(self, key: str, clause: str, get: str) -> str:
        section = table_of_language(self._grammar.code, "sentences.rewording")
        frames = cast("Mapping[str, str]", section[key])
        says_i = self._grammar.pattern("says_i").match(clause.lower()) is not None
        return frames["i" if says_i else "we"].format(clause=clause, get=get)
