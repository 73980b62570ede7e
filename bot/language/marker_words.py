"""The words that may open a clause, and beside which words they do not."""

from dataclasses import dataclass

from bot.language.days import DEADLINE_WORDS
from bot.language.phrases import SUBJECTS
from bot.language.vocabulary import WordTable, word_table
from bot.language.word_list import WordList

_WORDS_BY_CLAUSE = {
    "day_alone": DEADLINE_WORDS,
    "subject": SUBJECTS,
}
"""What opens a clause beside the phrases of its table: words that are listed elsewhere already."""

_ONLY_BEFORE = {
    "cause": SUBJECTS | word_table("conditions").words("clause_starts"),
    "in_case": SUBJECTS,
    "for_that": SUBJECTS,
    "so_that": SUBJECTS,
}
"""Clauses that open only before one of these words: `given` is a reason only before `they asked`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The phrases that may open a clause, and where they do not."""

    phrases: tuple[tuple[str, ...], ...]
    only_before: frozenset[str]
    not_before: frozenset[str]
    not_after: frozenset[str]
    joined: bool
    needs_word: bool
    separate: bool

    @property
    def is_restricted(self) -> bool:
        neighbours = self.only_before | self.not_before | self.not_after
        return bool(neighbours) or self.joined or self.needs_word or self.separate

    def may_open(self, words: WordList, at: int, i: int) -> bool:
        """Whether the marker at `at`, whose own words end before `i`, may open its clause there."""
        following = words.low[i]
        if following in self.not_before:
            return False
        if self.only_before and following not in self.only_before:
            return False
        if self.joined and words.gaps[i]:
            return False
        # `liability we keep assuming` ends with no condition.
        if self.needs_word and not following:
            return False
        # After punctuation a word begins anew, whatever stands before.
        return words.gaps[at] != "" or words.low[at - 1] not in self.not_after


def _load_marker(clause: str, table: WordTable) -> Marker:
    phrases = (*table.phrases("phrases"), *sorted(_WORDS_BY_CLAUSE.get(clause, ())))
    return Marker(
        phrases=tuple(tuple(phrase.split()) for phrase in phrases),
        only_before=_ONLY_BEFORE.get(clause, frozenset()),
        not_before=table.words("not_before", optional=True),
        not_after=table.words("not_after", optional=True),
        joined=table.flag("joined"),
        needs_word=table.flag("needs_word"),
        separate=table.flag("separate"),
    )


MARKERS = {
    clause: _load_marker(clause, table)
    for clause, table in word_table("markers").subtables().items()
}
"""The marker of each clause by its name."""

MARKER_WORDS = frozenset(phrase[0] for marker in MARKERS.values() for phrase in marker.phrases)
"""The first words of all phrases: where one stands, the clause before may end."""
