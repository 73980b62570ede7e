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
    AmountParty,
    PartialLine,
    ends_clause,
    parse_party,
)
from bot.language.clauses.references import parse_references
from bot.language.counterparts import (
    DOUBTFUL_COUNTER_THING,
    LIKELY_COUNTER_THING,
    SURE_COUNTER_THING,
    ends_phrase,
    find_phrase_end,
    is_surely_counter_thing,
    is_swap,
    names_known_term,
    phrase_from,
    weigh_counter_thing,
)
from bot.language.days import parse_day
from bot.language.moods import names_figure, tells_mood
from bot.language.phrase_index import PhraseIndex
from bot.language.vocabulary import word_table
from bot.language.word_list import VERB_LAST, WordList

_WORDS = word_table("returns")
_PROTECTED_AGAINST = _WORDS.words("protected_against")
_COMPARED_WITH = _WORDS.words("compared_with")
_GOODWILL = _WORDS.words("goodwill")
_ARTICLES = _WORDS.words("articles")
_DEEDS = _WORDS.words("deeds")
_BEFORE_DAY = _WORDS.words("before_day")
_STARTS_ON = _WORDS.words("starts_on")
_ASKED = _WORDS.words("asked")
_NOT = _WORDS.words("not_for")
_ASKING = _WORDS.words("asking")
_FOR = _WORDS.words("for")
_WORTH = _WORDS.words("worth")
_LITTLE_USE = _WORDS.words("little_use")
_REMARKS = PhraseIndex(_WORDS.phrases("remarks"))
_NUMBERED = _WORDS.words("numbered")
_ANSWERING = _WORDS.words("answering")
_ABOUT_NUMBER = _WORDS.words("about_number")
_NO_SWITCH_AFTER = _WORDS.words("no_switch_after")
_IN_RETURN = ["in", "return"]


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
    if is_swap(words, line.start, at):
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
    if at > line.start and words.low[at - 1] in _NOT:
        # `5% off cost 12k, not for block 4`
        return 0
    if at - 1 > line.start and words.low[at - 1] in _ASKED:
        # `asked for`; `but not for block 4`
        return 0
    going_on = _read_sides(line, at, i) or _read_vague_worth(line, at, i)
    if going_on:
        return going_on
    weight = _weigh_for(line, at, i)
    _note_doubt(line, at, i, weight)
    if weight <= 0 or (line.role is FOR and (line.sure or weight <= line.weight)):
        return 0
    line.start_part(FOR, at, i)
    line.weight = weight
    return i


def _note_doubt(line: PartialLine, at: int, i: int, weight: int) -> None:
    """Keeps the place of what may as well come back: the end of an item, or a length of time behind a cost."""
    if weight == DOUBTFUL_COUNTER_THING and line.role is WHAT:
        line.doubtful = (at, i)
    is_behind_cost = line.role is REST and line.cost is not None
    if weight <= 0 and is_behind_cost and line.words.low[i][:1].isdigit():
        line.time_behind_cost = i


def _weigh_for(line: PartialLine, at: int, i: int) -> int:
    """How much the words from `i` name what comes back, where they stand."""
    words = line.words
    end = find_phrase_end(words, i)
    if words.low[end : end + 2] == _IN_RETURN or _is_dated_deed(line, i):
        # `a slot for a case study in return`: said in so many words.
        return SURE_COUNTER_THING
    if line.cost is not None and _has_worth(words, i, end):
        return SURE_COUNTER_THING
    if line.role is REST and names_known_term(words, i):
        return LIKELY_COUNTER_THING
    item = _item_before_amount(line)
    weight = weigh_counter_thing(words, at, i, line.start, item)
    if line.role is REST and _joins_counter_thing(line, at, i, end, item):
        weight = max(weight, LIKELY_COUNTER_THING)
    # `costs us 4k, for the arena naming`: apart from the item, it goes with nothing else.
    is_apart = line.role is REST or words.gaps[at] != ""
    return LIKELY_COUNTER_THING if weight == DOUBTFUL_COUNTER_THING and is_apart else weight


def _joins_counter_thing(line: PartialLine, at: int, i: int, end: int, item: list[str]) -> bool:
    """`setup cost 300 for 24 months and a visit`: what is named beside a length of time comes back, so that is the term
    of the contract."""
    words = line.words
    if not words.low[i][:1].isdigit():
        return False
    for joiner in range(i + 2, min(end + 1, words.count - 1)):
        if words.low[joiner] in phrases.JOINERS:
            return weigh_counter_thing(words, at, joiner + 1, line.start, item) > 0
    return False


def _has_worth(words: WordList, i: int, end: int) -> bool:
    """`free install cost 4k for 500 units worth 25k`: what has a worth of its own behind a cost comes back."""
    for at in range(i + 1, min(end + 1, words.count)):
        if words.low[at] in _WORTH and words.low[at + 1][:1].lstrip("$€£~")[:1].isdigit():
            return True
    return False


def _item_before_amount(line: PartialLine) -> list[str]:
    """What is given, once an amount stands behind it; nothing where the item is still being read."""
    if line.role is not REST or line.what is None:
        return []
    return line.words.low[line.what.first : line.what.after]


def _read_sides(line: PartialLine, at: int, i: int) -> int:
    """`narrower scope for them, a supercap for us`: what each side gets, in either order."""
    words = line.words
    whom = parse_side(words, i)
    if whom is None or line.role is not WHAT or line.is_empty_until(at):
        return 0
    second = i + 1
    if not words.gaps[second] and words.low[second] not in phrases.JOINERS:
        return 0
    following = _find_second_side(line, second)
    if following is None or following is whom:
        return 0
    if words.low[second] in phrases.JOINERS:
        second += 1
    if whom is line.receiver:
        return line.start_part(FOR, second, second, sure=True)
    # `a supercap for us, narrower scope for them` names first what comes back.
    line.role, line.sure = FOR, True
    return line.start_part(WHAT, second, second)


def _read_vague_worth(line: PartialLine, at: int, i: int) -> int:
    """`…, für sie viel mehr wert`: a worth without a figure, in a language that says so last."""
    words = line.words
    if not words.flags & VERB_LAST or not words.gaps[at] or parse_party(words, i)[0] is None:
        return 0
    after = i
    while after < words.count and (after == i or not words.gaps[after]):
        after += 1
    if words.low[after - 1] not in _WORTH:
        return 0
    line.start_part(REST, at, at)
    return after


def _find_second_side(line: PartialLine, i: int) -> AmountParty | None:
    """Whom the next stretch of words is for, where it ends with that."""
    words = line.words
    j = i + 1
    while j < words.count and not words.gaps[j]:
        if words.low[j] in _FOR and ends_phrase(words, j + 2):
            return parse_side(words, j + 1)
        j += 1
    return None


def parse_side(words: WordList, i: int) -> AmountParty | None:
    """Whom a single word after `for` names, where the phrase ends with it: us or them."""
    whom, after = parse_party(words, i)
    if whom is None or after != i + 1 or not ends_phrase(words, after):
        return None
    return whom


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
    """`for #3`, `for #1, #2 and #3`, or `#3` unless a thing before it has the number."""
    words = line.words
    found = parse_references(words, i)
    if found is None:
        return 0
    before = words.low[i - 1] if i else ""
    # In `slide deck #3` the number is the deck's.
    if at == i and not words.gaps[i] and before in _NUMBERED:
        return 0
    end = at - 1 if at == i and at > line.start and before in _ABOUT_NUMBER else at
    line.refs += [no for no in found.numbers if no not in line.refs]
    if ":" in words.gaps[found.after] and line.role is WHAT and line.what is None:
        # `answer to #3: 18 months`: what stands before the number goes with it.
        before_number = words.low[line.start : end]
        if not _ANSWERING.issuperset(before_number):
            line.leave_unread(line.start, end)
        end = line.start
    return line.start_part(REST, end, found.after)


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
        is_apart = words.gaps[at] and not line.is_empty_until(at)
        if not is_apart:
            return 0
        return read_remark(line, at) or line.start_part(WHY, at, at)
    gives_item = frame.ours == (line.command is CONCEDE)
    if gives_item or _gives_leave(line, at, frame):
        return _read_item_frame(line, at, frame)
    return line.start_part(FOR, at, frame.after, sure=True)


def read_remark(line: PartialLine, at: int) -> int:
    """`…, Olga is happy`, `…, which they barely use`: how somebody feels and what is said beside it, until the next
    separator, is said not to have been read."""
    words = line.words
    after = at + 1
    while after < words.count and not words.gaps[after]:
        after += 1
    is_beside = _REMARKS.find_end(words, at) > at
    is_mood = tells_mood(words, at, after) and not names_figure(words, at, after)
    if not is_beside and not is_mood:
        return 0
    line.start_part(REST, at, at)
    return after if not is_beside else at + 1


def read_aside(line: PartialLine, at: int, i: int) -> int:
    """`net 60 btw Olga asked for 90`: what follows is said beside the move."""
    if not line.has_item_before(at):
        return 0
    return line.start_part(REST, at, i)


def read_relative(line: PartialLine, at: int, _i: int) -> int:
    """`12 demo licences which we won't use`: that something is of little use is a remark."""
    words = line.words
    after = at + 1
    while after < words.count and not words.gaps[after]:
        after += 1
    is_remark = not _LITTLE_USE.isdisjoint(words.low[at:after])
    if not is_remark or line.in_dependent_clause() or line.is_empty_until(at):
        return 0
    line.start_part(REST, at, at)
    return after


def read_so_that(line: PartialLine, at: int, i: int) -> int:
    """`two dock doors so that they drop the surcharge`: what the other side does for it."""
    frame = phrases.parse_frame(line.words, i)
    if frame is None or frame.verb in phrases.FEELING_VERBS or not line.has_item_before(at):
        return 0
    if frame.ours == (line.command is CONCEDE) or line.in_dependent_clause():
        return 0
    return line.start_part(FOR, at, frame.after, sure=True)


def read_second_verb(line: PartialLine, at: int, _i: int) -> int:
    """`we gave 10% and got a 3-year term`: the second verb moves something the other way, and so names what comes
    back."""
    words = line.words
    if line.in_dependent_clause() or not line.has_item_before(at):
        return 0
    if words.flags & VERB_LAST and words.low[at + 1] in phrases.JOINERS:
        return _read_last_verbs(line, at)
    is_joined = words.low[at - 1] in phrases.JOINERS
    if not is_joined and not words.gaps[at]:
        return 0
    verb = phrases.find_moving_verb(words, at)
    if verb is None or verb.after >= words.count:
        return 0
    own = phrases.find_first_moving_verb(words, line.first)
    if not _moves_back(line, verb, own):
        return 0
    return line.start_part(FOR, at, verb.after, sure=True)


def _read_last_verbs(line: PartialLine, at: int) -> int:
    """`10 % gegeben und 3 Jahre Laufzeit bekommen`: where verbs come last, each stands behind its thing."""
    words = line.words
    first = phrases.find_moving_verb(words, at)
    last = phrases.find_moving_verb(words, words.count - 1)
    if first is None or last is None or first.kind == last.kind or at + 2 >= words.count - 1:
        return 0
    return line.start_part(FOR, at, at + 2, sure=True)


def _moves_back(
    line: PartialLine, verb: phrases.MovingVerb, own: phrases.MovingVerb | None
) -> bool:
    """Whether a second verb moves something the other way than the item. Who is named decides; without anybody the two
    verbs must differ, and without a first verb the command stands for it."""
    if verb.whom:
        is_to_us = verb.whom == "us"
        return is_to_us == (line.command is CONCEDE)
    if own is not None:
        return own.kind != verb.kind
    return verb.kind == ("getting" if line.command is CONCEDE else "giving")


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
        # `we get a case video and they get 2 months`
        joins_sides = line.role is FOR and before in phrases.JOINERS
        return joins_sides or before not in _NO_SWITCH_AFTER
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
