"""Under which condition and for which reason: `if …`, `once …`, `unless …`, `because …`, `as …`."""

from bot.language import phrases
from bot.language.clauses.line import ASK, IF, REST, WHAT, WHY, Walk, is_end
from bot.language.days import parse_day
from bot.language.word_list import WordList


def if_(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] in _UNREAL or (words.low[i] in ("we", "i") and words.low[i + 1] in _FORCED):
        return _unreal(line, at, i)
    if line.command is ASK and line.empty(at) and line.what is None and _asks_whether(words, i):
        return line.cut(WHAT, at, i)
    if line.role is IF and not line.empty(at):
        return 0
    if at and words.low[at - 1] in (
        "even",
        "as",
        "what",
        "unless",
        "see",
        "ask",
        "check",
        "wondering",
        "decide",
    ):
        return 0
    return line.cut(IF, at, i + (words.low[i] == "that"))


def _asks_whether(words: WordList, i: int) -> bool:
    """`/ask if they can …`: the item itself, not a condition."""
    return words.low[i] in phrases.SUBJECTS and (
        words.low[i].endswith("'d") or words.low[i + 1] in _MODALS
    )


_MODALS = {"can", "could", "would", "will", "might", "are", "is", "have"}


_UNREAL = frozenset(
    "possible poss needed required necessary nec any applicable feasible pushed pressed forced desired wanted "
    "asked practical so doable relevant".split()
)


_FORCED = {"must", "have", "really", "absolutely", "gotta", "need"}


def _unreal(line: Walk, at: int, i: int) -> int:
    """`if possible` is no condition; `if we must` tells a limit."""
    words = line.words
    j = i
    while not is_end(words, j) or words.low[j] == "to":
        j += 1
    line.limit = line.limit or words.low[i] in ("we", "i", "pushed", "pressed", "forced")
    return line.cut(REST, at, j)


def when(line: Walk, at: int, i: int) -> int:
    if line.role in (IF, WHY) and not line.words.gaps[at]:
        return 0
    return if_(line, at, i)


def once(line: Walk, at: int, i: int) -> int:
    words = line.words
    if (
        words.low[i]
        in ("a", "per", "every", "more", "only", "off", "again", "each", "/", "daily", "weekly", "")
        or words.gaps[i]
    ):
        return 0
    if at and words.low[at - 1] in ("at", "just"):
        return 0
    return when(line, at, i)


def provided(line: Walk, at: int, i: int) -> int:
    if (
        line.words.low[i]
        in ("by", "on", "at", "in", "via", "with", "within", "free", "to", "for", "as", "")
        or line.words.gaps[i]
    ):
        return 0
    return if_(line, at, i)


def assuming(line: Walk, at: int, i: int) -> int:
    return (
        if_(line, at, i)
        if line.words.low[i] not in ("liability", "risk", "responsibility", "")
        else 0
    )


def in_case(line: Walk, at: int, i: int) -> int:
    return if_(line, at, i) if line.words.low[i] in phrases.SUBJECTS else 0


def unless(line: Walk, _at: int, i: int) -> int:
    """`unless` negates: it stays in the item with all that follows, up to the next separator."""
    words = line.words
    j = i
    while (
        j < words.count
        and not words.gaps[j]
        and words.low[j] not in ("costs", "cost", "worth", "because", "bc")
    ):
        found = parse_day(words, j, line.calendar) if words.low[j - 1] in ("by", "before") else None
        if found is not None:
            line.due = line.due or found.day
        j += 1
    return j


def because(line: Walk, at: int, i: int) -> int:
    if line.role is WHY and not line.empty(at):
        return 0
    return line.cut(WHY, at, i + (line.words.low[i] == "of"))


def cause(line: Walk, at: int, i: int) -> int:
    """`cause` and `given`: a reason only before a subject."""
    return because(line, at, i) if line.words.low[i] in _CLAUSE_STARTS else 0


_CLAUSE_STARTS = phrases.SUBJECTS | {
    "their",
    "our",
    "the",
    "that",
    "this",
    "these",
    "it",
    "there",
    "it's",
    "its",
    "budget",
}


def since(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] in _SINCE_TIMES or (
        words.low[i][:2] in ("20", "19") and words.low[i].isdigit()
    ):
        return 0
    following = parse_day(words, i, line.calendar)
    return 0 if following is not None and is_end(words, following.after) else because(line, at, i)


_SINCE_TIMES = {
    "then",
    "last",
    "inception",
    "day",
    "start",
    "launch",
    "signing",
    "kickoff",
    "go-live",
    "",
}


def as_(line: Walk, at: int, i: int) -> int:
    return because(line, at, i) if _is_finite(line.words, i) else 0


def _is_finite(words: WordList, i: int) -> bool:
    """Whether the words from `i` are a clause with a verb of its own (`they commit`, `cash is tight`)."""
    if words.low[i] in phrases.SUBJECTS or words.low[i] in (
        "it",
        "it's",
        "there",
        "this",
        "that's",
    ):
        return True
    determined = words.low[i] in ("their", "our", "the", "his", "her", "no", "my")
    for j in range(i + 1, min(i + 6, words.count)):
        if words.gaps[j]:
            return False
        if words.low[j] in _FINITE:
            return True
        if (
            determined
            and j > i + 1
            and words.low[j].endswith("ed")
            and (is_end(words, j + 1) or words.low[j + 1] in _AFTER_VERB)
        ):
            return True
    return False


_FINITE = frozenset(
    "is are was were has have had will would can can't cannot cant could don't doesn't dont doesnt didn't isn't "
    "isnt aren't wasn't weren't won't wont needs need wants slipped fell rose went came got ran left said".split()
)


_AFTER_VERB = frozenset(
    "by in on to the from with their our after again early late last this it us them down up off".split()
)
