"""What comes back: `for …`, `in return`, `against`, and clauses whose subject moves something (`we get …`)."""

from bot.language import phrases
from bot.language.clauses.line import (
    ASK,
    CONCEDE,
    FOR,
    IF,
    REST,
    WHAT,
    WHY,
    PartialLine,
    ends_clause,
)
from bot.language.clauses.references import parse_references
from bot.language.counterparts import is_surely_counter_thing, names_counter_thing, phrase_from
from bot.language.days import parse_day
from bot.language.vocabulary import word_table

_WORDS = word_table("returns")
_PROTECTED_AGAINST = _WORDS.words("protected_against")
_COMPARED_WITH = _WORDS.words("compared_with")
_GOODWILL = _WORDS.words("goodwill")
_ARTICLES = _WORDS.words("articles")
_DEEDS = _WORDS.words("deeds")
_BEFORE_DAY = _WORDS.words("before_day")
_STARTS_ON = _WORDS.words("starts_on")
_ASKING = _WORDS.words("asking")
_NO_SWITCH_AFTER = _WORDS.words("no_switch_after")


def read_in_return_for(line: PartialLine, at: int, i: int) -> int:
    return read_move_number(line, at, i) or line.start_part(FOR, at, i, sure=True)


def read_in_return(line: PartialLine, at: int, i: int) -> int:
    """`in return` on its own: what follows comes back; at the end it only closes what came before."""
    if i >= line.words.count:
        return line.start_part(REST, at, i)
    return line.start_part(FOR, at, i, sure=True)


def read_against(line: PartialLine, at: int, i: int) -> int:
    words = line.words
    following = words.low[i]
    numbered = read_move_number(line, at, i)
    if numbered or following[:1] == "#":
        return numbered
    if line.continues_clause(at):
        return 0
    if words.low[at - 1] in _PROTECTED_AGAINST or following in _COMPARED_WITH:
        return 0
    # `5% off vs 3` compares.
    is_figure = following[:1].isdigit() and ends_clause(words, i + 1)
    if is_figure:
        return 0
    return line.start_part(FOR, at, i, sure=True)


def read_for(line: PartialLine, at: int, i: int) -> int:
    """A counter-thing, unless the words say how long, for whom or what for."""
    words = line.words
    if i >= words.count or words.low[i] in _GOODWILL:
        return 0
    numbered = read_move_number(line, at, i)
    if numbered:
        return numbered
    if words.low[i][0] == "#":
        return 0
    if _gives_reason_for_goodwill(line, at, i):
        return line.start_part(WHY, at, i)
    if _belongs_to_clause(line, at, i) or _asks_for(line, at):
        return 0
    names_return = names_counter_thing(words, at, i, line.start) or _is_dated_deed(line, i)
    if not names_return or _has_sure_counter(line, at):
        return 0
    return line.start_part(FOR, at, i)


def _has_sure_counter(line: PartialLine, at: int) -> bool:
    """`for a case study for their blog`: the first counter-thing goes on."""
    if line.role is not FOR:
        return False
    return line.sure or is_surely_counter_thing(line.words.low[line.start : at])


def _gives_reason_for_goodwill(line: PartialLine, at: int, i: int) -> bool:
    """`as goodwill for the delay`."""
    follows_goodwill = line.goodwill and line.role is REST and line.is_empty_until(at)
    return follows_goodwill and not is_surely_counter_thing(phrase_from(line.words, i))


def _is_dated_deed(line: PartialLine, i: int) -> bool:
    """`for a start on 4 January`: what somebody begins by a day of its own; `for the launch` says what it is for. What
    begins `zum 4. Januar` has that day as its term, with any article or none."""
    words, low = line.words, line.words.low
    has_article = low[i] in _ARTICLES or low[i] == "the"
    deed = i + has_article
    if low[deed] not in _DEEDS or parse_day(words, deed + 2, line.context) is None:
        return False
    if words.typed(deed + 1, deed + 2).casefold() in _STARTS_ON:
        return True
    return low[i] != "the" and low[deed + 1] in _BEFORE_DAY


def _belongs_to_clause(line: PartialLine, at: int, i: int) -> bool:
    """In a condition or a reason a plain `for` belongs to it, unless something separates them: punctuation, or the
    day that a condition ends with (`if signed by 30 nov for a case study`)."""
    if not line.continues_clause(at):
        return False
    if at <= line.start + 1 or not is_surely_counter_thing(phrase_from(line.words, i)):
        return True
    return not _ends_with_day(line, at)


def _ends_with_day(line: PartialLine, at: int) -> bool:
    """Whether a condition ends with a day right before `at`; the longest has three words."""
    if line.role is not IF:
        return False
    for i in range(max(line.start, at - 3), at):
        found = parse_day(line.words, i, line.context)
        if found is not None and found.after == at:
            return True
    return False


def _asks_for(line: PartialLine, at: int) -> bool:
    """`/ask for a case study`, `/ask ask them for …`: the item itself."""
    if line.command is not ASK or line.what is not None or line.role is not WHAT:
        return False
    if line.is_empty_until(at):
        return True
    return at <= line.start + 4 and line.words.low[at - 1] in _ASKING


def read_move_number(line: PartialLine, at: int, i: int) -> int:
    """`for #3`, `for #1, #2 and #3`, or `#3` where no noun before it owns the number."""
    words = line.words
    found = parse_references(words, i)
    if found is None:
        return 0
    # In `slide deck #3` the number is the deck's.
    has_noun = at == i and not words.gaps[i] and not line.is_empty_until(i)
    if has_noun:
        return 0
    line.refs += [no for no in found.numbers if no not in line.refs]
    return line.start_part(REST, at, found.after)


def read_subject(line: PartialLine, at: int, _i: int) -> int:
    """`they get …`, `we give …`, `they sign …`: whose part it is decides whether it is the item or what comes back."""
    words = line.words
    if not _may_switch_subject(line, at):
        return 0
    frame = phrases.parse_frame(words, at)
    if frame is None or frame.after >= words.count:
        return 0
    if frame.verb in phrases.FEELING_VERBS or words.low[at] == "it":
        # `5% off, they were happy`: a remark after a separator counts as the reason.
        is_reason = words.gaps[at] and not line.is_empty_until(at)
        return line.start_part(WHY, at, at) if is_reason else 0
    gives_item = frame.ours == (line.command is CONCEDE)
    if gives_item or _gives_leave(line, at, frame):
        return _read_item_frame(line, at, frame)
    return line.start_part(FOR, at, frame.after, sure=True)


def _gives_leave(line: PartialLine, at: int, frame: phrases.Frame) -> bool:
    """`they can cancel …` after `/concede`: leave to do something is a give; `we can cancel …` is a get."""
    if line.what is not None or line.command is ASK:
        return False
    return frame.content and line.words.low[at + 1] in ("can", "may")


def _read_item_frame(line: PartialLine, at: int, frame: phrases.Frame) -> int:
    line.promised = line.promised or frame.promised
    if line.role is WHAT and not line.is_empty_until(at):
        return 0
    return line.start_part(REST, at, frame.after)


def _may_switch_subject(line: PartialLine, at: int) -> bool:
    """Whether a pronoun may begin a clause of its own here, and not go on with the one before it."""
    words = line.words
    before = words.low[at - 1] if at else ""
    in_clause = line.in_dependent_clause()
    if words.gaps[at] or at == line.start:
        return at > line.start or not in_clause
    if line.awaits_item() and at >= line.start + 2:
        return before not in _NO_SWITCH_AFTER
    return before in phrases.JOINERS and not in_clause


def read_party(line: PartialLine, at: int, i: int) -> int:
    """`…, to Acme`: the party named, only where it stands apart."""
    words = line.words
    follows_item = line.what is not None or not line.is_empty_until(at)
    if not words.gaps[at] or not follows_item:
        return 0
    if i >= words.count or not ends_clause(words, i + 1):
        return 0
    name = words.typed(i, i + 1)
    # `to ACME` names a party, `to LEGAL` may be shouting.
    is_shouted = name.isupper() and len(name) > 4
    if is_shouted or not name[0].isupper():
        return 0
    line.to = name
    return line.start_part(REST, at, i + 1)


def read_then(line: PartialLine, at: int, i: int) -> int:
    """`if they sign, then 5% off`."""
    begins_item = line.awaits_item() and not line.is_empty_until(at)
    return line.start_part(WHAT, at, i) if begins_item else 0
