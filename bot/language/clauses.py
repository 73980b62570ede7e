"""The clauses of a line: which words open one, how far it reaches, and what it fills.

The walk goes once over the words. A word that may open a clause is looked up in `_OPENERS`; its opener looks a few
words ahead and either takes the clause or leaves the word to the phrase it stands in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum

from bot.domain.worth import POINTS, Figure, Worth
from bot.language import hints, phrases
from bot.language.amounts import Amount, amount_at
from bot.language.counterparts import names_a_counter, phrase_after, sure_counter
from bot.language.days import DEADLINE_WORDS, Calendar, Day, day_at
from bot.language.lines import Command
from bot.language.words import Words


class Role(Enum):
    """What a part of the line is."""

    WHAT = "what"
    FOR = "for"
    IF = "if"
    WHY = "why"
    REST = "rest"


class Party(Enum):
    """Whom an amount or a verb is about."""

    US = "us"
    THEM = "them"


class Verb(Enum):
    """What was said about an amount."""

    COST = "cost"
    WORTH = "worth"
    BARE = "bare"


WHAT, FOR, IF, WHY, REST = Role
US, THEM = Party
COST, WORTH, BARE = Verb
CONCEDE, ASK, GOT = Command
# Looking a member up in its enum takes six times as long as a name of the module, and a line does it forty times.


@dataclass(slots=True)
class Part:
    """Some words of the line and their role; `marker` is the word that opened it; `sure` where it can be nothing else."""

    role: Role
    first: int
    after: int
    marker: int
    sure: bool


@dataclass(slots=True)
class Walk:
    """How far a line is read and what was found so far."""

    words: Words
    command: Command
    locale: str
    calendar: Calendar
    role: Role = WHAT
    start: int = 0
    marker: int = 0
    sure: bool = False
    has_what: bool = False
    parts: list[Part] = field(default_factory=list)
    cost: Worth | None = None
    worth: Worth | None = None
    for_worth: Worth | None = None
    unit: str = ""
    due: date | None = None
    on: date | None = None
    review: date | None = None
    ref: int | None = None
    to: str | None = None
    goodwill: bool = False
    limit: bool = False
    promised: bool = False
    refusal: hints.Why | None = None

    def cut(self, role: Role, at: int, first: int, *, sure: bool = False) -> int:
        """End the current part before `at` and begin one of `role` with the word `first`."""
        self._keep(at)
        if role is REST and not self.has_what:
            role = WHAT
        self.role, self.start, self.marker, self.sure = role, first, at, sure
        return first

    def finish(self) -> None:
        """End the last part."""
        self._keep(self.words.count)

    def _keep(self, at: int) -> None:
        if self.start >= at:
            return
        first, after = phrases.trim(self.words, self.start, at, framed=self.role not in _SAID)
        if first < after:
            self.parts.append(Part(self.role, first, after, self.marker, self.sure))
            self.has_what = self.has_what or self.role is WHAT

    def empty(self, at: int) -> bool:
        """Whether the current part has no words of its own before `at`."""
        first, after = phrases.trim(self.words, self.start, at, framed=True)
        return first >= after

    def leading(self) -> bool:
        """Whether a condition, reason or counter-thing came before any item."""
        return not self.has_what and self.role in _LEADING

    def refuse(self, why: hints.Why) -> None:
        self.refusal = self.refusal or why


_SAID = (IF, WHY)
_LEADING = (IF, WHY, FOR)
Opener = Callable[[Walk, int, int], int]
"""Looks at a marker at `at` whose own words end before `i`; the word to go on from, or 0 where it is no clause."""


def walk(line: Walk) -> Walk:
    """Read a line once from left to right."""
    words, going_on = line.words, 0
    marked = "~" in words.text or "#" in words.text or "≈" in words.text or " -" in words.text or "−" in words.text
    for i in _stops(words, marked):
        if i >= going_on:
            going_on = _opened(line, i, _OPENERS.get(words.low[i])) or _separated(line, i)
    line.finish()
    return line


def _stops(words: Words, marked: bool) -> list[int]:
    """The words at which a clause may begin."""
    low, gap = words.low, words.gap
    found = [i for i in range(words.count) if low[i] in _OPENERS or gap[i]]
    if marked:
        found = sorted({*found, *(i for i in range(words.count) if low[i][0] in "~≈#-−")})
    return found


def _opened(line: Walk, i: int, openers: "tuple[tuple[list[str], Opener], ...] | None") -> int:
    for rest, opener in openers or ():
        after = i + 1 + len(rest)
        if (not rest or line.words.low[i + 1 : after] == rest) and (going_on := opener(line, i, after)):
            return going_on
    return 0


def _separated(line: Walk, i: int) -> int:
    """What may follow a comma, dash or bracket without a marker: an amount, a number of a move, the main clause."""
    words = line.words
    if words.low[i][0] == "#":
        return _ref(line, i, i)
    if (words.gap[i] or words.low[i][0] in "~≈-−") and (taken := _bare(line, i)):
        return taken
    if words.gap[i] and line.leading() and i > line.start:
        line.cut(WHAT, i, i)
        return _opened(line, i, _OPENERS.get(words.low[i])) if words.low[i] in _OPENERS else i + 1
    return 0


def _bare(line: Walk, i: int) -> int:
    """An amount on its own: between separators, or after `approx`."""
    if not line.words.gap[i] and line.role in _SAID:
        return 0
    amount = amount_at(line.words, i, line.locale, sized=False)
    if amount is None or not _stands_alone(line, amount.after):
        return 0
    if amount.worth is None:
        return _unusable(line, amount) if amount.money or amount.why != "negative" else 0
    if not amount.money or (isinstance(amount.worth, Figure) and amount.worth.unit == POINTS):
        return 0
    return _take(line, BARE, i, i, amount, None)


def _estimated(line: Walk, at: int, i: int) -> int:
    return _bare(line, at)


def _stands_alone(line: Walk, i: int) -> bool:
    words = line.words
    whom, j = _whom(words, i)
    return (
        i >= words.count
        or bool(words.gap[i])
        or words.low[i] in _OPENERS
        or whom is not None
        or phrases.is_noise(words.low[i])
    )


def _unusable(line: Walk, amount: Amount) -> int:
    line.refuse(hints.AMOUNTS[amount.why])
    return amount.after


def _whom(words: Words, i: int) -> tuple[Party | None, int]:
    """`to us`, `for them`, `on our side`: whose cost or worth it is, and the word after it."""
    low = words.low
    j = i
    if low[j] in ("to", "for", "on", "from"):
        j += 1
    if low[j] in _PARTIES and (j == i or low[j] in ("us", "them", "me", "you") or _is_end(words, j + 1)):
        return _PARTIES[low[j]], j + 1
    if j > i and low[j] in ("our", "their", "your", "the") and low[j + 1] in _PARTY_NOUNS:
        return (US if low[j] == "our" else THEM), j + 2
    return None, i


def _is_end(words: Words, i: int) -> bool:
    return i >= words.count or bool(words.gap[i]) or words.low[i] in _OPENERS


_PARTIES = {"us": US, "me": US, "ourselves": US, "them": THEM, "you": THEM,
            "him": THEM, "her": THEM}  # fmt: skip
_PARTY_NOUNS = {"side", "end", "team", "part", "customer", "client", "supplier", "vendor", "buyer", "company", "business",
                "seller", "landlord", "tenant", "candidate", "partner", "budget"}  # fmt: skip


def _cost(line: Walk, at: int, i: int) -> int:
    if line.words.low[at - 1] == "at" and at and not _plain_amount(line, i):
        return 0
    return _amount_clause(line, COST, at, i)


def _plain_amount(line: Walk, i: int) -> bool:
    return amount_at(line.words, i, line.locale) is not None


def _worth(line: Walk, at: int, i: int) -> int:
    if line.words.low[i] in ("of", "it", "while", "considering"):
        return 0
    return _amount_clause(line, WORTH, at, i)


def _saves(line: Walk, at: int, i: int) -> int:
    whom, j = _whom(line.words, i)
    amount = amount_at(line.words, j, line.locale, sized=whom is not None)
    if amount is None or (whom is None and not amount.money):
        return 0
    return _amount_clause(line, WORTH, at, i)


def _amount_clause(line: Walk, verb: Verb, at: int, i: int) -> int:
    words = line.words
    if words.low[i] == "on":
        return 0
    if verb is COST and at and words.low[at - 1] in _NEGATIONS and (free := _no_cost(line, at, i)):
        return free
    owner = _OWNERS.get(words.low[at - 1]) if at else None
    whom, j = _whom(words, i)
    amount = amount_at(words, j, line.locale)
    if amount is None:
        return _unknown_amount(line, at, j, named=whom is not None)
    if amount.worth is None:
        return _unusable(line, amount)
    if _counts_things(line, amount):
        return _unknown_amount(line, at, j, named=whom is not None)
    return _take(line, verb, at, j, amount, whom or owner)


def _no_cost(line: Walk, at: int, i: int) -> int:
    """`no cost to us`, `doesn't cost us anything`: a cost of zero. `at no cost` to them says nothing of ours."""
    words = line.words
    whom, j = _whom(words, i)
    said_of = words.low[at - 2] == "at" if at > 1 else False
    if words.low[at - 1] == "no":
        if (said_of and whom is None) or not _is_end(words, j) or whom is _receiver(line):
            return 0
    elif words.low[j] not in ("anything", "a", "much", "us", "extra"):
        return 0
    while not _is_end(words, j):
        j += 1
    first = at - 1 - said_of
    return _take(line, COST, first, j, Amount(Figure(amount=Decimal(0)), j), whom)


def _receiver(line: Walk) -> Party:
    return THEM if line.command is CONCEDE else US


def _counts_things(line: Walk, amount: Amount) -> bool:
    """`costs us 2 days`, `worth 5 seats`: a number of things, not an amount."""
    following = line.words.low[amount.after]
    if line.words.gap[amount.after] or amount.after >= line.words.count or not isinstance(amount.worth, Figure):
        return False
    return following in _COUNTED or not (
        amount.money or amount.worth.unit or amount.worth.amount == 0 or _stands_alone(line, amount.after)
    )


_COUNTED = set("pcs pieces units users seats hours hrs days weeks wks months mos years yrs people heads calls orders points% "
               "%".split())  # fmt: skip


_OWNERS = {"our": US, "their": THEM}
_UNKNOWN = {"tbd", "tbc", "unknown", "unclear", "?", "a", "lots", "little", "more", "much", "too", "us", "not", "some"}
_VAGUE = {"lot", "bit", "ton", "bunch", "little", "fortune"}


def _unknown_amount(line: Walk, at: int, i: int, *, named: bool) -> int:
    """A cost said without a figure (`costs us a lot`, `cost tbd`): unknown, and no part of the item."""
    words = line.words
    if words.low[i] in _BROKEN_NUMBERS:
        line.refuse(hints.AMOUNTS["number"])
    vague = words.low[i] in ("tbd", "tbc", "unknown", "unclear") or words.low[i + 1] in _VAGUE
    if not (named or vague) or at <= line.start:
        return 0
    j = i
    while not _is_end(words, j):
        j += 1
    return line.cut(REST, at, j)


_BROKEN_NUMBERS = {"nan", "inf", "infinity", "∞", "infinite", "null", "undefined"}


def _take(line: Walk, verb: Verb, at: int, i: int, amount: Amount, whom: Party | None) -> int:
    """Put an amount where its verb and its owner say, and end the part before it."""
    words = line.words
    after_whom, j = _whom(words, amount.after)
    whom = whom or after_whom
    while words.low[j] in ("each", "total", "overall", "max") and words.gap[j] == "":
        j += 1
    counter = line.role is FOR
    attached = counter and ("(" in words.gap[at] or "[" in words.gap[at] or not words.gap[at])
    _fill(line, _field(line, verb, whom, counter, attached), amount.worth)
    _note_unit(line, amount.worth)
    return line.cut(REST, phrases.before_amount(words, line.start, at), j)


def _field(line: Walk, verb: Verb, whom: Party | None, counter: bool, attached: bool) -> str:
    giver, receiver = (US, THEM) if line.command is CONCEDE else (THEM, US)
    if verb is COST:
        return _cost_field(line, whom, giver, counter)
    if verb is BARE:
        plain = "cost" if line.command is CONCEDE else "worth"
        return "for_worth" if attached and whom is not receiver else plain
    if whom is giver:
        return "for_worth"
    if whom is None and (attached or (counter and line.worth is not None)):
        return "for_worth"
    return "worth"


def _cost_field(line: Walk, whom: Party | None, giver: Party, counter: bool) -> str:
    if whom is not None and whom is not giver:
        return "for_worth" if counter else ""
    if line.command is ASK:
        return "for_worth" if counter and whom is None else ""
    return "cost"


def _fill(line: Walk, name: str, worth: Worth | None) -> None:
    """Fill a field once; a second, different figure means two moves in one line."""
    if not name:
        return
    known: Worth | None = getattr(line, name)
    if known is not None and known != worth:
        line.refuse(hints.Why.TWO_MOVES)
    setattr(line, name, worth)


def _note_unit(line: Walk, worth: Worth | None) -> None:
    unit = worth.unit if isinstance(worth, Figure) else ""
    if unit and unit != POINTS:
        if line.unit and line.unit != unit:
            line.refuse(hints.Why.TWO_CURRENCIES)
        line.unit = unit


def _in_return_for(line: Walk, at: int, i: int) -> int:
    return line.cut(FOR, at, i, sure=True)


def _in_return(line: Walk, at: int, i: int) -> int:
    """`in return` on its own: what follows comes back; at the end it only closes what came before."""
    if i >= line.words.count:
        return line.cut(REST, at, i)
    return line.cut(FOR, at, i, sure=True)


def _against(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i][:1] == "#":
        return _ref(line, at, i)
    if line.role in (IF, WHY) and not words.gap[at]:
        return 0
    if (
        words.low[at - 1] in _AGAINST_NOUNS
        or words.low[i] in _COMPARED
        or (words.low[i][:1].isdigit() and _is_end(words, i + 1))
    ):
        return 0
    return line.cut(FOR, at, i, sure=True)


_AGAINST_NOUNS = set("protection insurance indemnity guarantee guarantees claims claim cover coverage hedge safeguard "
                     "measured offset benchmark benchmarked discriminate insure indemnify protect protected".split())  # fmt: skip
_COMPARED = set(
    "list last now today market current currently budget previous prior today's standard before plan".split()
)


def _for(line: Walk, at: int, i: int) -> int:
    """A counter-thing, unless the words say how long, for whom or what for."""
    words = line.words
    if i >= words.count:
        return 0
    if words.low[i][0] == "#":
        return _ref(line, at, i)
    if words.low[i] in _GOODWILL_WORDS:
        return 0
    if line.goodwill and line.role is REST and line.empty(at) and not sure_counter(phrase_after(words, i)):
        return line.cut(WHY, at, i)
    if _inside_clause(line, at, i) or _asks_for(line, at):
        return 0
    if not names_a_counter(words, at, i, line.start):
        return 0
    if line.role is FOR and (line.sure or sure_counter(words.low[line.start : at])):
        return 0
    return line.cut(FOR, at, i)


_GOODWILL_WORDS = {"goodwill", "good"}


def _inside_clause(line: Walk, at: int, i: int) -> bool:
    """In a condition or a reason a plain `for` belongs to it, unless something separates them."""
    if line.role not in (IF, WHY) or line.words.gap[at]:
        return False
    return not (at > line.start + 1 and sure_counter(phrase_after(line.words, i)) and _after_day(line, at))


def _after_day(line: Walk, at: int) -> bool:
    return line.role is IF and any(
        (found := day_at(line.words, j, line.calendar)) is not None and found.after == at
        for j in range(max(line.start, at - 3), at)
    )


def _asks_for(line: Walk, at: int) -> bool:
    """`/ask for a case study`, `/ask ask them for …`: the item itself."""
    if line.command is not ASK or line.has_what or line.role is not WHAT:
        return False
    return line.empty(at) or (at <= line.start + 4 and line.words.low[at - 1] in _ASKING)


_ASKING = {
    "ask",
    "asking",
    "asked",
    "looking",
    "look",
    "request",
    "requesting",
    "hoping",
    "push",
    "pushing",
    "go",
    "chance",
}


def _if(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] in _UNREAL or (words.low[i] in ("we", "i") and words.low[i + 1] in _FORCED):
        return _unreal(line, at, i)
    if line.command is ASK and line.empty(at) and not line.has_what and _asks_whether(words, i):
        return line.cut(WHAT, at, i)
    if line.role is IF and not line.empty(at):
        return 0
    if at and words.low[at - 1] in ("even", "as", "what", "unless", "see", "ask", "check", "wondering", "decide"):
        return 0
    return line.cut(IF, at, i + (words.low[i] == "that"))


def _asks_whether(words: Words, i: int) -> bool:
    """`/ask if they can …`: the item itself, not a condition."""
    return words.low[i] in phrases.SUBJECTS and (words.low[i].endswith("'d") or words.low[i + 1] in _MODALS)


_MODALS = {"can", "could", "would", "will", "might", "are", "is", "have"}
_UNREAL = set("possible poss needed required necessary nec any applicable feasible pushed pressed forced desired wanted "
              "asked practical so doable relevant".split())  # fmt: skip
_FORCED = {"must", "have", "really", "absolutely", "gotta", "need"}


def _unreal(line: Walk, at: int, i: int) -> int:
    """`if possible` is no condition; `if we must` tells a limit."""
    words = line.words
    j = i
    while not _is_end(words, j) or words.low[j] == "to":
        j += 1
    line.limit = line.limit or words.low[i] in ("we", "i", "pushed", "pressed", "forced")
    return line.cut(REST, at, j)


def _when(line: Walk, at: int, i: int) -> int:
    if line.role in (IF, WHY) and not line.words.gap[at]:
        return 0
    return _if(line, at, i)


def _once(line: Walk, at: int, i: int) -> int:
    words = line.words
    if (
        words.low[i] in ("a", "per", "every", "more", "only", "off", "again", "each", "/", "daily", "weekly", "")
        or words.gap[i]
    ):
        return 0
    if at and words.low[at - 1] in ("at", "just"):
        return 0
    return _when(line, at, i)


def _provided(line: Walk, at: int, i: int) -> int:
    if (
        line.words.low[i] in ("by", "on", "at", "in", "via", "with", "within", "free", "to", "for", "as", "")
        or line.words.gap[i]
    ):
        return 0
    return _if(line, at, i)


def _assuming(line: Walk, at: int, i: int) -> int:
    return _if(line, at, i) if line.words.low[i] not in ("liability", "risk", "responsibility", "") else 0


def _in_case(line: Walk, at: int, i: int) -> int:
    return _if(line, at, i) if line.words.low[i] in phrases.SUBJECTS else 0


def _unless(line: Walk, at: int, i: int) -> int:
    """`unless` negates: it stays in the item with all that follows, up to the next separator."""
    words = line.words
    j = i
    while j < words.count and not words.gap[j] and words.low[j] not in ("costs", "cost", "worth", "because", "bc"):
        found = day_at(words, j, line.calendar) if words.low[j - 1] in ("by", "before") else None
        if found is not None:
            line.due = line.due or found.day
        j += 1
    return j


def _because(line: Walk, at: int, i: int) -> int:
    if line.role is WHY and not line.empty(at):
        return 0
    return line.cut(WHY, at, i + (line.words.low[i] == "of"))


def _cause(line: Walk, at: int, i: int) -> int:
    """`cause` and `given`: a reason only before a subject."""
    return _because(line, at, i) if line.words.low[i] in _CLAUSE_STARTS else 0


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


def _since(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] in _SINCE_TIMES or (words.low[i][:2] in ("20", "19") and words.low[i].isdigit()):
        return 0
    following = day_at(words, i, line.calendar)
    return 0 if following is not None and _is_end(words, following.after) else _because(line, at, i)


_SINCE_TIMES = {"then", "last", "inception", "day", "start", "launch", "signing", "kickoff", "go-live", ""}


def _as(line: Walk, at: int, i: int) -> int:
    return _because(line, at, i) if _is_finite(line.words, i) else 0


def _is_finite(words: Words, i: int) -> bool:
    """Whether the words from `i` are a clause with a verb of its own (`they commit`, `cash is tight`)."""
    if words.low[i] in phrases.SUBJECTS or words.low[i] in ("it", "it's", "there", "this", "that's"):
        return True
    determined = words.low[i] in ("their", "our", "the", "his", "her", "no", "my")
    for j in range(i + 1, min(i + 6, words.count)):
        if words.gap[j]:
            return False
        if words.low[j] in _FINITE:
            return True
        if (
            determined
            and j > i + 1
            and words.low[j].endswith("ed")
            and (_is_end(words, j + 1) or words.low[j + 1] in _AFTER_VERB)
        ):
            return True
    return False


_FINITE = set("is are was were has have had will would can can't cannot cant could don't doesn't dont doesnt didn't isn't "
              "isnt aren't wasn't weren't won't wont needs need wants slipped fell rose went came got ran left said".split())  # fmt: skip
_AFTER_VERB = set("by in on to the from with their our after again early late last this it us them down up off".split())


def _by(line: Walk, at: int, i: int) -> int:
    found = day_at(line.words, i, line.calendar)
    return _deadline(line, at, found) if found is not None else 0


def _due(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] == "to":
        return _because(line, at, i + 1)
    if words.low[i] in ("by", "on", "before"):
        i += 1
    return _in_days(line, at, i) or _by(line, at, i)


def _in_days(line: Walk, at: int, i: int) -> int:
    """`due in 2 weeks`: only after a word that makes it a deadline."""
    low = line.words.low
    if low[i] != "in" or not low[i + 1].isdigit() or low[i + 2] not in _LENGTHS or len(low[i + 1]) > 3:
        return 0
    day = line.calendar.today + timedelta(days=int(low[i + 1]) * _LENGTHS[low[i + 2]])
    return _deadline(line, at, Day(day, i + 3))


_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "month": 30, "months": 30}


def _deadline(line: Walk, at: int, found: Day) -> int:
    """A day by which: taken out of items and counter-things, kept in the words of a condition."""
    if found.day is None:
        line.refuse(hints.Why.NO_SUCH_DAY)
        return found.after
    if line.role is IF and not _apart(line, at):
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if line.role is WHY and not (_is_end(line.words, found.after)):
        return found.after
    line.due = line.due or found.day
    if (
        not line.empty(at)
        and not _is_end(line.words, found.after)
        and not phrases.is_noise(line.words.low[found.after])
    ):
        return found.after
    return line.cut(REST, at, found.after)


def _apart(line: Walk, at: int) -> bool:
    return bool(line.words.gap[at]) and not line.empty(at)


def _main_clause(line: Walk, i: int) -> int:
    """After the day in a condition that came first, the item begins (`if signed by 30 nov 5% off`)."""
    if line.leading() and not _is_end(line.words, i) and line.words.low[i] not in _CONTINUING:
        return line.cut(WHAT, i, i) if line.words.low[i] not in _OPENERS else i
    return i


_CONTINUING = {"and", "or", "for", "with", "at", "to", "on", "in", "of", "from", "latest"}


def _until(line: Walk, at: int, i: int) -> int:
    """The end of an offer is a deadline; the end of the item itself stays in it."""
    words = line.words
    found = day_at(words, i, line.calendar)
    if found is None:
        return 0
    if found.day is None:
        line.refuse(hints.Why.NO_SUCH_DAY)
        return found.after
    if line.role is REST and line.goodwill and line.empty(at):
        line.review = found.day
        return line.cut(REST, at, found.after)
    if line.role is IF:
        line.due = line.due or found.day
    return found.after


def _expires(line: Walk, at: int, i: int) -> int:
    words = line.words
    while words.low[i] in ("on", "by", "at", "is", "date", "of", "until", "till"):
        i += 1
    return _in_days(line, at, i) or _by(line, at, i)


def _answer_by(line: Walk, at: int, i: int) -> int:
    """`…, reply by fri`: beside an item the words only set the day; alone they are the item."""
    return _by(line, at, i) if line.has_what or not line.empty(at) else 0


def _on(line: Walk, at: int, i: int) -> int:
    """A day that has passed is when it happened; one to come belongs to the item."""
    words = line.words
    found = day_at(words, i, line.calendar)
    if found is None:
        return 0
    if found.day is None:
        line.refuse(hints.Why.NO_SUCH_DAY)
        return found.after
    if line.role is IF:
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    past = _past(found.day, line.calendar.today)
    if past is None or line.role is WHY or line.command is ASK or not _is_end(words, found.after):
        return found.after
    line.on = past
    return line.cut(REST, at, found.after)


def _past(day: date, today: date) -> date | None:
    """The day itself if it has passed, or a year earlier where the next such day is far off."""
    if day <= today:
        return day
    if (day - today).days < 150 or (day.month == 2 and day.day == 29):
        return None
    earlier = day.replace(year=day.year - 1)
    return earlier if earlier <= today else None


def _day_alone(line: Walk, at: int, i: int) -> int:
    """`eow`, `tmrw`, `today` without `by`."""
    words = line.words
    if at and words.low[at - 1] in _BEFORE_DAYS and not words.gap[at]:
        return 0
    found = day_at(words, at, line.calendar)
    if found is None or found.day is None:
        return 0
    if line.role is IF:
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if words.low[at] == "today" and line.command is not ASK:
        return _happened_today(line, at, found)
    return _deadline(line, at, found) if _is_end(words, found.after) else 0


def _happened_today(line: Walk, at: int, found: Day) -> int:
    if line.words.low[found.after] == "only" and _is_end(line.words, found.after + 1):
        line.due = found.day
        return line.cut(REST, at, found.after + 1)
    if not _is_end(line.words, found.after):
        return 0
    line.on = found.day
    return line.cut(REST, at, found.after)


_BEFORE_DAYS = {
    "to",
    "till",
    "until",
    "til",
    "from",
    "at",
    "of",
    "thru",
    "through",
    "after",
    "for",
    "on",
    "as",
    "in",
    "since",
}


def _dated(line: Walk, at: int, i: int) -> int:
    """A date on its own after a separator (`case study, 15 jan`); within a phrase it is the item's."""
    if at and line.words.low[at - 1] in _BEFORE_DAYS and not line.words.gap[at]:
        return 0
    found = day_at(line.words, at, line.calendar)
    if found is None or found.day is None:
        return 0
    if line.role is IF and not _apart(line, at):
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if line.words.gap[at] and at > line.start and _is_end(line.words, found.after):
        return _deadline(line, at, found)
    return 0


def _yesterday(line: Walk, at: int, i: int) -> int:
    if not _is_end(line.words, i) or line.role in (IF, WHY):
        return 0
    line.on = line.calendar.today - timedelta(days=1)
    return line.cut(REST, at, i)


def _review(line: Walk, at: int, i: int) -> int:
    """`review 15 jan`, once the give is goodwill or after a separator."""
    if line.words.low[i] in ("on", "by", "in", "date"):
        i += 1
    found = day_at(line.words, i, line.calendar)
    if found is None or found.day is None or not (line.goodwill or line.words.gap[at]):
        return 0
    line.review = found.day
    return line.cut(REST, at, found.after)


def _ref(line: Walk, at: int, i: int) -> int:
    """`for #3`, or `#3` where no noun before it owns the number."""
    words = line.words
    digits = words.low[i][1:]
    if not digits.isdigit() or not digits.isascii() or len(digits) > 6:
        return 0
    if at == i and not (words.gap[i] or line.empty(i)):
        return 0
    line.ref = int(digits)
    return line.cut(REST, at, i + 1)


def _goodwill(line: Walk, at: int, i: int) -> int:
    """A give made on purpose without a get; `not goodwill` and the accountants' word are none."""
    words = line.words
    first = phrases.before_goodwill(words, line.start, at)
    if words.low[i] in _ACCOUNTING or (first == at and not words.gap[at] and words.low[at - 1] in _ACCOUNTED and at):
        return i
    if first and words.low[first - 1] in _NEGATIONS and first > line.start:
        return line.cut(REST, phrases.before_amount(words, line.start, first - 1), _past_goodwill(words, i))
    after = _past_goodwill(words, i)
    if not _is_end(words, after) and words.low[after] not in ("until", "till", "review", "only"):
        line.goodwill = True
        return i
    line.goodwill = True
    return line.cut(REST, first, after)


def _past_goodwill(words: Words, i: int) -> int:
    low = words.low
    if low[i] == "gesture":
        i += 1
    if low[i] == "only":
        i += 1
    whom, j = _whom(words, i)
    if low[i] in ("by", "towards") and low[i + 1] in ("us", "them"):
        return i + 2
    return j if whom is not None else i


_NEGATIONS = {
    "won't",
    "wont",
    "doesn't",
    "doesnt",
    "didn't",
    "not",
    "no",
    "isn't",
    "isnt",
    "never",
    "without",
    "non",
    "ain't",
    "aint",
    "wasn't",
    "hardly",
}
_ACCOUNTING = set("impairment impairments amortization amortisation writeoff write-off write-down writedown valuation "
                  "accounting value allocation balance test tests asset assets calculation treatment item charge "
                  "element clause share portion component on in number adjustment write calc is was".split())  # fmt: skip
_ACCOUNTED = set("the of exclude excluding excl include including incl book purchase write off recognise recognize value "
                 "and plus their our business company acquired minus less on".split())  # fmt: skip


def _gesture(line: Walk, at: int, i: int) -> int:
    words = line.words
    first = phrases.before_goodwill(words, line.start, at)
    if first == at and not words.gap[at]:
        return 0
    if words.low[i : i + 2] == ["of", "goodwill"] or words.low[i : i + 2] == ["of", "good"]:
        i += 2 + (words.low[i + 1] == "good")
    return _goodwill(line, at, i)


def _no_strings(line: Walk, at: int, i: int) -> int:
    line.goodwill = True
    return line.cut(REST, at, i + (line.words.low[i] == "attached"))


def _subject(line: Walk, at: int, i: int) -> int:
    """`they get …`, `we give …`, `they sign …`: whose part it is decides whether it is the item or what comes back."""
    words = line.words
    if not _may_switch(line, at):
        return 0
    frame = phrases.frame_at(words, at)
    if frame is None or frame.after >= words.count:
        return 0
    if frame.verb in phrases.FEELING or words.low[at] == "it":
        return line.cut(WHY, at, at) if words.gap[at] and not line.empty(at) else 0
    own = frame.ours == (line.command is CONCEDE) or _may(line, at, frame)
    if own:
        return _own_part(line, at, frame)
    return line.cut(FOR, at, frame.after, sure=True)


def _may(line: Walk, at: int, frame: phrases.Frame) -> bool:
    """`they can cancel …` after `/concede`, `we can cancel …` after `/got`: leave to do something is given to them, us."""
    return not line.has_what and line.command is not ASK and line.words.low[at + 1] in ("can", "may") and frame.content


def _own_part(line: Walk, at: int, frame: phrases.Frame) -> int:
    line.promised = line.promised or frame.promised
    if line.role is WHAT and not line.empty(at):
        return 0
    return line.cut(REST, at, frame.after)


def _may_switch(line: Walk, at: int) -> bool:
    words = line.words
    before = words.low[at - 1] if at else ""
    if words.gap[at] or at == line.start:
        return line.role not in (IF, WHY) or at > line.start
    if line.leading() and at >= line.start + 2:
        return before not in _NO_SWITCH
    return before in phrases.JOINERS and line.role not in (IF, WHY)


_NO_SWITCH = set("and or that says say said confirm confirms agree agrees think thinks once when if until till what before "
                 "after how which the because".split())  # fmt: skip


def _to(line: Walk, at: int, i: int) -> int:
    """`…, to Acme`: the party named, only where it stands apart."""
    words = line.words
    if not words.gap[at] or (not line.has_what and line.empty(at)) or not _is_end(words, i + 1) or i >= words.count:
        return 0
    name = words.typed(i, i + 1)
    if not name[0].isupper() or (name.isupper() and len(name) > 4):
        return 0
    line.to = name
    return line.cut(REST, at, i + 1)


def _then(line: Walk, at: int, i: int) -> int:
    return line.cut(WHAT, at, i) if line.leading() and not line.empty(at) else 0


def _openers() -> dict[str, tuple[tuple[list[str], Opener], ...]]:
    found: dict[str, list[tuple[list[str], Opener]]] = {}
    for opener, markers in _MARKERS:
        for marker in markers.split(";"):
            first, *rest = marker.split()
            found.setdefault(first, []).append((rest, opener))
    return {first: tuple(sorted(ways, key=lambda way: -len(way[0]))) for first, ways in found.items()}


_MARKERS: tuple[tuple[Opener, str], ...] = (
    (_in_return_for, "in return for;in exchange for;in exhange for;in excange for;in exchage for;in echange for;"
                     "in trade for;in consideration of;in consideration for;as compensation for;in retrun for;in turn for"),
    (_in_return, "in return;in exchange;and in return;in turn;in trade;in retrun"),
    (_against, "against;vs;vs.;versus;agst;agianst"),
    (_for, "for"),
    (_if, "if;iff;only if;but only if;as long as;so long as;aslong as;providing;subject to;contingent on;contingent upon;"
          "conditional on;conditional upon;on condition;on condition of;depending on;on the condition;pending;"
          "under the condition;as soon as;subj to;cond on;conditioned on;dependent on;as lon as;sub to"),
    (_if, "whether"),
    (_when, "when;whenever;only when;wen"),
    (_once, "once;only once"),
    (_provided, "provided;only provided;prvided;provded;providd"),
    (_assuming, "assuming;assumin"),
    (_in_case, "in case"),
    (_unless, "unless"),
    (_because, "because;bc;b/c;cos;coz;cuz;becuase;beacuse;becasue;becaue;owing to;thanks to;on account of;'cause;bcs;bcos;"
               "becos;becuz;bcause;seeing as;seeing that;given that"),
    (_cause, "cause;given"),
    (_since, "since"),
    (_as, "as"),
    (_due, "due"),
    (_by, "by;before;no later than;not later than;latest by;latest;on or before;needed by;need by;by latest;at the latest by;b4"),
    (_until, "until;till;til;'til;thru;through"),
    (_expires, "deadline;deadline is;expires;expiring;exp;expiry;valid until;valid till;valid thru;valid through;valid to;valid til;offer ends;"
               "offer expires;offer valid until;offer valid till;offer good until;offer good till;good until;good till;"
               "open until;open till;offer open until;offer open till;offer lapses;lapses;lapsing;offer stands until;"
               "offer stands till;offer until;offer till;offer good through;good through;good thru;exp.;valid;"
               "offer closes;offer ends on"),
    (_answer_by, "answer by;reply by;decision by;respond by;decide by;confirm by;let us know by;accept by;good by"),
    (_on, "on"),
    (_day_alone, ";".join([*sorted(DEADLINE_WORDS), "today", "tonight"])),
    (_dated, "mon;monday;tue;tuesday;wed;wednesday;thu;thursday;fri;friday;next;this;end;jan;january;feb;february;mar;march;"
             "apr;april;may;jun;june;jul;july;aug;august;sep;sept;september;oct;october;nov;november;dec;december"),
    (_yesterday, "yesterday"),
    (_review, "review;revisit;reviewed;to review;to be reviewed;re-review"),
    (_cost, "cost;costs;costing;costs about;cost to;cst;csots;cots;runs;sets;price tag;costed"),
    (_worth, "worth;worht;wroth;wrth;valued at;value;value to;valued;worth to;equals"),
    (_saves, "saves;save;saving;saved;brings;nets;earns;gains;gaining;bringing;making"),
    (_estimated, "approx;approximately;about;around;circa;ca;est;roughly;approx."),
    (_goodwill, "goodwill;good will;good-will"),
    (_gesture, "gesture"),
    (_no_strings, "no strings;no-strings;without strings"),
    (_subject, ";".join(sorted(phrases.SUBJECTS | {"it"}))),
    (_then, "then"),
    (_to, "to"),
)  # fmt: skip
_OPENERS = _openers()
