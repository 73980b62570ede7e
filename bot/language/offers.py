"""What people type after `/offer`: an offer of ours or of theirs, an answer to one, or that ours is taken back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from bot.domain.deals import Deal, Party
from bot.domain.ids import US, OfferNo, PartyId
from bot.domain.issues import Bundle, Issue, Value
from bot.language.clauses.deadlines import find_past_day
from bot.language.clean import LONGEST, clean_text
from bot.language.days import DateContext, date_context, parse_day
from bot.language.lines import QuestionAsked
from bot.language.splitting import split_line, split_words
from bot.language.terms import (
    FILLERS,
    Doubtful,
    OfferContext,
    Term,
    Unclear,
    name_in,
    named_issue,
    read_term,
    starts_number,
)
from bot.language.word_list import WordList

MOST_TERMS = 20
MOST_BUNDLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An offer as typed: whose it is, what it says issue by issue, and what goes with it. `units` are those typed with
    the numbers, by issue."""

    party: PartyId
    values: Bundle
    alternatives: tuple[Bundle, ...] = ()
    units: dict[str, str] = field(default_factory=dict)
    on: date | None = None
    until: date | None = None
    rhythm: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """An offer was accepted or declined by one of `by`; `no` where its number was typed."""

    by: tuple[PartyId, ...]
    accepted: bool
    no: OfferNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOff:
    """An offer of ours is off the table; `no` where its number was typed."""

    no: OfferNo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnOffer:
    """A line that is no offer that can be recorded: why, the part it is about, and what was typed."""

    doubt: Doubtful
    typed: str


OfferReading = Terms | Replied | TakenOff | QuestionAsked | NotAnOffer

_ENDINGS = " \t\n.!"
_EQUALS = re.compile(r"(?<=\w)\s*=\s*(?=\S)")
_NET = re.compile(r"\bnet-(?=\d)", re.IGNORECASE)
_TO_THIS = (
    r"(?:\s+(?:it|that|this|one|our|ours|their|theirs|the|latest|last|offer|to|on|with|no\.?|number"
    r"|#?(?P<no>\d{1,4})))*"
)
_YES = (
    r"(?:(?:have|has|had|is|was|'ve|'s|haben|hat)\s+)?(?:accept(?:ed|s)?|agree[sd]?|said\s+(?:yes|ok|okay)|sa(?:y|ys)\s+yes|took|take|ok|okay|yes"
    r"|angenommen|nehmen\s+an)"
)
_NO = (
    r"(?:(?:have|has|had|is|was|'ve|'s|haben|hat)\s+)?(?:declin(?:e|ed|es)|reject(?:ed|s)?|refuse[sd]?|said\s+no|sa(?:y|ys)\s+no|turned(?:\s+(?:it|us"
    r"|them|that))?\s+down|passed|no|abgelehnt|lehnen\s+ab)"
)
_OFF = re.compile(
    r"(?:we\s+)?(?:withdr[ae]wn?|take(?:\s+it)?\s+back|took(?:\s+it)?\s+back|pull(?:ed)?(?:\s+back)?)"
    + _TO_THIS,
    re.IGNORECASE,
)
_ANY_VERB = (
    r"(?:(?:have|has|had|'ve|'re|are|now|just|would|could|can|will)\s+)*"
    r"(?:offer(?:ed|s)?|propos(?:e|ed|es)|counter(?:ed|s)?(?:-offered)?|put(?:\s+down)?|sa(?:id|y|ys)|bid|quote[sd]?"
    r"|came\s+back|come\s+back|suggest(?:ed|s)?|moved|go|went|do|pay|give|gave|at)"
)
_SAID = rf"(?:'ve|'re|'s|'d|'ll)?\s+{_ANY_VERB}(?:\s+(?:with|at|to|us|them|is|that|back))*:?\s+"
_OWNED = (
    r"(?:\s+(?:latest|new|last|first|next|current|final))?"
    r"(?:\s+(?:offer|counter|counter-?offer|proposal|bid|quote|number|answer))?(?:\s+(?:is|was|now|of|at|stands\s+at))*:?\s+"
)
_GERMAN_SAID = (
    r"\s+(?:haben\s+)?(?:biete[nt]|boten|geboten|angeboten|schlagen\s+vor|sagen)(?:\s+an)?:?\s+"
)
_OURS = re.compile(
    rf"(?:(?:us|we|ours?|ourselves|wir|uns)\s*[:,]\s+|(?:our|unser){_OWNED}|we{_SAID}|wir{_GERMAN_SAID})",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    rf"(?:(?:they|them|theirs?|the\s+other\s+side|sie|ihr|(?:die\s+)?gegenseite)\s*[:,]\s+|(?:their|the\s+other\s+side's|ihr){_OWNED}"
    rf"|(?:they|the\s+other\s+side){_SAID}|(?:sie|(?:die\s+)?gegenseite){_GERMAN_SAID})",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"(?P<name>[^\W\d][\w.&' -]{0,40}?):\s+(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)


def read_offer(text: str, *, deal: Deal, locale: str, today: date) -> OfferReading:
    """What the line says, in any order: terms, day, how long it stands; or how an offer was answered."""
    if len(text) > LONGEST * 4 or len(clean_text(text)) > LONGEST:
        return NotAnOffer(
            doubt=Doubtful(why=Unclear.TOO_LONG), typed=clean_text(text[: LONGEST * 4])[:LONGEST]
        )
    typed = clean_text(text)
    if not typed:
        return NotAnOffer(doubt=Doubtful(why=Unclear.EMPTY), typed="")
    answer = _answer(typed, deal.parties, deal.name)
    if answer is not None:
        return answer if not isinstance(answer, Doubtful) else NotAnOffer(doubt=answer, typed=typed)
    if typed.endswith("?"):
        return QuestionAsked(about=typed)
    found = _offer(typed, deal, locale, today)
    return found if isinstance(found, Terms) else NotAnOffer(doubt=found, typed=typed)


def _answer(
    typed: str, parties: Sequence[Party], deal: str
) -> Replied | TakenOff | Doubtful | None:
    """An answer to an offer, in whatever words."""
    line = typed.strip(_ENDINGS)
    off = _OFF.fullmatch(line)
    if off:
        return TakenOff(no=_number(off))
    others = tuple(party.id for party in parties)
    for who, by in _speakers(parties, deal):
        for verb, accepted in ((_YES, True), (_NO, False)):
            said = re.fullmatch(rf"{who}\s*{verb}{_TO_THIS}", line, re.IGNORECASE)
            said = said or re.fullmatch(rf"{verb}{_TO_THIS}\s+by\s+{who}", line, re.IGNORECASE)
            if said:
                return Replied(by=by, accepted=accepted, no=_number(said))
            if re.match(rf"{who}\s+{verb}\b(?!\s*:)", line, re.IGNORECASE):
                return Doubtful(why=Unclear.MIXED, part=line)
    for verb, accepted in ((_YES, True), (_NO, False)):
        said = re.fullmatch(verb + _TO_THIS, line, re.IGNORECASE)
        if said:
            return Replied(by=(PartyId(US), *others), accepted=accepted, no=_number(said))
    return None


def _number(match: re.Match[str]) -> OfferNo | None:
    return OfferNo(int(match["no"])) if match["no"] else None


def _speakers(parties: Sequence[Party], deal: str) -> Iterator[tuple[str, tuple[PartyId, ...]]]:
    """Who may have said something, as a pattern, and which parties that is."""
    yield r"(?:we|us|i|wir)", (PartyId(US),)
    yield (
        r"(?:they|them|the\s+other\s+side|sie|(?:die\s+)?gegenseite)",
        tuple(party.id for party in parties),
    )
    for party in parties:
        for name in names_of(party, parties, deal):
            yield re.escape(name), (party.id,)


def names_of(party: Party, parties: Sequence[Party], deal: str) -> tuple[str, ...]:
    """What people call a party: its name, its first word where no other begins with it; the only one that has no name
    is called as the deal begins."""
    name = party.name or (deal if len(parties) == 1 else "")
    first = name.partition(" ")[0]
    alone = sum(other.name.casefold().startswith(first.casefold()) for other in parties) <= 1
    names = (party.name, first if alone and len(first) > 1 else "")
    return tuple(dict.fromkeys(each for each in names if each))


def _offer(typed: str, deal: Deal, locale: str, today: date) -> Terms | Doubtful:
    party, rest = _party(typed, deal)
    if isinstance(party, Doubtful):
        return party
    words = split_line(_NET.sub("net ", _EQUALS.sub(": ", rest)), locale)
    known = OfferContext(issues=deal.issues, unit=deal.unit, locale=locale)
    return _OfferReader(words, known, date_context(today, locale)).read(party)


def _party(typed: str, deal: Deal) -> tuple[PartyId | Doubtful, str]:
    """Whose offer it is, and the line without the words that say so."""
    for pattern in (_OURS, _THEIRS):
        match = pattern.match(typed)
        if match:
            return (PartyId(US) if pattern is _OURS else _other_side(deal, typed)), typed[
                match.end() :
            ]
    for party in deal.parties:
        for name in names_of(party, deal.parties, deal.name):
            match = _by_name(name, typed, own=bool(party.name))
            if match and _goes_on(typed[match.end() :], deal, sure=match[0].strip()[-1:] in ":,"):
                return party.id, typed[match.end() :]
    return _stranger(typed, deal)


def _goes_on(rest: str, deal: Deal, *, sure: bool) -> bool:
    """Whether a name is followed by an offer: beyond doubt after a colon, else by a number or an issue."""
    words = split_words(rest)
    named = name_in(words, 0, min(words.count, 3), deal.issues)
    return sure or rest[:1].isdigit() or rest[:1] in "€$£" or (named is not None and named[0] == 0)


def _by_name(name: str, typed: str, *, own: bool) -> re.Match[str] | None:
    called = rf"(?:from\s+|by\s+)?{re.escape(name)}"
    loose = rf"|{called}\s+(?=\S)" if own else ""
    return re.match(
        rf"(?:{called}\s*[:,]\s+|{called}'s?{_OWNED}|{called}{_SAID}{loose})", typed, re.IGNORECASE
    )


def _other_side(deal: Deal, typed: str) -> PartyId | Doubtful:
    if len(deal.parties) == 1:
        return deal.parties[0].id
    return Doubtful(
        why=Unclear.WHOSE, part=typed, takes=tuple(party.name for party in deal.parties)
    )


def _stranger(typed: str, deal: Deal) -> tuple[PartyId | Doubtful, str]:
    """Ours, unless the line begins with a name that is no issue and goes on with an issue: somebody unknown; or it
    says about somebody what is no offer."""
    if typed.partition(" ")[0].casefold() in _PEOPLE:
        return Doubtful(why=Unclear.PART, part=typed), typed
    match = _STRANGER.fullmatch(typed)
    if match:
        words = split_words(match["rest"])
        name, rest = (
            name_in(split_words(match["name"]), 0, len(match["name"].split()), deal.issues),
            name_in(words, 0, min(words.count, 2), deal.issues),
        )
        if (
            name is None
            and rest is not None
            and rest[0] == 0
            and match["name"].casefold() not in FILLERS
        ):
            others = tuple(party.name for party in deal.parties if party.name)
            return Doubtful(why=Unclear.WHO, part=match["name"], takes=others), typed
    return PartyId(US), typed


_PEOPLE = frozenset("they them their theirs we us our ours i he she his her it wir sie".split())

_UNTIL = frozenset({"until", "till", "til", "by", "before", "through", "bis"})
_STANDS = frozenset({"good", "valid", "open", "expires", "expiring", "stands", "gültig"})
_IF = frozenset({"if", "provided", "providing", "unless", "once", "falls", "wenn"})
_CUTS = frozenset({"and", "&", "+", "plus", "und"})
_LINKS = frozenset({"for", "at", "with", "over", "on", "to"})
_OR = frozenset({"or", "oder"})
_CADENCES = frozenset(
    "weekly biweekly fortnightly monthly bimonthly quarterly yearly annual semi-annual half-yearly wöchentlich "
    "monatlich vierteljährlich jährlich".split()
)
_MEETINGS = frozenset(
    "review reviews check-in check-ins checkin checkins checkpoint checkpoints qbr qbrs governance steering cadence "
    "rhythm call calls meeting meetings escalation scorecard".split()
)
_MARKS = frozenset(",;\n.(/|")


class _OfferReader:
    """Reads the words of one offer from left to right."""

    def __init__(self, words: WordList, known: OfferContext, days: DateContext) -> None:
        self.words, self.known, self.days = words, known, days
        self.on: date | None = None
        self.until: date | None = None
        self.rhythm: list[str] = []
        self.conditions: list[str] = []
        self.bundles: list[dict[str, Value]] = [{}]
        self.units: dict[str, str] = {}
        self.doubt: Doubtful | None = None

    def read(self, party: PartyId) -> Terms | Doubtful:
        i = 1 if self.words.low[0] == "either" else 0
        while i < self.words.count and self.doubt is None:
            i = self._segment(i)
        bundles = [bundle for bundle in self.bundles if bundle]
        return self.doubt or self._lacking(bundles) or Terms(
            party=party,
            values=bundles[0],
            alternatives=tuple(bundles[1:]),
            units=self.units,
            on=self.on,
            until=self.until,
            rhythm=" and ".join(self.rhythm),
            condition=" and ".join(self.conditions),
        )  # fmt: skip

    def _lacking(self, bundles: list[dict[str, Value]]) -> Doubtful | None:
        if not bundles:
            return Doubtful(why=Unclear.PART, part=self.words.text)
        if len(bundles) > MOST_BUNDLES or any(len(bundle) > MOST_TERMS for bundle in bundles):
            return Doubtful(why=Unclear.TOO_MANY)
        return None

    def _segment(self, first: int) -> int:
        """Reads up to the next comma, `and` or `or`; answers where the next one begins."""
        end = self._end(first)
        for start, stop in self._left(first, end):
            if self._is_meeting(start, stop):
                self.rhythm.append(self.words.typed(start, stop))
            elif not FILLERS.issuperset(self.words.low[start:stop]):
                self._terms(start, stop)
        if end < self.words.count and self.words.low[end] in _OR:
            self.bundles.append({})
        return end + (end < self.words.count and self.words.low[end] in _OR | _CUTS)

    def _end(self, first: int) -> int:
        """Where the segment ends. Within a condition only punctuation ends it, since an `and` belongs to it."""
        low, conditional = self.words.low, False
        for i in range(first, self.words.count):
            conditional = conditional or self._begins_condition(i)
            if i > first and self._parted(i):
                return i
            if (
                not conditional
                and (low[i] in _CUTS or low[i] in _OR)
                and (i > first or low[i] in _OR | _CUTS)
            ):
                return i
        return self.words.count

    def _parted(self, i: int) -> bool:
        """Whether punctuation parts a word from the one before; the dot of `30. November` does not."""
        of_a_day = (
            self.words.gaps[i] == "."
            and len(self.words.low[i - 1]) < 3
            and self.words.low[i - 1].isdecimal()
        )
        return not of_a_day and bool(_MARKS.intersection(self.words.gaps[i]))

    def _begins_condition(self, i: int) -> bool:
        low = self.words.low
        return low[i] in _IF or (
            low[i] in ("subject", "conditional", "contingent")
            and low[i + 1] in ("to", "on", "upon")
        )

    def _left(self, first: int, end: int) -> list[tuple[int, int]]:
        """What is left of a segment without its clauses: how long it stands, its day, its rhythm, a condition."""
        left: list[tuple[int, int]] = []
        start = i = first
        while i < end and self.doubt is None:
            after = self._clause(i, end)
            if after > i:
                left.append((start, i))
                start = i = after
            else:
                i += 1
        return [(i, j) for i, j in (*left, (start, end)) if i < j]

    def _clause(self, i: int, end: int) -> int:
        """Where the clause that begins at this word ends; the word itself where none begins."""
        return (
            self._until(i)
            or self._day(i, end)
            or self._condition(i, end)
            or self._rhythm_with(i, end)
        ) or i

    def _until(self, i: int) -> int:
        low = self.words.low
        j = i
        while low[j] in _STANDS:
            j += 1
        if j > i and low[j] in ("for", "another"):
            return self._span(j + 1)
        if low[j] not in _UNTIL and not (j > i and low[j] == "on"):
            return 0
        found = parse_day(self.words, j + 1, self.days)
        if found is None:
            return 0
        if found.day is None:
            self.doubt = Doubtful(why=Unclear.NO_SUCH_DAY, part=self.words.typed(i, found.after))
        self.until = found.day
        return found.after

    def _span(self, i: int) -> int:
        """`valid for 2 weeks`."""
        low = self.words.low
        lengths = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30}
        if not low[i].isdecimal() or len(low[i]) > 3 or low[i + 1] not in lengths:
            return 0
        self.until = self.days.today + timedelta(days=int(low[i]) * lengths[low[i + 1]])
        return i + 2

    def _day(self, i: int, end: int) -> int:
        """`on 3 May`, `yesterday`: the day it was made."""
        low = self.words.low
        alone = low[i] in ("today", "yesterday") and (i == 0 or low[i - 1] not in _UNTIL)
        if low[i] not in ("on", "am") and not alone:
            return 0
        found = parse_day(self.words, i if alone else i + 1, self.days)
        if found is None or (
            found.after < end and low[found.after] not in _UNTIL | _STANDS | _IF | {"with"}
        ):
            return 0
        self.on = find_past_day(found.day, self.days.today) if found.day else None
        if self.on is None:
            why = Unclear.TO_COME if found.day else Unclear.NO_SUCH_DAY
            self.doubt = Doubtful(why=why, part=self.words.typed(i, found.after))
        return found.after

    def _condition(self, i: int, end: int) -> int:
        """`if signed by 30 Nov`: wherever it stands, the package depends on it."""
        if not self._begins_condition(i):
            return 0
        after = next((j for j in range(i + 1, end) if self._stops_condition(j)), end)
        words = self.words.low[i]
        start = i if words in ("unless", "subject", "conditional", "contingent") else i + 1
        start += words in ("provided", "providing") and self.words.low[start] == "that"
        said = self.words.typed(start, after) if start < after else ""
        if not said:
            return 0
        self.conditions.append(said)
        return after

    def _stops_condition(self, j: int) -> bool:
        low = self.words.low
        stands = low[j] in ("until", "till", "bis") or low[j] in _STANDS
        return (
            stands and parse_day(self.words, j + 1 + (low[j] in _STANDS), self.days) is not None
        ) or (low[j] == "with" and _MEETINGS.intersection(low[j + 1 : j + 5]) != set())

    def _rhythm_with(self, i: int, end: int) -> int:
        low = self.words.low
        if low[i] == "rhythm" and i + 1 < end:
            self.rhythm.append(self.words.typed(i + 1, end))
            return end
        if low[i] not in ("with", "w/", "mit") or not self._is_meeting(i + 1, end):
            return 0
        after = next((j for j in range(i + 1, end) if self._clause_follows(j)), end)
        self.rhythm.append(self.words.typed(i + 1, after))
        return after

    def _clause_follows(self, j: int) -> bool:
        return self.words.low[j] in _UNTIL | _STANDS or self._begins_condition(j)

    def _is_meeting(self, first: int, end: int) -> bool:
        """Whether words speak of how the deal is looked after: a cadence with a review or a call. As a segment of their
        own they are the rhythm."""
        low = self.words.low[first:end]
        meets = bool(_MEETINGS.intersection(low))
        return meets and (
            bool(_CADENCES.intersection(low))
            or low[-1] in {"review", "reviews", "qbr", "qbrs", "check-in", "check-ins"}
        )

    def _terms(self, first: int, stop: int) -> None:
        for i, j in self._pieces(first, stop):
            found = read_term(self.words, i, j, self.known)
            if isinstance(found, Doubtful):
                self.doubt = self.doubt or found
            else:
                self._take(found, self.words.typed(i, j))

    def _take(self, term: Term, part: str) -> None:
        """Adds a term to the bundle; what has been named before keeps that name."""
        named = [
            Issue(name=name)
            for name in dict.fromkeys(name for bundle in self.bundles for name in bundle)
        ]
        same = (
            named_issue(term.issue, named)
            if named_issue(term.issue, self.known.issues) is None
            else None
        )
        term = term if same is None else term._replace(issue=same.name)
        bundle = self.bundles[-1]
        if term.issue in bundle:
            self.doubt = self.doubt or Doubtful(why=Unclear.TWICE, part=part, issue=term.issue)
        bundle[term.issue] = term.value
        if term.unit:
            self.units.setdefault(term.issue, term.unit)

    def _pieces(self, first: int, stop: int) -> list[tuple[int, int]]:
        """A segment without commas cut into its terms: before each name, after each where names come last, or where a
        number follows `for` or `at`."""
        cuts = self._cuts(first, stop)
        edges = [first, *cuts, stop]
        return [(i, j) for i, j in pairwise(edges) if i < j]

    def _cuts(self, first: int, stop: int) -> list[int]:
        low, locale = self.words.low, self.known.locale
        numbers = [i for i in range(first, stop) if low[i][:1].isdigit() or low[i][:1] in "€$£"]
        with_ = [
            i
            for i in range(first + 1, stop - 1)
            if low[i] in ("with", "mit") and numbers and numbers[0] < i
        ]
        if len(numbers) < 2:
            return with_
        names = self._names(first, stop)
        if names and names[0][0] == first:
            return [i for i, _ in names[1:]]
        if names and names[-1][1] == stop:
            return [j for _, j in names[:-1]]
        return [
            i for i in numbers[1:] if low[i - 1] in _LINKS and starts_number(self.words, i, locale)
        ]

    def _names(self, first: int, stop: int) -> list[tuple[int, int]]:
        names: list[tuple[int, int]] = []
        i = first
        while i < stop:
            found = next(
                (j for j in (i + 3, i + 2, i + 1) if j <= stop and self._is_name(i, j)), None
            )
            if found:
                names.append((i, found))
            i = found or i + 1
        return names

    def _is_name(self, i: int, j: int) -> bool:
        found = name_in(self.words, i, j, self.known.issues)
        return found is not None and found[:2] == (i, j)
