"""A sentence about business cut into clauses: what is said, and on what it hangs."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from bot.language.sentences.grammar import ClauseGrammar

_TOKEN = re.compile(
    r"[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:ll|d|re|ve|m|s)\b"
    r"|[^\W\d_]+(?:(?:-|['’](?!(?:ll|d|re|ve|m|s)\b))[^\W\d_]+)*|[€$£]?\d(?:[\d.,]*\d)?\w*%?"
)
_SENTENCE_END = re.compile(r"[.!?;\n]+(?=[\s)\"]|$)|\n+")
_BREAK = re.compile(r",(?!\d)|\s[-–—]+\s|[:()](?=\s|$|\w)|[—]")
_FINITE = ("be", "cans", "gets_by_itself", "finite")
_FEW = 2
"""Words that a condition has at least: what follows sooner is still a part of it."""


class Token(NamedTuple):
    """A word in lower case, and where it stands."""

    word: str
    start: int
    end: int


class TieKind(StrEnum):
    """How a clause hangs on what is said beside it."""

    NONE = ""
    IF = "if"
    UNLESS = "unless"
    PREMISE = "premise"
    """`suppose we …`, `what if we …`: may stand without anything that hangs on it."""
    THING = "thing"
    """`in exchange for …`, `subject to …`: names a thing, not what somebody does."""


class Clause(NamedTuple):
    """Words between two breaks, from `start` to `end` in the text; `link` is the word that joins it to the one before,
    or opens a condition, and `opens_at` is where that begins. `asks`: its sentence is a question."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    tie: TieKind = TieKind.NONE
    link: str = ""
    opens_at: int = 0
    sentence: int = 0
    asks: bool = False
    follows_break: bool = False
    """Whether a comma or the like stands before it."""


class _Cut(NamedTuple):
    """A place where a clause ends and the next begins."""

    at: int
    until: int
    link: str = ""
    tie: TieKind = TieKind.NONE


class _Sentence(NamedTuple):
    """A sentence of a text: where it stands, its words, its number, and whether it is a question."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    number: int
    asks: bool


_TIE_LISTS = (
    ("ties", TieKind.IF),
    ("ties_to_things", TieKind.THING),
    ("ties_by_for", TieKind.THING),
)


def split_clauses(lower: str, grammar: ClauseGrammar) -> list[Clause]:
    """The clauses of a text in lower case, in their order."""
    clauses: list[Clause] = []
    tokens = find_tokens(lower)
    begin = 0
    for number, end in enumerate([*_find_ends(lower, grammar), None]):
        until = end.start() if end else len(lower)
        inside = _between(tokens, begin, until)
        if inside:
            asks = end is not None and "?" in end[0]
            sentence = _Sentence(begin, until, inside, number, asks)
            clauses.extend(_split_sentence(lower, sentence, grammar))
        begin = end.end() if end else until
    return clauses


def _find_ends(lower: str, grammar: ClauseGrammar) -> Iterator[re.Match[str]]:
    """What ends a sentence; not the point of an ordinal: `ab dem 1. April`."""
    after_ordinal = grammar.words("after_ordinal")
    for end in _SENTENCE_END.finditer(lower):
        follows_digit = end[0] == "." and lower[end.start() - 1 : end.start()].isdigit()
        if follows_digit and after_ordinal:
            following = lower[end.end() :].split(maxsplit=1)
            if following and following[0].strip(",.!?") in after_ordinal:
                continue
            # `der 15. ist auch gut`
            if following and grammar.pattern("before_ordinal").search(lower, 0, end.start()):
                continue
        yield end


def find_tokens(lower: str) -> list[Token]:
    """The words of a text in lower case."""
    return [Token(found[0], found.start(), found.end()) for found in _TOKEN.finditer(lower)]


def _between(tokens: Sequence[Token], start: int, end: int) -> tuple[Token, ...]:
    """The words from one place to another, of words in their order."""
    first = last = 0
    for token in tokens:
        if token.start < start:
            first += 1
        if token.end > end:
            break
        last += 1
    return tuple(tokens[first:last])


def _split_sentence(lower: str, sentence: _Sentence, grammar: ClauseGrammar) -> Iterator[Clause]:
    pieces: list[Clause] = []
    begin = opens_at = sentence.start
    link, tie, broken = "", TieKind.NONE, False
    for cut in [*_find_cuts(lower, sentence, grammar), _Cut(sentence.end, sentence.end)]:
        tokens = _between(sentence.tokens, begin, cut.at)
        if tokens:
            pieces.append(
                Clause(
                    start=begin,
                    end=cut.at,
                    tokens=tokens,
                    tie=tie,
                    link=link,
                    opens_at=opens_at,
                    sentence=sentence.number,
                    asks=sentence.asks,
                    follows_break=broken,
                )
            )
            link, tie, opens_at, broken = "", TieKind.NONE, cut.at, False
        if cut.link:
            # `and, in return, …`: the word that says more stays.
            opens_at = cut.at if tie is TieKind.NONE else opens_at
            if cut.tie is not TieKind.NONE or not link:
                link, tie = cut.link, cut.tie
            elif tie is TieKind.NONE:
                # `but then`: both words say how it goes on.
                link = f"{link} {cut.link}"
        elif tie is TieKind.NONE:
            opens_at = cut.until
        broken = broken or not cut.link
        begin = cut.until
    if grammar.verbs_anywhere:
        pieces = _join_infinitives(pieces, grammar)
    clauses = _tie_inverted(_free_main_clauses(pieces, grammar), grammar)
    yield from _tie_joined(clauses, grammar)


def _join_infinitives(pieces: Sequence[Clause], grammar: ClauseGrammar) -> list[Clause]:
    """The pieces, with what a verb with `zu` says joined to what it belongs to: `wir sind bereit, … zu halbieren`."""
    joined: list[Clause] = []
    persons = grammar.words("speaker", "spoken_to")
    for piece in pieces:
        words = [token.word for token in piece.tokens]
        is_free = piece.tie is TieKind.NONE and not piece.link and piece.follows_break
        is_infinitive = not grammar.words("infinitive_mark").isdisjoint(words[-3:])
        if joined and is_free and is_infinitive and persons.isdisjoint(words):
            before = joined[-1]
            joined[-1] = before._replace(end=piece.end, tokens=(*before.tokens, *piece.tokens))
        else:
            joined.append(piece)
    return joined


def _find_cuts(lower: str, sentence: _Sentence, grammar: ClauseGrammar) -> list[_Cut]:
    start, end, tokens = sentence.start, sentence.end, sentence.tokens
    cuts = [_Cut(found.start(), found.end()) for found in _BREAK.finditer(lower, start, end)]
    starters, always = grammar.words("clause_starters"), grammar.words("clause_starters_always")
    begins = grammar.words("ties_begin")
    swaps, swap_words = grammar.words("swaps"), grammar.words("swap_word")
    # `in exchange for` is no swap.
    is_swap = any(
        token.word in swaps and (place == 0 or tokens[place - 1].word not in begins)
        for place, token in enumerate(tokens)
    )
    for place, token in enumerate(tokens):
        if token.word in begins:
            cut = _find_tie(lower, token.start, end, grammar)
            if cut is not None:
                cuts.append(cut)
        if is_swap and token.word in swap_words:
            # `swap the fixed fee for a success fee`
            cuts.append(_Cut(token.start, token.end, token.word, TieKind.THING))
        if token.word in always or (
            token.word in starters and _begins_clause(tokens[place + 1 : place + 6], grammar)
        ):
            cuts.append(_Cut(token.start, token.end, token.word))
    # Where two begin at one word, the one that ties.
    cuts.sort(key=lambda cut: (cut.at, cut.tie is TieKind.NONE))
    return _without_overlaps(cuts)


def _find_tie(lower: str, at: int, end: int, grammar: ClauseGrammar) -> _Cut | None:
    """The words at that place on which what follows hangs."""
    for key, tie in _TIE_LISTS:
        found = grammar.any_of(key).match(lower, at, end)
        if found is not None:
            return _Cut(*found.span(), found[0], _sort_tie(found[0], tie, grammar))
    return None


def _sort_tie(words: str, tie: TieKind, grammar: ClauseGrammar) -> TieKind:
    if tie is TieKind.THING:
        return tie
    parts = words.replace(",", " ").split()
    if not grammar.words("unless").isdisjoint(parts):
        return TieKind.UNLESS
    if parts[0] in grammar.words("premises"):
        return TieKind.PREMISE
    return TieKind.IF


def _without_overlaps(cuts: Sequence[_Cut]) -> list[_Cut]:
    kept: list[_Cut] = []
    for cut in cuts:
        if kept and cut.at < kept[-1].until:
            continue
        kept.append(cut)
    return kept


def _begins_clause(tokens: Sequence[Token], grammar: ClauseGrammar) -> bool:
    """Whether words begin a clause of their own: somebody who does something, a question, or a verb."""
    if not tokens:
        return False
    words = [token.word for token in tokens]
    first = words[0]
    if first in grammar.words("main_openers") and len(words) > 1:
        return True
    if first in grammar.words("speaker", "spoken_to", "third"):
        return True
    if first in grammar.words("lets", "questioning"):
        return True
    if first in grammar.words("negations"):
        return False
    if grammar.verbs_anywhere:
        # `und ihr die Feiertage`
        is_theirs = first in grammar.words("spoken_to_all") and len(words) > 1
        if is_theirs and (words[1] in grammar.words("articles") or words[1].endswith("t")):
            return True
        return _begins_with_verb_of_theirs(words, grammar) or not grammar.words(
            "speaker"
        ).isdisjoint(words)
    if first in grammar.words("gives", "hands", "imperative_only"):
        return True
    if len(words) > 2 and words[1] in grammar.words("be"):
        # `sign this week and parking is free`
        return words[2] in grammar.words("gift_ends")
    return _names_who_does(words, grammar)


def _begins_with_verb_of_theirs(words: Sequence[str], grammar: ClauseGrammar) -> bool:
    """`… dann kriegt ihr die Gläser`."""
    if len(words) < _FEW + 1 or words[1] not in grammar.words("spoken_to", "spoken_to_all"):
        return False
    return words[0].endswith(("t", "en", "st"))


def _names_who_does(words: Sequence[str], grammar: ClauseGrammar) -> bool:
    """Whether a helping word follows a noun: `the rate will`; not `a courtesy we will`, where it follows the person."""
    helping = grammar.words("cans")
    if words[0] in grammar.words("articles"):
        helping = grammar.words("cans", "be", "musts", "changes_by_itself")
    persons = grammar.words("speaker", "spoken_to")
    for word in words[1:]:
        if word in helping or word in persons:
            return word in helping
    return False


def _free_main_clauses(clauses: Sequence[Clause], grammar: ClauseGrammar) -> Iterator[Clause]:
    """The clauses, with what follows a condition without a comma as one of its own: `if you sign I'll add a week`."""
    sentence = -1
    for clause in clauses:
        # `because of the mess we won't bill the shift`: only where the reason comes first.
        is_reason = clause.sentence != sentence and clause.link in grammar.words("reasons")
        sentence = clause.sentence
        may_end = clause.tie is not TieKind.NONE or is_reason
        place = _find_main_clause(clause, grammar) if may_end else None
        if place is None:
            yield clause
            continue
        at = clause.tokens[place].start
        yield clause._replace(end=at, tokens=clause.tokens[:place])
        tokens = clause.tokens[place:]
        yield clause._replace(
            start=at,
            tokens=tokens,
            tie=TieKind.NONE,
            link="",
            opens_at=at,
            follows_break=True,
        )


def _find_main_clause(clause: Clause, grammar: ClauseGrammar) -> int | None:
    """The place of the word where a condition is over and what hangs on it begins."""
    words = [token.word for token in clause.tokens]
    helping = grammar.words("cans", "be")
    speaker, spoken_to = grammar.words("speaker"), grammar.words("spoken_to")
    begins_with_speaker = bool(words) and words[0] in speaker
    is_thing = clause.tie is TieKind.THING or clause.link in grammar.words("without_it")
    first = 1 if is_thing else _FEW
    if grammar.verbs_anywhere:
        if is_thing:
            return _find_verb_before_person(words, first, grammar)
        return _find_second_verb(words, grammar) if clause.tie is TieKind.IF else None
    for place in range(first, len(words) - 1):
        word, following = words[place], words[place + 1]
        if words[place - 1] in grammar.words("before_object"):
            continue
        if word in grammar.words("main_openers"):
            return place
        does = following in helping or following in grammar.verbs("receives", "gives", "hands")
        if word in speaker and does:
            return None if begins_with_speaker and following not in helping else place
        if word in grammar.words("cans") and following in speaker | spoken_to:
            return place
        if _begins_with_thing(words, place, grammar):
            return place
        goes_on = following in helping or following in grammar.verbs("receives")
        # `as soon as the keys are here you get the rest`
        begins_with_thing = bool(words) and words[0] in grammar.words("articles")
        if (begins_with_speaker or begins_with_thing) and word in spoken_to and goes_on:
            return place
    return None


def _begins_with_thing(words: Sequence[str], place: int, grammar: ClauseGrammar) -> bool:
    """Whether a thing of which something is said begins there: `as long as you unload it the delivery is free`."""
    before = words[place - 1]
    if before in grammar.words("opens_time"):
        # `if you can wait till the frost is over`
        return False
    if place < _FEW + 1 or words[place] not in grammar.words("articles"):
        return False
    takes_object = grammar.verbs("gives", "hands", "receives", "talks", "wants")
    if before in takes_object or before in grammar.words("articles", "before_object", "be", "cans"):
        return False
    helping = grammar.words("be", "cans", "changes_by_itself")
    return not helping.isdisjoint(words[place + 2 : place + 4])


def _find_verb_before_person(
    words: Sequence[str], first: int, grammar: ClauseGrammar
) -> int | None:
    """`gegen Vorkasse können wir`: the verb before who does it; other conditions end with a comma."""
    persons = grammar.words("speaker", "spoken_to", "articles", "before_noun")
    articles = grammar.words("articles", "before_noun")
    for place in range(first, len(words) - 1):
        word, following = words[place], words[place + 1]
        is_verb = word in grammar.verbs("changes") or word in grammar.words(*_FINITE)
        # `bei 300 Stück im Jahr sind 6 % drin`
        names_figure = is_verb and following[:1].isdigit()
        is_named = following in persons or names_figure
        if not is_named or words[place - 1] in grammar.words("before_no_verb"):
            continue
        if is_verb or following not in articles:
            return place
    return None


def _find_second_verb(words: Sequence[str], grammar: ClauseGrammar) -> int | None:
    """The place of the verb right after the one that ends a condition: `solange ihr pünktlich zahlt bleibt …`."""
    for place in range(_FEW, len(words) - 1):
        if _is_finite(words[place], grammar) and _is_finite(words[place - 1], grammar):
            following = words[place + 1]
            goes_on = grammar.words("speaker", "spoken_to", "articles", "before_noun", "third")
            return place if following in goes_on else None
        if _begins_turned(words, place, grammar):
            return place
    return None


def _begins_turned(words: Sequence[str], place: int, grammar: ClauseGrammar) -> bool:
    """Whether the verb of a main clause stands there, right behind that of a condition and before who does it, typed
    without a comma and with its ending gone: `wenn du den Flur streichst zahl ich die Farbe`."""
    persons = grammar.words("speaker", "spoken_to", "spoken_to_all", "third")
    is_turned = words[0] in persons and words[place + 1] in grammar.words("speaker")
    if not is_turned or words[place] in grammar.words(
        "before_object", "clause_starters", "indirect"
    ):
        return False
    if words[place] in grammar.words("asks_for_facts", "steps"):
        return False
    return words[place - 1].endswith(("st", "t", "en"))


def _is_finite(word: str, grammar: ClauseGrammar) -> bool:
    if word in grammar.words(*_FINITE):
        return True
    known = grammar.verbs("changes", "gives", "hands")
    return word in known and not word.endswith("en")


def _tie_inverted(clauses: Iterator[Clause], grammar: ClauseGrammar) -> list[Clause]:
    """The clauses, with those as conditions that begin with their verb: `should you sign`."""
    found = list(clauses)
    for place, clause in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if clause.tie is not TieKind.NONE or not _is_inverted(clause, grammar, following):
            continue
        is_tied = any(each.tie is not TieKind.NONE for each in found)
        has_main = (place > 0 or len(found) > 1) and not is_tied
        if has_main and not (clause.asks and clause is found[-1] and place == 0):
            found[place] = clause._replace(tie=TieKind.IF)
    return found


def _tie_joined(clauses: Sequence[Clause], grammar: ClauseGrammar) -> list[Clause]:
    """The clauses, with those as conditions too that an `and` joins to one: `if you sign and we get the logo, …`."""
    found: list[Clause] = []
    for clause in clauses:
        is_joined = clause.link in grammar.words("joins") and not clause.follows_break
        if found and is_joined and found[-1].tie in (TieKind.IF, TieKind.PREMISE):
            found.append(clause._replace(tie=found[-1].tie))
        else:
            found.append(clause)
    return found


def _is_inverted(clause: Clause, grammar: ClauseGrammar, following: Clause | None) -> bool:
    words = [token.word for token in clause.tokens]
    if grammar.verbs_anywhere and following is not None and len(words) > _FEW:
        # `unterschreiben Sie bis Freitag, legen wir …`: both begin with their verbs.
        begins = words[1] in grammar.words("spoken_to") and words[0].endswith(("n", "st"))
        all_of_you = words[1] in grammar.words("spoken_to_all") and words[0].endswith("t")
        begins = begins or all_of_you
        goes_on = [token.word for token in following.tokens[:2]]
        has_main = following.follows_break and (
            goes_on[0] in grammar.verbs("changes")
            or goes_on[0] in grammar.words("gets_by_itself")
            or not grammar.words("speaker").isdisjoint(goes_on[1:])
        )
        if begins and has_main:
            return True
    if len(clause.tokens) < _FEW + 1 or clause.tokens[0].word not in grammar.words("inverted"):
        return False
    follower = clause.tokens[1].word
    return follower in grammar.words("spoken_to", "third", "articles", "speaker")
