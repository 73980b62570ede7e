"""What a sentence typed to the coach means: a report, a question, a situation that a card is for.

It is read by several small looks that are added up: how near its words and notions are to wordings of each topic
(`wording_scores.py`), and signals that a person would name at once: who wants something, who asks whether we may give.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.language.clean import LONGEST, clean_text
from bot.language.languages import LANGUAGES
from bot.language.notions import (
    QUESTION_MARK,
    Respeller,
    load_notions,
    load_pattern_groups,
    load_patterns,
    load_questions_file,
    load_short_forms,
    search_patterns,
    tokenize,
)
from bot.language.objections import is_objection
from bot.language.patterns import compile_late
from bot.language.question_parts import find_told_wish, split_clauses
from bot.language.sentences.own_refusals import refuses_plainly
from bot.language.vocabulary import word_table
from bot.language.wishes import find_wish
from bot.language.wording_scores import FeatureFinder, WordingScores

CARD = "card:"
"""The meaning of a situation that a card is for begins so; the card's id follows."""


class Topic(StrEnum):
    """What an answer may be about."""

    THEIR_ASK = "their_ask"
    CAN_I_GIVE = "can_i_give"
    WHAT_TO_ASK = "what_to_ask"
    NEXT_STEP = "next_step"
    STATUS = "status"
    NO_ANSWER = "no_answer"
    ACCEPT = "accept"
    THEIR_OFFER = "their_offer"
    ANSWERED_ASK = "answered_ask"
    OBJECTION = "objection"
    BRIEF = "brief"
    RECAP = "recap"
    SAY = "say"
    PLAN = "plan"
    OFFERS = "offers"
    RHYTHM = "rhythm"
    CLOSE = "close"
    HELP = "help"
    EVIDENCE = "evidence"
    ETHICS = "ethics"
    UNCLEAR = "unclear"


TOPIC_BIAS = 1.5
"""What speaks for a topic beforehand: people report and ask more often than they describe a tactic."""
CLEARLY = 1.1
"""By this much the best meaning exceeds the next one where it is the only one meant."""
UNSURE_BELOW = 1.8
"""A best meaning with less than that is no meaning."""
UNSURE_CARD_BELOW = 4.9
"""A card that no plain signal speaks for needs that much, unless something is asked: what is told may be anything, and
a card about something else is nonsense."""
UNSURE_TOLD_BELOW = {
    Topic.CLOSE: 5.0,
    Topic.CAN_I_GIVE: 4.5,
    Topic.ACCEPT: 4.5,
    Topic.NO_ANSWER: 4.0,
    Topic.OFFERS: 5.0,
    Topic.RHYTHM: 4.0,
    Topic.EVIDENCE: 4.0,
    Topic.OBJECTION: 3.0,
    Topic.STATUS: 3.0,
}
"""The same for the topics that people rather ask about than tell."""
THINLY_BELOW = 7.0
"""A best meaning with less than that, in a short sentence of which much is unknown, is no meaning either: `the
photographer is ill` is near to any situation with an illness in it."""
THIN_SHARE, THIN_CARD_SHARE = 1 / 2, 1 / 3
"""How much of such a sentence is unknown at least, for a topic and for a card."""
SHORT = 4
"""Words of a short sentence, apart from fillers."""
NEAR_FROM = 1.2
"""From that on the meanings are near enough to be offered."""
SIGNAL = 3.0
"""What a plain signal adds: the form of the sentence speaks for a topic."""
WEAK_SIGNAL = 1.5
"""What a signal for a card adds where they plainly want something."""
SURE_SIGNAL = 7.5
"""What it adds where a reader made for just that understands the sentence: what they want, what they object to."""
TOLD_SIGNAL = 4.5
"""What it adds where the sentence gets to what they want only after something else."""
BESIDE_FROM = 3.0
"""From that on a card is mentioned beside a topic that a signal speaks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """One thing that a sentence may mean: a topic, or `card:` with a card's id."""

    label: str
    score: float

    @property
    def card(self) -> str:
        """The id of the card; "" where it is a topic."""
        return self.label.removeprefix(CARD) if self.label.startswith(CARD) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRead:
    """What a sentence may mean, likeliest first, and its tokens."""

    meanings: tuple[Meaning, ...]
    tokens: tuple[str, ...]
    unknown: float = 0.0
    """The share of its words that no wording has, where it is short and has no plain signal for its first meaning."""

    @property
    def best(self) -> Meaning | None:
        """What it means; None where nothing is likely enough."""
        first = self.meanings[0] if self.meanings else None
        if first is None or first.score < UNSURE_BELOW or first.label == Topic.UNCLEAR:
            return None
        thin = THIN_CARD_SHARE if first.card else THIN_SHARE
        return None if self.unknown >= thin and first.score < THINLY_BELOW else first

    @property
    def is_near_to_something(self) -> bool:
        """Whether what it may mean is worth offering."""
        return bool(self.meanings) and self.meanings[0].score >= NEAR_FROM

    @property
    def second(self) -> Meaning | None:
        """What it may mean as well: nearly as likely as the best, or a card for just that situation."""
        if self.best is None or len(self.meanings) < 2:
            return None
        following = self.meanings[1]
        is_near = self.best.score - following.score < CLEARLY
        is_card_beside = not self.best.card and following.card and following.score >= BESIDE_FROM
        is_wish_beside = following.label == Topic.THEIR_ASK and following.score >= SURE_SIGNAL
        is_beside = is_card_beside or is_wish_beside
        if following.label == Topic.UNCLEAR or not (is_near or is_beside):
            return None
        return following


class QuestionReader:
    """Reads sentences typed to the coach. `card_wordings` are the situations of each card, by its id."""

    def __init__(self, card_wordings: Mapping[str, Sequence[str]]) -> None:
        wordings: dict[str, list[str]] = {}
        for language in LANGUAGES:
            for topic, each in load_questions_file(language)["wordings"].items():
                wordings.setdefault(topic, []).extend(_as_texts(each))
        for card, situations in card_wordings.items():
            wordings[f"{CARD}{card}"] = list(situations)
        notions = load_notions()
        known = {word for each in wordings.values() for text in each for word in tokenize(text)}
        self._respeller = Respeller(known | notions.vocabulary)
        self._filler = word_table("questions").words("filler")
        self._scores = WordingScores(wordings, FeatureFinder(notions, self._filler))

    def read(self, text: str, *, names: Sequence[str] = ()) -> QuestionRead:
        """What a sentence may mean. `names` are what the other side is called."""
        line = clean_text(text[:LONGEST])
        typed = tokenize(line)
        tokens = self._respeller.respell(list(typed))
        signals = find_signals(line, names)
        says_something = any(token[0].isalpha() and token not in self._filler for token in tokens)
        if not says_something and not signals:
            return QuestionRead(meanings=(), tokens=tuple(tokens))
        scores = self._scores.score(tokens)
        meanings = [
            Meaning(
                label=label,
                score=score
                + (0.0 if label.startswith(CARD) else TOPIC_BIAS)
                + signals.get(label, 0.0),
            )
            for label, score in scores.items()
        ]
        meanings.sort(key=lambda meaning: -meaning.score)
        if QUESTION_MARK not in tokens and _ASKS.match(line) is None:
            meanings = [
                meaning
                for meaning in meanings
                if meaning.label in signals or meaning.score >= _least_told(meaning)
            ]
        is_plain = bool(meanings) and meanings[0].label in signals
        if is_plain:
            return QuestionRead(meanings=tuple(meanings[:6]), tokens=tuple(tokens))
        return QuestionRead(
            meanings=tuple(meanings[:6]),
            tokens=tuple(tokens),
            unknown=self._share_of_unknown(typed, tokens),
        )

    def _share_of_unknown(self, typed: Sequence[str], respelled: Sequence[str]) -> float:
        """The share of a short sentence's words that no wording has as they were typed; 0 for a longer one."""
        pairs = [
            (word, meant)
            for word, meant in zip(typed, respelled, strict=True)
            if meant[0].isalpha() and meant not in self._filler
        ]
        if not pairs or len(pairs) > SHORT:
            return 0.0
        unknown = [
            word for word, meant in pairs if word != meant or not self._scores.knows_word(word)
        ]
        return len(unknown) / len(pairs)


def _least_told(meaning: Meaning) -> float:
    """The score from which on something told means that."""
    return UNSURE_CARD_BELOW if meaning.card else UNSURE_TOLD_BELOW.get(Topic(meaning.label), 0.0)


_SIGNALS = load_pattern_groups("signals")
_ANSWER_TOLD = compile_late(load_patterns("answer_told"), re.IGNORECASE)
_WHOLE_LINES = {
    # `what do i write them`: the next message, whatever words it is asked for in.
    Topic.NEXT_STEP: compile_late(load_patterns("next_message"), re.IGNORECASE),
    # `ok with 96`, `mit 96 können wir leben`
    Topic.ACCEPT: compile_late(load_patterns("suits_us"), re.IGNORECASE),
}
_ASKS = compile_late(load_patterns("asks"), re.IGNORECASE)
_TOLD_BY_THEM = compile_late(load_patterns("told_by_them"), re.IGNORECASE)
_ASKED_BY_THEM = compile_late(load_patterns("asked_by_them"), re.IGNORECASE)
_WISH_TOLD = compile_late(load_patterns("wish_told"), re.IGNORECASE)
_SAID = re.compile(r"\w+[\s,:]+")
_WORD = re.compile(r"[^\W\d_]+")


def find_signals(line: str, names: Sequence[str]) -> dict[str, float]:
    """What the form of a sentence adds to topics: who wants something, who asks whether to give or to accept."""
    if refuses_plainly(line):
        # `we won't provide the crane`: no word of theirs, and nothing of ours to be recorded
        return {Topic.SAY: SURE_SIGNAL}
    line = _write_out(line)
    clauses = [line, *split_clauses(line)]
    found = {
        label: SIGNAL
        for label, each in _SIGNALS.items()
        if any(search_patterns(each, clause) for clause in clauses)
    }
    if find_wish(line, names) is not None:
        # What they plainly want is noted; the card for it stands beside.
        found = {label: WEAK_SIGNAL if label.startswith(CARD) else SIGNAL for label in found}
        found[Topic.THEIR_ASK] = SURE_SIGNAL
    elif find_told_wish(line, names) is not None:
        found[Topic.THEIR_ASK] = TOLD_SIGNAL
    if _ASKED_BY_THEM.match(line):
        found[Topic.THEIR_ASK] = SURE_SIGNAL
    found |= {
        topic: SURE_SIGNAL
        for topic, pattern in _WHOLE_LINES.items()
        if pattern.fullmatch(line.strip(" ?!."))
    }
    if _ANSWER_TOLD.match(line):
        # `they say yes to the tyres`, `they can't do 2,200`
        found[Topic.ANSWERED_ASK] = SURE_SIGNAL
        return found
    told = _TOLD_BY_THEM.match(line)
    if told is None:
        return found
    said = line[told.end() :]
    wish = _SAID.match(said)
    if wish is not None and _WISH_TOLD.match(said, wish.end()):
        found[Topic.THEIR_ASK] = SURE_SIGNAL
    elif is_objection(said):
        found[Topic.OBJECTION] = SURE_SIGNAL
    return found


def _write_out(line: str) -> str:
    """The line with the words written out that people shorten: `shd` is `should`."""
    short = load_short_forms()
    return _WORD.sub(lambda word: short.get(word[0].casefold(), word[0]), line)


def _as_texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
