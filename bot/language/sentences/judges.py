"""Judges of clauses: what is common to all languages, phrases that show by themselves what a clause does."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.language.sentences.clauses import Clause, TieKind, Token
from bot.language.sentences.deeds import Deed, Doing, Subject
from bot.language.sentences.grammar import ClauseGrammar
from bot.language.sentences.views import View

_LONGEST_CLAUSE = 400
"""Characters of a clause in which phrases are looked for."""
_EDGES = " ,.\"'"


_WITH_OPENING = frozenset({"agreeing", "stating", "granting"})
"""Lists whose phrases may begin with what else only opens a clause: `good morning`."""


class _Spoken(NamedTuple):
    """A clause with its words in lower case. `rest` are those after its opening (`ok fine`), which begin at `start`."""

    clause: Clause
    words: str
    rest: str
    start: int
    tokens: tuple[Token, ...]
    said: frozenset[str]
    """All of its words one by one."""
    lists: set[str]
    """The lists of phrases of which one may stand in it."""

    @property
    def is_opened(self) -> bool:
        """Whether there are words of opening."""
        return len(self.rest) < len(self.words)


class ClauseJudge:
    """Says what clauses do, in one language and for one speaker."""

    def __init__(self, text: str, lower: str, grammar: ClauseGrammar, role: str) -> None:
        self._text, self._lower = text, lower
        self._grammar, self._role = grammar, role

    def judge(self, clause: Clause, before: Doing | None = None) -> Doing:
        """What a clause does; `before` is the one that it goes on from, whose subject it may share."""
        spoken = self._open(clause)
        if clause.tie is TieKind.NONE:
            shown = self._judge_phrases(spoken)
            if shown is not None:
                return shown
        if not spoken.tokens:
            return Doing(clause=clause, deed=Deed.UNKNOWN)
        return self.judge_tokens(clause, spoken.tokens, before)

    def judge_tokens(
        self, clause: Clause, tokens: tuple[Token, ...], before: Doing | None
    ) -> Doing:
        """What the words of a clause show, where no phrase does."""
        raise NotImplementedError

    def _open(self, clause: Clause) -> _Spoken:
        """The clause, with what opens it left out; a condition is not opened."""
        whole = self._lower[clause.start : clause.end]
        words = whole.lstrip()[:_LONGEST_CLAUSE].rstrip(_EDGES)
        is_free = clause.tie is TieKind.NONE
        opening = self._grammar.pattern("opens").match(words) if is_free else None
        skipped = opening.end() if opening else 0
        start = clause.start + len(whole) - len(whole.lstrip()) + skipped
        said = frozenset([token.word for token in clause.tokens])
        tokens = clause.tokens
        if skipped:
            tokens = tuple(token for token in tokens if token.start >= start)
        return _Spoken(
            clause=clause,
            words=words,
            rest=words[skipped:],
            start=start,
            tokens=tokens,
            said=said,
            # A condition shows by its words alone.
            lists=self._grammar.lists_of_phrases(said) if is_free else set(),
        )

    def _judge_phrases(self, spoken: _Spoken) -> Doing | None:
        """What a phrase shows by itself, whoever does it."""
        for look in (
            self._look_for_doubt,
            self._look_for_agreement,
            self._look_for_talk,
            self._look_for_wish,
            self._look_for_grant,
        ):
            doing = look(spoken)
            if doing is not None:
                return doing
        return None

    def _look_for_doubt(self, spoken: _Spoken) -> Doing | None:
        """`no deal`, `whether that works`, `who signs?`."""
        clause, grammar = spoken.clause, self._grammar
        first = clause.tokens[0].word
        if first in grammar.words("indirect"):
            return Doing(clause=clause, deed=Deed.STATES)
        if grammar.pattern("denying").match(spoken.words):
            return Doing(clause=clause, deed=Deed.REFUSES, verb="deal")
        if not clause.asks:
            return None
        if self._find("agreeing_questions", spoken):
            return Doing(clause=clause, deed=Deed.AGREES)
        asking = grammar.words("asks_for_facts")
        asks_for_fact = first in asking
        if first in grammar.words("before_object") and len(clause.tokens) > 1:
            # `an wen schick ich die Daten?`
            asks_for_fact = asks_for_fact or clause.tokens[1].word in asking
        if asks_for_fact and self._find("wanting", spoken) is None:
            return Doing(clause=clause, deed=Deed.STATES)
        return None

    def _look_for_agreement(self, spoken: _Spoken) -> Doing | None:
        """`that works`, `let's sign`; a question only asks for it."""
        if spoken.clause.asks or self._find("agreeing", spoken) is None:
            return None
        if self._is_denied(spoken.clause.tokens):
            return None
        if not spoken.tokens:
            return Doing(clause=spoken.clause, deed=Deed.AGREES)
        return replace(self.judge_tokens(spoken.clause, spoken.tokens, None), deed=Deed.AGREES)

    def _look_for_talk(self, spoken: _Spoken) -> Doing | None:
        """`we go elsewhere`, `good morning`, `let me know`."""
        if self._find("threatening", spoken) and not self._is_denied(spoken.clause.tokens):
            return Doing(clause=spoken.clause, deed=Deed.THREATENS)
        if self._find("stating", spoken):
            return Doing(clause=spoken.clause, deed=Deed.STATES)
        return None

    def _look_for_wish(self, spoken: _Spoken) -> Doing | None:
        """`any chance of …`, `how about …`."""
        clause, grammar = spoken.clause, self._grammar
        goes_on = grammar.verbs_anywhere and clause.follows_break and not clause.asks
        if goes_on and clause.tokens[0].word in grammar.words("be", "cans"):
            # After a condition the verb comes first in what is no question: `…, wären 890 für mich in Ordnung`.
            return None
        found = self._find("wanting", spoken)
        if found is None:
            return None
        part = _place(found, spoken)
        if part is not None:
            first, _, rest = self._lower[slice(*part)].partition(" ")
            if first in self._grammar.words("speaker") and rest:
                # `how about we do Fridays ourselves`: what we would do.
                part = part[0] + len(first) + 1, part[1]
                return Doing(
                    clause=spoken.clause, deed=Deed.GETS, subject=Subject.SPEAKER, part=part
                )
        return Doing(clause=spoken.clause, deed=Deed.GETS, part=part)

    def _look_for_grant(self, spoken: _Spoken) -> Doing | None:
        """`shipping is on us`, `no problem on net 60`."""
        clause = spoken.clause
        if clause.asks or spoken.lists.isdisjoint(("granting", "granting_by_not")):
            return None
        denies = self._is_denied(clause.tokens)
        found = self._find("granting_by_not" if denies else "granting", spoken)
        if found is None or self._has(clause.tokens, "musts"):
            return None
        if spoken.tokens:
            # Where the verb shows it too, it is known who gives, and that the clause can be said again.
            doing = self.judge_tokens(clause, spoken.tokens, None)
            if doing.deed is Deed.GIVES and doing.subject is Subject.SPEAKER and doing.is_whole:
                return doing
        return Doing(clause=clause, deed=Deed.GIVES, part=_place(found, spoken))

    def _find(self, key: str, spoken: _Spoken) -> re.Match[str] | None:
        """The first phrase of a list that a clause shows; agreement and talk may show with its opening too."""
        if key not in spoken.lists:
            return None
        phrases = self._grammar.phrases(key)
        found = phrases.search(spoken.rest, spoken.said)
        if found is None and spoken.is_opened and key in _WITH_OPENING:
            return phrases.search(spoken.words, spoken.said)
        return found

    def _has(self, tokens: Sequence[Token], *keys: str) -> bool:
        """Whether any of the words stands under one of these keys."""
        known = self._grammar.words(*keys)
        return any(token.word in known for token in tokens)

    def _is_denied(self, tokens: Sequence[Token]) -> bool:
        """Whether a `not` denies what is said; `no problem` does not."""
        return self._has(tokens, "negations") and not self._has(tokens, "harmless")

    def _is_about_papers(self, words: Sequence[str]) -> bool:
        """Whether it is about papers and meetings; a reference call is none."""
        grammar = self._grammar
        if grammar.words("papers").isdisjoint(words):
            return False
        return grammar.words("no_papers").isdisjoint(words)

    def _sends_papers(self, tokens: Sequence[Token], at: int) -> bool:
        """`I'll send you the draft`."""
        grammar = self._grammar
        rest = [token.word for token in tokens[at + 1 :]]
        if tokens[at].word not in grammar.words("sends") or not rest:
            return False
        if rest[0] in grammar.words("objects"):
            return True
        if any(any(map(str.isdigit, word)) for word in rest):
            return False
        sendable = grammar.words("sendables", "papers")
        return not sendable.isdisjoint(rest) and grammar.words("no_papers").isdisjoint(rest)

    def _keep_denial(self, view: View) -> Doing:
        """What is not done as what is given, with its helping words."""
        place = next(
            (at for at, token in enumerate(view.tokens) if token.start >= view.subject_at), 0
        )
        while view.tokens[place].word not in self._grammar.words("cans", "do", "be", "negations"):
            place += 1
            if place >= view.chain.verb_at:
                break
        return view.doing(Deed.GIVES, place)

    def _sends_soon(self, view: View) -> bool:
        """`I can send you the draft tonight`: sooner than they would have it, which is a give."""
        clause = view.clause
        if not self._has(view.tokens[: view.chain.verb_at], "permits"):
            return False
        soon = self._grammar.pattern("soon").search(self._lower, clause.start, clause.end)
        return soon is not None


def _place(found: re.Match[str], spoken: _Spoken) -> tuple[int, int] | None:
    """Where the part of a phrase stands in the text; it may have been found with the opening."""
    begin, end = found.span("part")
    start = spoken.start + len(spoken.rest) - len(found.string)
    return (start + begin, start + end) if end > begin else None
