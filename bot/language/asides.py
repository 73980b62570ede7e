"""What people type beside moves: questions, refusals, what the other side wants, a no, a limit, less than asked."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.language import phrases
from bot.language.clauses.line import ASK, CONCEDE, GOT, LinePart
from bot.language.hints import HintReason, unreadable_line
from bot.language.lines import (
    Aside,
    AskDeclined,
    AskedAgain,
    Command,
    LimitStated,
    ParsedLine,
    Partly,
    QuestionAsked,
    Reading,
    TakenBack,
    TheirAsk,
)
from bot.language.word_list import DENIES, FILLS, FORCES, RETURNS, WordList


@dataclass(frozen=True, slots=True)
class ClauseStart:
    """Where the reading of clauses begins, and what the words before it said."""

    at: int = 0
    promised: bool = False
    theirs: bool = False
    command: Command | None = None


_PLAIN = ClauseStart()
NOTHING = frozenset(
    "nothing none nada zip zilch nope nah no not tbd tbc tba n/a na nil crickets idk dunno wip later same ditto "
    "test testing tests hello hi hey ok okay yes yep done help foo bar asdf xxx todo undecided pending nichts "
    "rien niente null undefined true false unknown waiting awaiting silence whatever something anything stuff "
    "things smth thing it that this them us they we refused declined rejected ghosted stalled zero naught nought "
    "never nobody none. maybe dunno. ? ?? noting nothng move give get ask concede got concession concessions "
    "example text line item".split()
)
_FILLER = frozenset(
    "yet so far from them us still at all really to be decided confirmed discussed defined determined again for "
    "now today this week the a an just sorry unfortunately on in progress of me out my our their it sure much new "
    "side end here there and or heard back time radio response reply answer luck movement change changes news "
    "update updates idea go deal dice way thanks month hoped they we she he is was are has have had been came "
    "said we'll they'll will see yesterday moment as agreed usual before above below last happened more concrete "
    "else special".split()
)
_EMPTY_TALK = NOTHING | _FILLER | phrases.FILLERS
_NO_NOUNS = frozenset(
    "luck reply replies answer response movement change changes go deal dice idea way news update updates "
    "concession concessions thanks joy success progress chance bueno agreement decision gives gets give get word "
    "sign comment commitment yet feedback clue reaction traction takers offer offers concessions. further".split()
)
_AFTER_NO = frozenset(
    "on with from yet about re for to so at regarding until till by after as since because bc - of".split()
)
_NOT_YET = frozenset(
    "yet sure now much today happening really anything applicable available going giving agreed interested "
    "possible a at so there budging moving decided ready in confirmed willing this the until".split()
)
_REFUSING = frozenset(
    "refused refuse refuses declined decline declines rejected reject rejects denied deny ghosted ghosting "
    "ignored ignore stalled stalling walked balked baulked passed vetoed dismissed".split()
)
_NEGATED = frozenset(
    "didn't didnt don't dont doesn't doesnt won't wont wouldn't wouldnt can't cant cannot couldn't couldnt "
    "haven't havent hasn't hasnt aren't arent isn't isnt weren't wasn't never".split()
)
_UNMOVED = frozenset(
    "budge move moved agree agreed accept accepted give given gave get got gotten sign signed do done answer "
    "answered reply replied respond responded want like offer offered offering commit committed come concede "
    "conceded anything heard hear received receive go went approve approved confirm confirmed play secure secured "
    "manage managed win make made budging moving giving interested willing ready happy keen able even yet been "
    "decided sure agree. really had have land say said help".split()
)
_WAITING = frozenset(
    "waiting awaiting thinking considering negotiating discussing discussion checking reviewing undecided pending "
    "chasing nothing no tbd tbc open talking deciding unclear unknown evaluating mulling haggling blocked stuck "
    "debating silent unresolved".split()
)
_PUTTING_OFF = tuple(
    (
        "think about;think it over;get back;come back to us;come back later;revert;let us know;consider it;"
        "check with;check internally;look into it;going to think;sleep on it;be in touch;see what;"
        "under discussion;under review;in progress;to be discussed;to be decided;to be confirmed;"
        "to be agreed;to be determined;tbd;tbc;need more time;need time;need to think;need to check;"
        "held firm;stood firm;stand firm;hold firm;holding firm;no change;walked away;radio silence;"
        "same as last;same as before;see above;see below;see thread;see email;as discussed;as agreed;"
        "as per email;as per call;as usual;on hold;in talks;up in the air;let me check;will update;"
        "will check;we will see;we'll see;said maybe;talk later;let's see;lets see;out of office;"
        "pushed back;turned us down;turned down;shot down;said no;say no;says no;said they'll think;"
        "said nothing;not at this;ghosted us;left on read;dug in;empty handed;empty-handed;zero movement;"
        "no answer;what we discussed;what we agreed;the usual;same again;stayed put;went silent;gone quiet;"
        "went quiet;gone silent;went dark;gone dark;came back empty;call went well;good call;great call;"
        "good meeting;bad news;good news"
    ).split(";")
)
_ONE_WORD_OFF = tuple(way for way in _PUTTING_OFF if " " not in way)
_WAYS_OFF = {
    first: tuple(way for way in _PUTTING_OFF if way.startswith(f"{first} "))
    for first in (way.partition(" ")[0] for way in _PUTTING_OFF if " " in way)
}
_QUESTIONS = frozenset(
    "what what's whats how why who whom which where where's who's how's did does have has should shall do is are "
    "am".split()
)
_LEDGER = frozenset(
    "give gives gave given get gets got ask asks asked open concede conceded concession concessions far balance "
    "exposure owe total status unanswered still".split()
)
_OTHERS = phrases.COUNTERPARTS | frozenset({"they", "she", "he"})
_WANTING = frozenset(
    "want wants wanted asked asking demand demands demanded demanding insist insists insisted request requests "
    "requested pushing pushed".split()
)
_NEEDING = frozenset("need needs needed ask asks expect expects expected push pushes".split())
_BACKWARD = frozenset(
    "rise hike increase uplift withdrew withdrawn retracted removed pulled rescinded revoked reneged clawback "
    "reversed cancelled canceled surcharge preiserhöhung erhöhung widerrufen zurückgenommen".split()
)
RETURNING = _BACKWARD | {"took", "not", "instead", "rather", "statt", "nicht"}
_FORWARD = frozenset(
    "cut down lower lowered reduce reduced drop dropped no cap capped waive waived waiver less smaller without "
    "limit limited freeze halved half clause not under max seats volume order budget".split()
)
_INSTEAD = re.compile(
    r"^(.{1,200}?),? (?:not|instead of|rather than|statt|nicht) (.{1,200})$",
    re.IGNORECASE | re.DOTALL,
)


def before_reading(words: WordList, command: Command) -> ClauseStart | Aside | HintReason:
    """What the first words make of the line: where to begin, an aside, or nothing given."""
    i = _past_greeting(words)
    if i >= words.count:
        return HintReason.NO_THING if any(map(str.isalnum, words.text)) else HintReason.EMPTY
    first = words.low[i]
    if first not in _FIRST_WORDS:
        return (
            _PLAIN
            if words.count - i > _FEW or not _nothing(words, i, words.count)
            else HintReason.NOTHING
        )
    if _nothing(words, i, words.count):
        return HintReason.NOTHING
    return (
        _question(words, i, command)
        or _wanted(words, i, command)
        or _declined(words, i, command)
        or _again(words, i, command)
        or _unmoved(words, i, command)
        or _verbal(words, i)
        or _PLAIN
    )


_FEW = 8


def _past_greeting(words: WordList) -> int:
    i = 0
    if not words.flags & FILLS:
        return i
    while i < words.count and phrases.is_filler(words.low[i]):
        i += 1
    return i


def _nothing(words: WordList, first: int, after: int) -> bool:
    """Whether all words only say that there is nothing (`nothing yet`, `tbd`, `no luck so far`)."""
    if not words.flags & DENIES:
        return False
    part = words.low[first:after]
    if part[0] in ("nothing", "none", "nada", "zilch", "crickets", "noting", "zip"):
        return part[1:2] != ["but"]
    if (
        part[0] == "no"
        and (len(part) == 1 or part[1] in _NO_NOUNS)
        and all(w in _NO_NOUNS or w in _FILLER for w in part[2:])
    ):
        return True
    if (
        part[0] == "no"
        and len(part) > 2
        and part[1] in _NO_NOUNS
        and (part[2] in _AFTER_NO or part[2] in _FILLER)
    ):
        return True
    if part[0] == "no" and part[-1] == "yet":
        return True
    return _EMPTY_TALK.issuperset(part) and not NOTHING.isdisjoint(part)


def _question(words: WordList, i: int, command: Command) -> Aside | None:
    low = words.low
    if low[i] not in _QUESTIONS and not (
        command is not ASK and low[i] in ("can", "could", "would", "will")
    ):
        return None
    if low[i] in ("what", "how") and low[i + 1] in ("about", "if"):
        return None
    asked = words.text.rstrip().endswith("?")
    if (
        low[i] in ("do", "is", "are", "am", "have", "has", "which", "can", "could", "would", "will")
        and not asked
    ):
        return None
    if (
        command is ASK
        and low[i] in ("do", "is", "are", "can", "could", "would", "will")
        and not _LEDGER & set(low[i:])
    ):
        return None
    return QuestionAsked(about=words.typed(i, words.count))


def _wanted(words: WordList, i: int, command: Command) -> ClauseStart | None:
    """`they want …` begins their ask; after `/ask` only where it is clearly about them."""
    low = words.low
    j = i + 2 if low[i] == "the" else i + 1
    if low[j - 1] not in _OTHERS and low[i] not in (
        "they'd",
        "she'd",
        "he'd",
        "they're",
        "theyre",
        "she's",
        "he's",
    ):
        return None
    while low[j] in (
        "are",
        "is",
        "also",
        "now",
        "still",
        "just",
        "have",
        "has",
        "would",
        "really",
        "'d",
        "keep",
        "kept",
        "side",
    ):
        j += 1
    liking = low[j] in ("like", "love") and low[j - 1] in ("would", "they'd", "she'd", "he'd", "'d")
    if not (liking or low[j] in _WANTING or (low[j] in _NEEDING and command is not ASK)):
        return None
    j += 1
    while low[j] in ("for", "us", "to", "on", "that", "we") and j < words.count:
        j += 1
    return ClauseStart(j, theirs=True) if j < words.count else None


def _declined(words: WordList, i: int, command: Command) -> Aside | HintReason | None:
    """A no: to something named, or just a no."""
    low = words.low
    j = i
    while (
        low[j] in ("a", "an", "hard", "firm", "flat", "clear", "another", "got", "get")
        and j < words.count
    ):
        j += 1
    if low[j] == "no" and low[j + 1] in ("on", "to", "for", "from"):
        return _no_to(words, j + 2)
    if command is ASK and low[i] in ("decline", "declined", "withdraw", "close"):
        return AskDeclined(what=_rest(words, i + 1) if i + 1 < words.count else "")
    j = _past_subject(words, i)
    if low[j] in ("said", "say", "says") and low[j + 1] in ("no", "nope", "never"):
        return _no_to(words, j + 2)
    if low[j] == "turned" and low[j + 1] == "down":
        return _no_to(words, j + 2)
    if low[j] in _REFUSING and (command is not ASK or j > i):
        return _no_to(words, j + 1)
    return None


def _no_to(words: WordList, i: int) -> Aside | HintReason:
    while (
        words.low[i] in ("to", "on", "for", "give", "our", "us", "with", "out", "away", "from")
        and i < words.count
    ):
        i += 1
    return AskDeclined(what=_rest(words, i)) if i < words.count else HintReason.NOTHING


def _rest(words: WordList, i: int) -> str:
    first, after = phrases.trim_filler(words, i, words.count, framed=False)
    return words.typed(first, after) if first < after else words.typed(i, words.count)


_BETWEEN = frozenset(
    "have has had just also still again politely simply already all are is was were been side will outright "
    "unfortunately".split()
)


def _past_subject(words: WordList, i: int) -> int:
    low = words.low
    if low[i] == "the" and low[i + 1] in _OTHERS:
        i += 1
    if low[i] in phrases.SUBJECTS or low[i] in _OTHERS:
        i += 1
    while low[i] in _BETWEEN:
        i += 1
    return i


def _again(words: WordList, i: int, command: Command) -> Aside | None:
    low = words.low
    if command is not ASK:
        return None
    j = i + 1 if low[i] in ("asked", "ask") else i
    if low[j] != "again":
        return None
    j += 1
    while low[j] in ("about", "for", "on", "re", "the") and j < words.count:
        if low[j] == "the":
            break
        j += 1
    return AskedAgain(what=_rest(words, j) if j < words.count else "")


def _unmoved(words: WordList, i: int, command: Command) -> HintReason | None:
    """`still waiting`, `they didn't budge`, `haven't heard back`, `we held firm`."""
    low = words.low
    j = _past_subject(words, i)
    if low[j] in _WAITING and (j > i or low[j] in ("waiting", "awaiting", "thinking", "chasing")):
        return HintReason.NOTHING
    if low[i] == "not" and low[i + 1] in _NOT_YET and command is not ASK:
        return HintReason.NOTHING
    if command is not ASK and (
        low[j] in _NEGATED
        or (
            low[j] in ("did", "do", "will", "could", "have", "would", "not")
            and "not" in low[j : j + 2]
        )
    ):
        k = j + 1 + (low[j + 1] == "not")
        while low[k] in ("even", "really", "yet", "get", "gotten", "to", "going"):
            k += 1
        if low[k] in _UNMOVED or low[k - 1] in ("get", "gotten", "yet") or k >= words.count:
            return HintReason.NOTHING
    return HintReason.NOTHING if command is not ASK and _puts_off(words, i) else None


def _puts_off(words: WordList, i: int) -> bool:
    """`they will get back to us`, `to be discussed`: a short line with nothing but a later."""
    if words.count - i > _FEW + 2:
        return False
    begun = words.low[i : min(words.count, i + 8)]
    ways = [way for word in begun for way in _putting_off(word)]
    return bool(ways) and any(map(" ".join(begun).__contains__, ways))


@lru_cache(maxsize=4096)
def _putting_off(word: str) -> tuple[str, ...]:
    """The ways of putting off that may begin with the word, or with its end."""
    ends = (word[k:] for k in range(max(len(word) - _LONGEST_END, 0), len(word)))
    alone = tuple(way for way in _ONE_WORD_OFF if way in word)
    return alone + tuple(way for end in ends for way in _WAYS_OFF.get(end, ()))


_LONGEST_END = max(map(len, _WAYS_OFF))


def _verbal(words: WordList, i: int) -> ClauseStart | None:
    """`verbal yes on 24 months`: promised, not delivered."""
    low = words.low
    j = _past_subject(words, i)
    j += low[j] in ("got", "gave", "a")
    j += low[j] in ("a", "us")
    j += low[j] == "a"
    if low[j] not in ("verbal", "soft", "oral", "handshake") or low[j + 1] not in (
        "yes",
        "ok",
        "okay",
        "agreement",
        "commitment",
        "go-ahead",
        "approval",
        "nod",
        "on",
    ):
        return None
    j += 2 if low[j + 1] != "on" else 1
    if low[j] in ("on", "to", "for", "from") and j + 1 < words.count:
        return ClauseStart(j + 1, promised=True)
    return None


def not_a_thing(words: WordList, what: LinePart) -> HintReason | None:
    """Why the words found as the item name nothing that could move."""
    low = words.low
    only = low[what.first] if what.after - what.first == 1 else ""
    if only:
        return _single(words, only) or (
            HintReason.NO_THING if _only_acted(words, what, only) else None
        )
    part = low[what.first : what.after]
    if words.flags & DENIES and _denied(words, what, part):
        return HintReason.NOTHING
    if not (_has_letters(part[-1]) or any(map(_has_letters, part))):
        return HintReason.NUMBER_ONLY
    if part[-1][0].isdigit() and _is_table_row(part):
        return HintReason.PASTED
    return HintReason.TWO_MOVES if _two_priced(part) else None


def _only_acted(words: WordList, what: LinePart, word: str) -> bool:
    """`they laughed`: all that is said is that somebody did something; a signature moves, laughter does not."""
    if what.after < words.count or what.first > 2 or words.low[0] not in phrases.SUBJECTS:
        return False
    return word.endswith("ed") and word not in _DONE_ALONE


_DONE_ALONE = frozenset(
    "signed countersigned renewed re-signed prepayed committed recommitted extended upgraded expanded reordered "
    "delivered invested joined enrolled subscribed apologized apologised".split()
)


def _is_table_row(part: list[str]) -> bool:
    """`unit price 4.20 qty 100 total 420.00`: names of columns, each with its figure."""
    if len(part) < _SHORTEST_ROW or part[-2] not in _COLUMNS:
        return False
    named = [word in _COLUMNS for word, following in pairwise(part) if following[0].isdigit()]
    return len(named) > 2 and all(named)


_SHORTEST_ROW = 6
_COLUMNS = frozenset(
    "qty qty. quantity price rate amount amt net gross subtotal sub-total vat tax discount disc shipping freight total "
    "sum due units hours hrs".split()
)


def _denied(words: WordList, what: LinePart, part: list[str]) -> bool:
    if (
        len(part) <= _FEW
        and (part[0] in NOTHING or part[-1] in NOTHING)
        and _nothing(words, what.first, what.after)
    ):
        return True
    return part[-1] in _LAST_DENIALS or part[0] in ("nothing", "nada", "zilch")


_LAST_DENIALS = frozenset("no nope maybe nothing nada zilch anything zip".split())
_EMPTY_WORDS = frozenset(
    "the a an and or of to for yet so far me my our their its he she i you us them is was move give get ask got "
    "concede concession concessions more else".split()
)


_ONE_WORD = re.compile(r"[^\W_](?:[^\W_]|['&+/-])*(?:\.|%|\+)?")


def _single(words: WordList, word: str) -> HintReason | None:
    if word in NOTHING or word in _EMPTY_WORDS:
        return HintReason.NOTHING
    if word.endswith("%") and words.count > 1 and word[0].isdigit():
        return None
    if not _has_letters(word):
        return HintReason.NUMBER_ONLY
    return None if _ONE_WORD.fullmatch(word) else HintReason.NO_THING


_UNITS_ONLY = re.compile(
    r"[~≈-]?[^\w\s]*(?:[a-z]{0,3}\$)?[\d.,'’/:x+-]+(?:k|m|bn|mm|mio|mil|e\d+)?(?:€|£|\$|eur|usd|gbp|chf)?[%+]?"
)
_BARE_UNITS = frozenset(
    "eur usd gbp chf cad aud inr jpy sek euro euros dollar dollars pounds bucks pts points pt percent pct grand "
    "thousand million mil k m bn % € $ £ or to and nan inf infinity ~ + . plus about approx x".split()
)


def _has_letters(word: str) -> bool:
    """Whether a word says more than a number and its unit."""
    if word.isalpha():
        return word not in _BARE_UNITS
    return not _UNITS_ONLY.fullmatch(word) and any(map(str.isalpha, word))


_PRICE = re.compile(
    r"(?:[a-z]{0,2}[$€£¥₹])\d[\d.,]*(?:k|m)?|\d[\d.,]*(?:k|m)?(?:[€£$]|eur|usd|gbp)|\d[\d.,]*k"
)
_PRICED_JOINS = frozenset("and + plus &".split())
_THING_AFTER = frozenset(
    "pcs units users seats calls orders pieces people requests calls/day records impressions km miles".split()
)


def _two_priced(part: list[str]) -> bool:
    """Two things with a price each in one phrase (`relocation 4k and training 3k`)."""
    if _PRICED_JOINS.isdisjoint(part):
        return False
    priced = [
        j
        for j, word in enumerate(part)
        if _PRICE.fullmatch(word) and not _THING_AFTER & set(part[j + 1 : j + 2])
    ]
    if len(priced) < 2 or {"from", "between"} & set(part):
        return False
    return any(_PRICED_JOINS & set(part[a + 1 : b]) and b - a > 2 for a, b in pairwise(priced))


def after_reading(
    words: WordList, command: Command, start: ClauseStart, line: ParsedLine | HintReason
) -> Reading:
    """The line itself, or the aside it is."""
    if isinstance(line, HintReason):
        return unreadable_line(line, command, words.text)
    if start.theirs:
        return TheirAsk(line=line)
    if command is CONCEDE:
        return _as_limit(words, line)
    return _as_got(words, line) if command is GOT else line


FORCING = frozenset({"must", "worst", "forced", "pushed", "pressed", "have", "need", "gotta", "up"})


def _as_limit(words: WordList, line: ParsedLine) -> Reading:
    """`up to 10% if we must`, `up to 10%`: how far we would go, unless something comes back or it was costed."""
    if not words.flags & FORCES or line.for_what or line.condition or line.cost or line.goodwill:
        return line
    return (
        LimitStated(line=line)
        if _FORCED.search(words.text) or _UP_TO.fullmatch(line.what)
        else line
    )


_UP_TO = re.compile(
    r"(?:up to|bis zu) \d[\d.,]{0,6} ?%(?: (?:off|discount|disc|rabatt|nachlass))?(?: notfalls)?",
    re.IGNORECASE,
)
_FORCED = re.compile(
    r"\b(?:if (?:we|i) (?:really |absolutely )?(?:must|have to|need to|gotta)|if (?:pushed|pressed|forced)"
    r"|at worst|worst case|notfalls|zur not|wenn (?:wir|ich) (?:unbedingt )?m(?:üssen|uss))\b",
    re.IGNORECASE,
)


def _as_got(words: WordList, line: ParsedLine) -> Reading:
    if not words.flags & RETURNS:
        return line
    part = set(line.what.lower().split())
    if (
        (part & _BACKWARD or "took back" in line.what.lower())
        and not part & _FORWARD
        and "->" not in line.what
    ):
        return TakenBack(line=line)
    if not _INSTEAD_OF.isdisjoint(part):
        match = _INSTEAD.match(line.what)
        if (
            match is not None
            and any(map(str.isdigit, match[1]))
            and any(map(str.isdigit, match[2]))
        ):
            return Partly(line=line, got=match[1].strip(), instead_of=match[2].strip())
    return line


_INSTEAD_OF = frozenset({"not", "instead", "rather", "statt", "nicht"})

_FIRST_WORDS = (
    NOTHING | _QUESTIONS | _OTHERS | phrases.SUBJECTS | _REFUSING | _NEGATED | _WAITING
    | frozenset(
    "the a an hard firm flat still again asked ask decline withdraw close verbal soft oral handshake got get "
    "turned said can could would will not under in to see same as on let let's lets held stood hold holding stand "
    "dug radio pushed went gone up need left shot empty came call good great bad out no she's he's walked talk "
    "empty-handed another did".split()
)
)  # fmt: skip
