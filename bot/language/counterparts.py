"""Whether the words after `for` name what is to come back, or say how long, for whom or what for."""

from collections.abc import Sequence

from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("counterparts")
_ALONE = _WORDS.words("persons") | _WORDS.words("set_phrases")
_SWAPS = _WORDS.words("swaps")
_TAKES_FOR = _WORDS.words("takes_for")
_ENDINGS = tuple(sorted(_WORDS.words("takes_for_endings")))
_COMING_BACK = _WORDS.words("coming_back")
_MORE = _WORDS.words("more")
_OTHER_HEADS = _WORDS.words("other_heads")
_OTHER_PHRASES = tuple(tuple(phrase.split()) for phrase in _WORDS.phrases("other_phrases"))
_PEOPLE = _WORDS.words("people")
_BURDENS = _WORDS.words("burdens")
_COUNTED = _WORDS.words("counted")
_PRICED = _WORDS.words("priced")
_USE = _WORDS.words("use")
_DETERMINERS = _WORDS.words("determiners")
_NUMBERS = _WORDS.words("numbers")
_PERIODS = _WORDS.words("periods")
_SPANS = _WORDS.words("spans")
_NAMED_PERIODS = _WORDS.words("named_periods")
_SPAN_LEADS = _WORDS.words("span_leads")
_THE = _WORDS.words("the")
_DEFINITE = _WORDS.words("definite")
_REACHING = _WORDS.words("reaching")
_OTHER_ENDINGS = tuple(sorted(_WORDS.words("other_endings")))
_POINTING = _WORDS.words("pointing")
_WHOLE = _WORDS.words("whole")
_NEW = _WORDS.words("new")
_AND = _WORDS.words("and")
_ONLY = _WORDS.words("only")
_TURNS = _WORDS.words("turns")
_ORDINALS = _WORDS.words("ordinals")
_TERMS = _WORDS.words("terms")
_MONTHS = word_table("days").numbers("months")
_YEARS = tuple(_WORDS.words("years"))
_ENDS = _WORDS.words("ends_phrase")
_FOR = _WORDS.words("for")
_ODD_TIMES = _WORDS.words("odd_times")
_ODD_WORK = _WORDS.words("odd_work")
_PAID_WITH = _WORDS.words("paid_with")
_LONGEST_PHRASE = 8
_SHORTEST_DEED = 5

SURE_COUNTER_THING = 3
LIKELY_COUNTER_THING = 1
DOUBTFUL_COUNTER_THING = 0
NO_COUNTER_THING = -3
"""How much a phrase names what comes back."""


def weigh_counter_thing(
    words: WordList, at: int, i: int, start: int, item: Sequence[str] = ()
) -> int:
    """How much a `for` at `at`, followed by the words from `i`, in a phrase begun at `start`, names a counter-thing:
    above zero it does, below it says how long, for whom or what for, and at zero it may be either. `item` is what is
    given, where an amount stands between it and the `for`."""
    first = words.low[i]
    if not first or first.startswith("@"):
        return NO_COUNTER_THING
    # `for us`, `for free`: these words by themselves say for whom or how.
    if first in _ALONE and ends_phrase(words, i + 1):
        return NO_COUNTER_THING
    before = words.low[start:at]
    if is_swap(words, start, at):
        return NO_COUNTER_THING
    end = find_phrase_end(words, i)
    # `dinner for 6`: for how many it is.
    is_number = end == i + 1 and first.isdecimal()
    if is_number or _is_length_of_time(words, i, end):
        return NO_COUNTER_THING
    phrase = words.low[i:end]
    if _names_deed(phrase):
        return SURE_COUNTER_THING
    if _names_odd_work(phrase, before):
        return LIKELY_COUNTER_THING
    if _names_more_users(words, end, phrase) or _limits_item(before, phrase):
        return NO_COUNTER_THING
    if phrase[0] in _REACHING and phrase[-1] not in _COMING_BACK:
        return NO_COUNTER_THING
    if before and _takes_for(before[-1]):
        # `a budget for training` is one thing, `a budget for a case study` two.
        is_other = _is_other(phrase) or not _BURDENS.isdisjoint(phrase)
        is_sure = is_surely_counter_thing(phrase) and not is_other
        return SURE_COUNTER_THING if is_sure else NO_COUNTER_THING
    return _weigh_phrase(phrase, before, item)


def is_swap(words: WordList, start: int, at: int) -> bool:
    """`swap the pilot for a workshop` is one thing in place of another."""
    before = words.low[start:at]
    return not _SWAPS.isdisjoint(before) and _FOR.isdisjoint(before)


def _is_other(phrase: list[str]) -> bool:
    """Whether a phrase names what something is given for, and not what comes back: `the launch`, `go live`."""
    ends = (tuple(phrase[-len(other) :]) == other for other in _OTHER_PHRASES)
    return phrase[-1] in _OTHER_HEADS or any(ends)


def _names_deed(phrase: list[str]) -> bool:
    """`for combining fleet and property`: what somebody does, with its object."""
    first = phrase[0]
    return (
        len(phrase) > 1
        and first.endswith("ing")
        and len(first) > _SHORTEST_DEED
        and (first not in _OTHER_HEADS and first not in _TAKES_FOR)
    )


def _names_odd_work(phrase: list[str], before: list[str]) -> bool:
    """`1 home office day for weekend shifts`, `Fortbildung für Nachtdienste`: work at odd times, for what it is paid
    with."""
    head = phrase[-1]
    is_odd = head in _ODD_WORK and not _ODD_TIMES.isdisjoint((*phrase[:-1], head))
    return is_odd and not _PAID_WITH.isdisjoint(before)


def _names_more_users(words: WordList, end: int, phrase: list[str]) -> bool:
    """`for the Lyon and Gdansk plants`: what is joined to the phrase says that it is for somebody or some place."""
    if words.low[end] not in _AND or words.gaps[end] or phrase[-1] in _COMING_BACK:
        return False
    head = words.low[find_phrase_end(words, end + 1) - 1]
    return head in _PEOPLE or head in _OTHER_HEADS


def _limits_item(before: list[str], phrase: list[str]) -> bool:
    """`net 60, but only for orders over 10k` says what it holds for."""
    if not before or before[-1] not in _ONLY:
        return False
    return before[-2:-1] == ["but"] or not is_surely_counter_thing(phrase)


def names_known_term(words: WordList, i: int) -> bool:
    """`for the 24 months`, `for the renewal term of 36 months` after an amount: a term that both speak of, where
    `for 24 months` only says how long."""
    if words.low[i] not in _THE:
        return False
    phrase = phrase_from(words, i)
    if len(phrase) < 2:
        return False
    is_counted = phrase[1][0].isdigit() and phrase[-1] in _PERIODS
    return is_counted or phrase[-1] in _TERMS


def is_surely_counter_thing(phrase: list[str]) -> bool:
    """Whether the phrase has a word that people use for what they want back."""
    return not _COMING_BACK.isdisjoint(phrase) or not _MORE.isdisjoint(phrase)


def phrase_from(words: WordList, i: int) -> list[str]:
    """The words of the noun phrase that begins at `i`."""
    return words.low[i : find_phrase_end(words, i)]


def _takes_for(word: str) -> bool:
    """Whether a `for` of its own goes with a thing: `a budget for`, `Reinigungsservice für`."""
    return word in _TAKES_FOR or (len(_ENDINGS) > 0 and word.endswith(_ENDINGS))


def _weigh_phrase(phrase: list[str], before: list[str], item: Sequence[str]) -> int:
    """A phrase by its last word, by who it belongs to and by what is said of it: most things can come back, if they are
    not for whom or what for something is given."""
    head = phrase[-1]
    is_priced = _is_priced(before) or _is_priced(item)
    wants_more = not _MORE.isdisjoint(phrase[:-1])
    if head in _PEOPLE or (len(_OTHER_ENDINGS) > 0 and head.endswith(_OTHER_ENDINGS)):
        # `for more users` wants more of them back, `for the speakers` gives them something.
        return SURE_COUNTER_THING if wants_more else NO_COUNTER_THING
    if not _BURDENS.isdisjoint(phrase):
        # `a waiver for the late fee`: a late fee is nothing that anybody wants back.
        return NO_COUNTER_THING
    if head in _COUNTED and phrase[0][0].isdigit():
        # `5% off for 200 seats`, but `onboarding for 200 seats`; `sandbox cost 2k for 20 more seats`
        is_more = bool(item) and not _MORE.isdisjoint(phrase[1:-1])
        return SURE_COUNTER_THING if is_priced or is_more else NO_COUNTER_THING
    is_definite = phrase[0] in _DEFINITE
    if is_definite and _tells_how_far(phrase):
        return NO_COUNTER_THING
    if is_definite and head in _OTHER_HEADS:
        # `for the new plant`; but `for our early start`
        wants_more = not _MORE.isdisjoint(set(phrase[:-1]) - _NEW)
    if wants_more and head not in _PERIODS:
        return SURE_COUNTER_THING
    if _is_other(phrase):
        # `4% for a 2-site rollout`, `3% off cost 4k for Saturday delivery`: a price for what is not there yet.
        is_new = bool(item) or any(word[0].isdigit() for word in phrase)
        is_known = phrase[0] in _THE
        return LIKELY_COUNTER_THING if is_new and is_priced and not is_known else NO_COUNTER_THING
    if head in _USE:
        return LIKELY_COUNTER_THING if is_surely_counter_thing(phrase) else NO_COUNTER_THING
    if head in _COMING_BACK:
        return SURE_COUNTER_THING
    # `for our lab time` is what comes back; `for the hotel` may be that, or what it is for.
    return DOUBTFUL_COUNTER_THING if phrase[0] in _THE else LIKELY_COUNTER_THING


def _tells_how_far(phrase: list[str]) -> bool:
    """Whether a phrase with an article tells how far a thing reaches: `for the whole range`, `for this product`."""
    is_limit = phrase[0] in _POINTING or not _WHOLE.isdisjoint(phrase)
    return is_limit and phrase[-1] not in _COMING_BACK


def _is_priced(before: Sequence[str]) -> bool:
    """Whether what is given is a price: `5% off`, `a discount`."""
    if not _PRICED.isdisjoint(before):
        return True
    # A loop, since this is asked of every `for`.
    for word in before:  # noqa: SIM110
        if word[-1:] == "%":
            return True
    return False


def find_phrase_end(words: WordList, i: int) -> int:
    """The word after the noun phrase that begins at `i`."""
    low, gaps = words.low, words.gaps
    last = min(i + _LONGEST_PHRASE, words.count)
    j = i + 1
    while j < last and not gaps[j] and low[j] not in _ENDS:
        j += 1
    return j


def ends_phrase(words: WordList, i: int) -> bool:
    """Whether a noun phrase ends before word `i`."""
    return i >= words.count or bool(words.gaps[i]) or words.low[i] in _ENDS


def _is_length_of_time(words: WordList, i: int, end: int) -> bool:
    """Whether the phrase is a length of time: `the first 6 months`, `3 yrs`, `yr 1`, `2027`, `the term`."""
    j = i
    while j < end and words.low[j] in _DETERMINERS:
        j += 1
    rest = words.low[j:end]
    if rest and rest[-1] in _TURNS and not _ORDINALS.isdisjoint(words.low[i:j]):
        # `for the first renewal`, `for the next three orders`
        return True
    if len(rest) == 1:
        return _is_period(rest[0], is_determined=j > i)
    if len(rest) != 2:
        return False
    first, second = rest
    if first in _NAMED_PERIODS and second[:1].isdigit():
        return True
    counts = _is_number(first) or first in _SPAN_LEADS
    return counts and (second in _PERIODS or second in _SPANS)


def _is_period(word: str, *, is_determined: bool) -> bool:
    """Whether a single word is a length of time: `2027`, `12mo`, `fy27`, `q1`; after `the`, `first` also `year`."""
    if word.isdigit():
        return len(word) == 4 and word.startswith("20")
    if word in _MONTHS:
        return True
    if word[0].isdigit():
        return word.lstrip("0123456789.-–½") in _PERIODS
    if word.startswith(_YEARS) and word[2:].isdigit():
        return True
    if word in _SPANS:
        return is_determined or word.startswith(("q", "h"))
    return is_determined and word in _PERIODS


def _is_number(word: str) -> bool:
    return word.replace("-", "").isdigit() or word in _NUMBERS
