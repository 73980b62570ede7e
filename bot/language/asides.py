"""What people type beside moves: questions, refusals, what the other side wants, a no, a limit, less than asked."""

import re
from dataclasses import dataclass

from bot.language import phrases
from bot.language.clauses.line import ASK, CONCEDE, GOT
from bot.language.denials import (
    NOTHING,
    SHORT,
    names_what_is_left_out,
    puts_off,
    says_nothing,
)
from bot.language.hints import HintReason, unreadable_line
from bot.language.lines import (
    Aside,
    AskDeclined,
    AskedAgain,
    Command,
    LimitStated,
    NumberAnswered,
    ParsedLine,
    Partly,
    QuestionAsked,
    Reading,
    TakenBack,
    TheirAsk,
)
from bot.language.moods import names_figure, tells_mood
from bot.language.not_moves import find_not_a_move
from bot.language.patterns import compile_late, pattern_table
from bot.language.phrase_index import PhraseIndex
from bot.language.phrases import is_moving_verb
from bot.language.vocabulary import word_table
from bot.language.word_list import FILLS, FORCES, RETURNS, VERB_LAST, WordList


@dataclass(frozen=True, slots=True)
class ClauseStart:
    """Where the reading of clauses begins, and what the words before it said; `remark` are those that said nothing of
    a move."""

    at: int = 0
    promised: bool = False
    theirs: bool = False
    remark: tuple[int, int] | None = None


_WORDS = pattern_table("asides")
_THE = _WORDS.words("the")
_NO = _WORDS.words("no")
_REGRETS = _WORDS.words("regrets")
_NOT = _WORDS.words("not")
_OTHER_SIDE = phrases.COUNTERPARTS | _WORDS.words("other_side")
_REMARKS = PhraseIndex(word_table("returns").phrases("remarks"))
_SENTENCE_ENDS = frozenset("!.")
_GREETINGS = _WORDS.words("greetings")
_BEFORE_VERB = _WORDS.words("before_verb")
# Questions
_QUESTION_WORDS = _WORDS.words("question_words")
_MODALS = _WORDS.words("modals")
_WE = _WORDS.words("we")
_ASKS_ABOUT = _WORDS.words("asks_about")
_ABOUT_OPEN = _WORDS.words("about_open")
_WITH_MARK = _WORDS.words("with_mark")
_WHAT = _WORDS.words("what")
_ABOUT = _WORDS.words("about")
_YES_OR_NO = _WORDS.words("yes_or_no")
_ABOUT_LEDGER = _WORDS.words("about_ledger")
# Their asks
_OTHER_SIDE_SHORT = _WORDS.words("other_side_short")
_BEFORE_WANTING = _WORDS.words("before_wanting")
_LIKING = _WORDS.words("liking")
_WOULD = _WORDS.words("would")
_WANTING = _WORDS.words("wanting")
_REQUIRING = _WORDS.words("requiring")
_NEEDING = _WORDS.words("needing")
_AFTER_WANTING = _WORDS.words("after_wanting")
# A no
_BEFORE_NO = _WORDS.words("before_no")
_NO_TO = _WORDS.words("no_to")
_CLOSING = _WORDS.words("closing")
_SAYING = _WORDS.words("saying")
_SAID_NO = _WORDS.words("said_no")
_TURNED_DOWN = PhraseIndex(_WORDS.phrases("turned_down"))
_REFUSING = _WORDS.words("refusing")
_BACK = _WORDS.words("back")
_AFTER_REFUSING = _WORDS.words("after_refusing")
# Asked again
_ASKING = _WORDS.words("asking")
_AGAIN = _WORDS.words("again")
_AGAIN_VERBS = PhraseIndex(_WORDS.phrases("again_verbs"))
_AGAIN_ABOUT = _WORDS.words("again_about")
# Nothing yet
_WAITING = _WORDS.words("waiting")
_WAITING_ALONE = _WORDS.words("waiting_alone")
_NOT_YET = _WORDS.words("not_yet")
_NEGATED = _WORDS.words("negated")
_NEGATABLE = _WORDS.words("negatable")
_AFTER_NEGATION = _WORDS.words("after_negation")
_GETTING = _WORDS.words("getting")
_UNMOVED = _WORDS.words("unmoved")
# By word of mouth
_BEFORE_VERBAL = _WORDS.words("before_verbal")
_VERBAL = _WORDS.words("verbal")
_VERBAL_NOUNS = _WORDS.words("verbal_nouns")
_ON = _WORDS.words("on")
_ON_WHAT = _WORDS.words("on_what")
# Limits, and less than asked
FORCING = _WORDS.words("forcing")
"""Words without which a line states no limit."""
_FORCED = compile_late(rf"\b(?:{_WORDS.alternatives('forced')})\b", re.IGNORECASE)
_UP_TO = compile_late(
    rf"(?:{_WORDS.alternatives('up_to')}) \d[\d.,]{{0,6}} ?%"
    rf"(?: (?:{_WORDS.alternatives('discount')}))?(?: (?:{_WORDS.alternatives('at_worst')}))?",
    re.IGNORECASE,
)
_BACKWARD = _WORDS.words("backward")
_FORWARD = _WORDS.words("forward")
_TOOK_BACK = _WORDS.expression("took_back", re.IGNORECASE)
_GOODS = _WORDS.expression("goods", re.IGNORECASE)
_INSTEAD = compile_late(
    rf"^(.{{1,200}}?),? (?:{_WORDS.alternatives('instead_of')}) (.{{1,200}})$",
    re.IGNORECASE | re.DOTALL,
)
_UNIT_AT_END = re.compile(r"\d\s?([^\W\d_][\w/]*|[€$£%])$")
_LIMITS = _WORDS.words("limits")
_LIMITED_YES = compile_late(
    rf"(?P<thing>.{{1,200}}?[ ,]+)?(?:is |are |ist |sind )?(?:{_WORDS.alternatives('yes')}),? "
    rf"(?:{_WORDS.alternatives('but_only')}) (?P<limit>.{{1,200}})",
    re.IGNORECASE | re.DOTALL,
)
# The same the other way round: `yes to the term but only 18 months`, of which the yes may be read already.
_LIMITED_YES_TO = compile_late(
    rf"(?:(?:{_WORDS.alternatives('yes')}),? )?(?:{_WORDS.alternatives('yes_to')}) (?P<thing>.{{1,200}}?),? "
    rf"(?:{_WORDS.alternatives('but_no_more')}) (?P<limit>.{{1,200}})",
    re.IGNORECASE | re.DOTALL,
)
# `first look but only for 6 months`: no yes is said, which after `/got` it need not be.
_BUT_LIMITED = compile_late(
    rf"(?P<thing>.{{1,200}}?),? (?:{_WORDS.alternatives('but_limited')})(?P<limit>.{{1,200}})",
    re.IGNORECASE | re.DOTALL,
)
_BEGINS_HELD = compile_late(rf"(?:{_WORDS.alternatives('begins_held')})(?=\S)", re.IGNORECASE)
_HELD_TO = compile_late(rf".+ (?:{_WORDS.alternatives('held_to')})\b", re.IGNORECASE | re.DOTALL)
_ENDS_LESS = compile_late(rf",? (?:{_WORDS.alternatives('ends_less')})$", re.IGNORECASE)
_SAID_YES = _WORDS.words("said_yes")
_YES_TO = compile_late(rf"(?:{_WORDS.alternatives('yes_to')}) (?=\S)", re.IGNORECASE)
_AFTER_ALL = compile_late(rf",? (?:{_WORDS.alternatives('after_all')})$", re.IGNORECASE)
_ENDS_YES = compile_late(rf",? (?:{_WORDS.alternatives('ends_yes')})$", re.IGNORECASE)
_SAID_FIGURE = compile_late(rf"^(?:{_WORDS.alternatives('said_figure')}) (?=\d)", re.IGNORECASE)
ARGUMENT = _WORDS.expression("argument", re.IGNORECASE)
"""What they say of others or of the price, which gives nothing."""
_YES_WITH_THE = _WORDS.words("yes_with_the")
_YES_TO_THING = _WORDS.words("yes_to_thing")
_NO_THING = _WORDS.words("no_thing")
_ARTICLES = _THE | _WORDS.words("articles")
_WAITED_THINGS = _WORDS.words("waited_things")
_LEADS_TO_FIGURE = _WORDS.words("leads_to_figure")
_LEAD_INS = PhraseIndex(_WORDS.phrases("lead_ins"))
_BUT = compile_late(rf"\b(?:{'|'.join(sorted(_LIMITS))})\b", re.IGNORECASE)
RETURNING = _BACKWARD | _WORDS.words("returning")
"""Words without which nothing came back, and not less than was asked."""

_FIRST_WORDS = _ASKS_ABOUT.union(
    *(
        NOTHING,
        _QUESTION_WORDS,
        _OTHER_SIDE,
        phrases.SUBJECTS,
        _REFUSING,
        _NEGATED,
        _WAITING,
        _REGRETS,
    ),
    _WORDS.words("first_words"),
)
"""Words with which an aside begins: most lines begin with none of them, and are looked at no further."""
_PLAIN = ClauseStart()


def read_first_words(words: WordList, command: Command) -> ClauseStart | Aside | HintReason:
    """What the first words make of the line: where to begin, an aside, or nothing given."""
    greeted = _skip_lead_in(words, _skip_greeting(words))
    if command is GOT:
        greeted = _skip_yes_to(words, greeted)
    if greeted >= words.count:
        has_words = any(map(str.isalnum, words.text))
        return HintReason.NO_THING if has_words else HintReason.EMPTY
    i = _skip_remark(words, greeted)
    plain = _PLAIN
    if i > greeted:
        plain = ClauseStart(i, remark=(greeted, i))
    elif greeted:
        plain = ClauseStart(greeted)
    asked_again = _find_asked_again(words, i) if command is ASK else None
    if asked_again is not None:
        return asked_again
    if command is GOT and ARGUMENT.fullmatch(words.typed(i, words.count)):
        # What answers it is asked of the coach.
        return QuestionAsked(about=words.typed(i, words.count))
    not_a_move = find_not_a_move(words, i, command)
    if not_a_move is not None:
        return not_a_move
    if words.low[i] not in _FIRST_WORDS:
        is_short = words.count - i <= SHORT
        return HintReason.NOTHING if is_short and says_nothing(words, i, words.count) else plain
    if says_nothing(words, i, words.count):
        return HintReason.NOTHING
    # Their order matters: `they want no reference` is an ask of theirs before it is a no.
    return (
        _find_question(words, i, command)
        or _find_their_ask(words, i, command)
        or _find_no(words, i, command)
        or _find_repeated_ask(words, i, command)
        or _find_nothing_yet(words, i, command)
        or _find_word_of_mouth(words, i)
        or plain
    )


def _find_asked_again(words: WordList, i: int) -> AskedAgain | None:
    """`chase the signature`, `#3 again`: an ask that is put once more."""
    after = _AGAIN_VERBS.find_end(words, i)
    if after > i:
        return AskedAgain(what=_rest_of_line(words, after))
    if words.low[i][0] == "#" and words.low[i + 1] in _AGAIN:
        return AskedAgain(what=words.typed(i, i + 1))
    return None


def _skip_greeting(words: WordList) -> int:
    i = words.skip(0, phrases.FILLERS) if words.flags & FILLS else 0
    # `hi Ben, 5% off`: whom it greets goes with the greeting.
    greets = words.low[0] in _GREETINGS and i < 2 < words.count
    return 2 if greets and words.gaps[2] and not words.gaps[1] else i


def _skip_lead_in(words: WordList, i: int) -> int:
    """`to be fair, nothing yet`, `no wait, 24 months`: such words say nothing of what moves."""
    if "#" in words.text:
        # `correction: #3 was 5k` is about an entry.
        return i
    first = words.low[i]
    if first in _LEADS_TO_FIGURE and words.low[i + 1][:1].isdigit():
        return i + 1
    if first not in _LEAD_INS.first_words:
        return i
    after = _LEAD_INS.find_end(words, i)
    return words.skip(after, phrases.FILLERS) if i < after < words.count else i


def _skip_yes_to(words: WordList, i: int) -> int:
    """`ok for the webinar but only in May`, `yes to the two years`: the thing that a yes is to; `i` where there is
    no such yes. Without an article only `to` leads there: `ok for 24 months` says for how long."""
    low = words.low
    if i == 0 or low[i - 1] not in _SAID_YES or words.gaps[i]:
        return i
    has_article = low[i + 1] in _ARTICLES
    leads = low[i] in _YES_TO_THING or (low[i] in _YES_WITH_THE and has_article)
    after = i + 2 if has_article else i + 1
    if not leads or low[i + 1] in _NO_THING or after >= words.count:
        return i
    return after


def _skip_remark(words: WordList, i: int) -> int:
    """The word after a remark that the line begins with (`good news! they agreed`); `i` where there is none."""
    after = i + 1
    while after < words.count and not words.gaps[after]:
        after += 1
    if after >= words.count or _SENTENCE_ENDS.isdisjoint(words.gaps[after]):
        return i
    is_mood = tells_mood(words, i, after) and not names_figure(words, i, after)
    is_remark = is_mood or _REMARKS.find_end(words, i) == after
    return after if is_remark else i


def _find_question(words: WordList, i: int, command: Command) -> Aside | None:
    """`what have we given?`, `can we go lower?`; after `/ask` the latter asks them."""
    low, word = words.low, words.low[i]
    if word in _ASKS_ABOUT and words.text.endswith("?") and not _ABOUT_OPEN.isdisjoint(low):
        return QuestionAsked(about=words.typed(i, words.count))
    opens = word in _QUESTION_WORDS or (word in _MODALS and command is not ASK)
    if command is CONCEDE and word in _MODALS and low[i + 1] in _WE:
        return QuestionAsked(about=words.typed(i, words.count))
    # `what about 24 months` puts something forward.
    if not opens or (word in _WHAT and low[i + 1] in _ABOUT):
        return None
    if word in _WITH_MARK and not words.text.rstrip().endswith("?"):
        return None
    # `/ask do they take 24 months?` asks them, `/ask do we owe anything?` the coach.
    if command is ASK and word in _YES_OR_NO and _ABOUT_LEDGER.isdisjoint(low[i:]):
        return None
    return QuestionAsked(about=words.typed(i, words.count))


def _find_their_ask(words: WordList, i: int, command: Command) -> ClauseStart | None:
    """`they want …` begins their ask; after `/ask` only where it is clearly about them."""
    low = words.low
    who = i + 1 if low[i] in _THE else i
    if low[who] not in _OTHER_SIDE and low[i] not in _OTHER_SIDE_SHORT:
        return None
    j = words.skip(who + 1, _BEFORE_WANTING)
    likes = low[j] in _LIKING and low[j - 1] in _WOULD
    needs = low[j] in _NEEDING and command is not ASK
    if not (likes or needs or low[j] in _WANTING):
        return None
    requires_nothing = low[j] in _REQUIRING and low[j + 1] in _NO
    # `sie wollen die Referenz geben`: where verbs come last, what they want is to give it.
    wants_to_give = words.flags & VERB_LAST and is_moving_verb(low[words.count - 1])
    if command is GOT and (requires_nothing or wants_to_give):
        return None
    j = words.skip(j + 1, _AFTER_WANTING)
    return ClauseStart(j, theirs=True) if j < words.count else None


def _find_no(words: WordList, i: int, command: Command) -> Aside | HintReason | None:
    """A no: to something named, or just a no."""
    low = words.low
    j = words.skip(i, _BEFORE_NO)
    if low[j] in _NO and low[j + 1] in _NO_TO:
        return _no_to(words, j + 2)
    if command is GOT and low[j] in _NO and _is_regretted(words, i):
        return _no_to(words, j + 1)
    if command is ASK and low[i] in _CLOSING:
        return AskDeclined(what=_rest_of_line(words, i + 1))
    j = _skip_subject(words, i)
    if low[j] in _SAYING and low[j + 1] in _SAID_NO:
        return _no_to(words, j + 2)
    turned_down = _TURNED_DOWN.find_end(words, j)
    if turned_down > j:
        return _no_to(words, turned_down)
    # `walked back the exclusivity` takes back what was got.
    if low[j] in _REFUSING and low[j + 1] not in _BACK and (command is not ASK or j > i):
        return _no_to(words, j + 1)
    return None


def _is_regretted(words: WordList, i: int) -> bool:
    """`no case study, sorry`: it did not come, where `no price rise` is something they gave."""
    return words.low[i] in _REGRETS or words.low[words.count - 1] in _REGRETS


def _no_to(words: WordList, i: int) -> Aside | HintReason:
    """A no to what the line names from a word on; where it names nothing, nothing was given."""
    i = words.skip(i, _AFTER_REFUSING)
    return AskDeclined(what=_rest_of_line(words, i)) if i < words.count else HintReason.NOTHING


def _rest_of_line(words: WordList, i: int) -> str:
    """The line from a word on, as typed, without filler at its ends; empty where nothing is left."""
    if i >= words.count:
        return ""
    end = words.count - 1 if words.low[words.count - 1] in _REGRETS else words.count
    first, after = phrases.trim_filler(words, i, max(end, i + 1), framed=False)
    return words.typed(first, after) if first < after else words.typed(i, words.count)


def _skip_subject(words: WordList, i: int) -> int:
    """The verb after who it is about, where that is said."""
    low = words.low
    if low[i] in _THE and low[i + 1] in _OTHER_SIDE:
        i += 1
    if low[i] in phrases.SUBJECTS or low[i] in _OTHER_SIDE:
        i += 1
    return words.skip(i, _BEFORE_VERB)


def _find_repeated_ask(words: WordList, i: int, command: Command) -> Aside | None:
    """`again about the reference`, `asked again`."""
    j = i + 1 if words.low[i] in _ASKING else i
    if command is not ASK or words.low[j] not in _AGAIN:
        return None
    return AskedAgain(what=_rest_of_line(words, words.skip(j + 1, _AGAIN_ABOUT)))


def _find_nothing_yet(words: WordList, i: int, command: Command) -> HintReason | None:
    """`still waiting`, `they didn't budge`, `haven't heard back`, `we held firm`."""
    low = words.low
    j = _skip_subject(words, i)
    if low[j + 1] in _WAITED_THINGS:
        return None
    if command is not GOT and names_what_is_left_out(words, i):
        return None
    if low[j] in _WAITING and (j > i or low[j] in _WAITING_ALONE):
        return HintReason.NOTHING
    if command is ASK:
        return None
    is_not_yet = low[i] in _NOT and low[i + 1] in _NOT_YET
    if is_not_yet or _is_unmoved(words, j) or puts_off(words, i):
        return HintReason.NOTHING
    return None


def _is_unmoved(words: WordList, j: int) -> bool:
    """Whether a verb is negated and says nothing else that could have moved: `didn't get anything`."""
    low = words.low
    is_negated = low[j] in _NEGATABLE and not _NOT.isdisjoint(low[j : j + 2])
    if not is_negated and low[j] not in _NEGATED:
        return False
    after = j + 2 if low[j + 1] in _NOT else j + 1
    k = words.skip(after, _AFTER_NEGATION)
    return low[k] in _UNMOVED or low[k - 1] in _GETTING or k >= words.count


def _find_word_of_mouth(words: WordList, i: int) -> ClauseStart | None:
    """`verbal yes on 24 months`, `got a soft ok for net 60`: promised, not delivered."""
    low = words.low
    j = words.skip(_skip_subject(words, i), _BEFORE_VERBAL)
    if low[j] not in _VERBAL:
        return None
    has_noun = low[j + 1] in _VERBAL_NOUNS
    on = j + 2 if has_noun else j + 1
    links = _ON_WHAT if has_noun else _ON
    if low[on] not in links or on + 1 >= words.count:
        return None
    return ClauseStart(on + 1, promised=True)


def classify_line(
    words: WordList,
    command: Command,
    start: ClauseStart,
    line: ParsedLine | NumberAnswered | AskedAgain | HintReason,
) -> Reading:
    """The line itself, or the aside it is."""
    if isinstance(line, HintReason):
        return unreadable_line(line, command, words.text)
    if not isinstance(line, ParsedLine):
        return line
    if start.theirs:
        return TheirAsk(line=line)
    if command is CONCEDE and words.flags & FORCES and _is_limit(words, line):
        return LimitStated(line=line)
    if command is GOT:
        line = _tidy_answer(words, line)
        limited = _find_limit(words, line)
        if limited is not None:
            return limited
    if command is GOT and words.flags & RETURNS:
        return _find_step_back(line) or _find_less_than_asked(line) or line
    return line


def _is_limit(words: WordList, line: ParsedLine) -> bool:
    """`up to 10% if we must`, `up to 10%`: how far we would go, unless something comes back or it was costed."""
    if line.for_what or line.condition or line.cost or line.goodwill:
        return False
    return _FORCED.search(words.text) is not None or _UP_TO.fullmatch(line.what) is not None


def _find_step_back(line: ParsedLine) -> TakenBack | None:
    """`3% price rise`, `they took back the reference`; but not `price rise capped`, `hike 5% -> 3%`."""
    part = set(line.what.lower().split())
    # `took the empty pallets back for our bonus` gives something.
    gives_something = line.for_what or line.worth or _GOODS.search(line.what)
    if _TOOK_BACK.search(line.what) and not gives_something:
        return TakenBack(line=line, reversal=True)
    is_backward = not part.isdisjoint(_BACKWARD)
    if not is_backward or not part.isdisjoint(_FORWARD) or "->" in line.what:
        return None
    return TakenBack(line=line)


def _tidy_answer(words: WordList, line: ParsedLine) -> ParsedLine:
    """The get without the words that only tie it to what was asked: `yes to the two years`, `24 months after all`."""
    what = _ENDS_YES.sub("", _AFTER_ALL.sub("", line.what))
    if _says_yes(words) and not _BUT.search(what):
        what = _YES_TO.sub("", what, count=1) if _YES_TO.match(what) else what
    what = _SAID_FIGURE.sub("", what)
    return line._replace(what=what) if what and what != line.what else line


def _says_yes(words: WordList) -> bool:
    return not _SAID_YES.isdisjoint(words.low[:2])


def _find_limit(words: WordList, line: ParsedLine) -> Partly | None:
    """What the line holds a get to, with or without a yes."""
    if not _LIMITS.isdisjoint(words.low):
        return _find_limited_yes(words, line)
    if _ENDS_LESS.search(line.what):
        return Partly(line=line, got=_ENDS_LESS.sub("", line.what), limited=True)
    if _BEGINS_HELD.match(line.what):
        return Partly(line=line, got=_BEGINS_HELD.sub("", line.what, count=1), limited=True)
    if names_limit(line.what):
        return Partly(line=line, got=line.what, limited=True)
    return None


def names_limit(what: str) -> bool:
    """Whether a thing says how far it goes at most: `price rise max 3%`, `logo only from May`."""
    return _HELD_TO.match(what) is not None


def _find_limited_yes(words: WordList, line: ParsedLine) -> Partly | None:
    """`maintenance ok but only 6 months`, `yes to the maintenance but only 6 months`: the thing with its limit, without
    the yes."""
    found = _LIMITED_YES.fullmatch(line.what)
    if found is None and _says_yes(words):
        found = _LIMITED_YES_TO.fullmatch(line.what)
    if found is None:
        found = _BUT_LIMITED.fullmatch(line.what)
    if found is None:
        return None
    thing, limit = (found["thing"] or "").strip(" ,"), found["limit"].strip()
    return Partly(line=line, got=f"{thing} {limit}".strip(), limited=True)


def _find_less_than_asked(line: ParsedLine) -> Partly | None:
    """`18 months not 24`: one number instead of another."""
    found = _INSTEAD.match(line.what)
    if found is None:
        return None
    got, instead_of = found[1], found[2]
    if not any(map(str.isdigit, got)) or not any(map(str.isdigit, instead_of)):
        return None
    return Partly(line=line, got=share_unit(got.strip(), instead_of), instead_of=instead_of.strip())


def share_unit(got: str, instead_of: str) -> str:
    """`220 instead of 250 EUR`: the unit behind the second number is that of the first one too."""
    unit = _UNIT_AT_END.search(instead_of.strip())
    if unit is None or not got[-1].isdigit():
        return got
    return f"{got}{unit[1]}" if unit[1] == "%" else f"{got} {unit[1]}"
