"""Lines that answer asks one by one: `credit yes, profit share no`, `ref call yes, not the case study`. Which asks they
mean is known to the ledger alone; here a line is only cut into things and what is said of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import pattern_table

_WORDS = pattern_table("verdicts")
_LONGEST_LINE = 200
"""Characters of a line in which these are looked for: a longer one says more than that."""

_JOINT = re.compile(
    rf"(?:\s*[,;]\s+|(?<!\d)\.\s+)(?:(?:{_WORDS.alternatives('joiners')})\s+)?|\s+(?:{_WORDS.alternatives('joiners')})\s+"
    rf"|\s+(?={_WORDS.alternatives('no_follows')})",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"(?:(?:{_WORDS.alternatives('leads')})[,:!]?\s+)+", re.IGNORECASE)
_REMARK = re.compile(
    rf"(?:(?:{_WORDS.alternatives('leads')}|{_WORDS.alternatives('remarks')})\s*)+", re.IGNORECASE
)
_NO = re.compile(rf"(?P<thing>.+?)[\s:,–-]+(?:{_WORDS.alternatives('no')})", re.IGNORECASE)
_NO_WHY = re.compile(rf"(?P<thing>.+?)[\s:,–-]+(?:{_WORDS.alternatives('no_why')})", re.IGNORECASE)
"""`dap no they stay exw`: a no with its reason."""
_GONE = re.compile(rf"(?P<thing>.+?)\s+(?:{_WORDS.alternatives('gone')})", re.IGNORECASE)
_NOT_THE = re.compile(rf"(?:{_WORDS.alternatives('not_the')})\s+(?P<thing>\D.*)", re.IGNORECASE)
_NO_SUCH = re.compile(rf"(?:{_WORDS.alternatives('no_such')})\s+(?P<thing>\D.*)", re.IGNORECASE)
_THINKING = re.compile(
    rf"(?P<thing>[^?,;]{{1,80}}?)(?:{_WORDS.alternatives('thinking')})", re.IGNORECASE
)
_YES = re.compile(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('yes')})", re.IGNORECASE)
_THINKS = re.compile(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('thinks')})", re.IGNORECASE)
_STAYS = re.compile(rf"(?P<thing>.+?)\s+(?:{_WORDS.alternatives('stays')})", re.IGNORECASE)
_UNSEPARATED = _WORDS.expression("unseparated", re.IGNORECASE)
_OPEN = re.compile(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('open')})", re.IGNORECASE)
_LIMIT = re.compile(rf"(?:{_WORDS.alternatives('limit')})(?P<limit>.+)", re.IGNORECASE)
_ONLY_AT = re.compile(
    rf"(?P<thing>[^\d,]+?)\s+(?:{_WORDS.alternatives('only_at')})\s+(?P<limit>(?:\d|{_WORDS.alternatives('half')}).*)",
    re.IGNORECASE,
)
_BUT = _WORDS.expression("but", re.IGNORECASE)
_BESIDE = re.compile(rf"(?:{_WORDS.alternatives('beside')})", re.IGNORECASE)
"""`…, the rest they decide next week`: no thing that came."""
_ABBREVIATIONS = _WORDS.words("abbreviations")
_TOO = _WORDS.expression("too", re.IGNORECASE)
"""`but the logo too`: one thing more."""
_FIGURE_ALONE = re.compile(r"\d[\d.,]*\s?[%€$£]?(?:\s[^\W\d_]+)?")
"""`ok but 8`, `ok but 6 months`: a limit without a word for it."""
_TAKING_AWAY = _WORDS.expression("taking_away", re.IGNORECASE)


_ALL_OF = tuple(re.compile(each, re.IGNORECASE) for each in _WORDS.expressions("all_of"))


class Said(StrEnum):
    """What a line says of a thing."""

    YES = "yes"
    NO = "no"
    NOT_THAT = "not_that"
    """`not the case study`: a no only where that was asked for; it may tell what the thing is not."""
    NO_SUCH = "no_such"
    """`no SSO`: a no where that was asked for; else what came is that there is none (`no setup fee`)."""
    GONE = "gone"
    """`it is out`: a no to what was asked for, and good news of what we had to bear."""
    STAYS = "stays"
    """`the penalty stays`: a no to an ask that it be taken away, and nothing that came."""
    OPEN = "open"
    NAMED = "named"
    """Only named, which after `/got` means that it came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThingVerdict:
    """One thing of a line and what is said of it; `limit` is what a yes is held to."""

    thing: str
    said: Said
    text: str
    limit: str = ""
    is_less: bool = False
    """Whether the line says that there is no more of it: `only 1 berth`."""

    @property
    def is_no(self) -> bool:
        return self.said in (Said.NO, Said.NOT_THAT, Said.GONE)

    @property
    def what(self) -> str:
        """The thing with its limit, as somebody would write it down."""
        return f"{self.thing} {self.limit}".strip()


def read_verdicts(text: str) -> tuple[ThingVerdict, ...]:
    """What a line says of each of its things; none where it says no more than that they came."""
    line = clean_text(text[:LONGEST]).strip().rstrip(".!")
    if len(line) > _LONGEST_LINE or "\n" in line or "#" in line or line.endswith("?"):
        return ()
    lead = _LEAD.match(line)
    if lead is not None and lead.end() < len(line):
        line = line[lead.end() :]
    thinking = _THINKING.fullmatch(line)
    if thinking is not None:
        return (ThingVerdict(thing=thinking["thing"].strip(), said=Said.OPEN, text=line),)
    verdicts: list[ThingVerdict] = []
    joint = ""
    for part, following in _cut_at_joints(line):
        if _REMARK.fullmatch(part) is not None:
            # `no case study, sorry`
            continue
        verdict = _read_part(part)
        if verdict is None:
            return ()
        limit = _find_limit(part, joint) or _find_reserve(verdict, joint)
        if limit and verdicts and _takes_limit(verdicts[-1], joint):
            verdict = replace(verdicts.pop(), limit=limit, is_less=True)
        elif verdict.said is Said.NAMED:
            verdict = _hold_to_limit(verdict, limit)
        verdicts.append(verdict)
        joint = following
    is_held = len(verdicts) > 1 and any(each.is_less for each in verdicts)
    if all(each.said is Said.NAMED for each in verdicts) and not is_held:
        return ()
    return tuple(verdicts)


def _takes_limit(before: ThingVerdict, joint: str) -> bool:
    """Whether what stands before a limit is held to it: a yes, or a thing with a *but* behind it."""
    if before.said is Said.YES:
        return True
    return before.said is Said.NAMED and _BUT.search(joint) is not None


def _hold_to_limit(verdict: ThingVerdict, limit: str) -> ThingVerdict:
    """`cap only at 5%`, `nur 1 Stellplatz`: less than was asked for. `limit` is the part without its `only`."""
    if limit and limit != verdict.text:
        return replace(verdict, thing=limit, is_less=True)
    held = _ONLY_AT.fullmatch(verdict.thing)
    if held is None:
        return verdict
    return replace(verdict, thing=f"{held['thing']} {held['limit']}", is_less=True)


def _cut_at_joints(line: str) -> Iterator[tuple[str, str]]:
    """The parts of a line, each with what stands between it and the next one."""
    start = 0
    for joint in _JOINT.finditer(line):
        if joint[0].startswith(".") and _ends_with_abbreviation(line[: joint.start()]):
            continue
        yield line[start : joint.start()].strip(), joint[0]
        start = joint.end()
    yield line[start:].strip(), ""


def _ends_with_abbreviation(text: str) -> bool:
    """`ref call at St. Anna`: that full stop ends no sentence."""
    last = text.rsplit(maxsplit=1)[-1].casefold() if text.split() else ""
    return last in _ABBREVIATIONS


def _find_limit(part: str, joint: str) -> str:
    """What the yes before a part is held to by it; "" where the part is a thing of its own."""
    limit = _LIMIT.fullmatch(part)
    if limit is not None:
        return limit["limit"]
    is_held = _BUT.search(joint) is not None and _FIGURE_ALONE.fullmatch(part) is not None
    return part if is_held else ""


def _find_reserve(verdict: ThingVerdict, joint: str) -> str:
    """`prepay yes but every 14 days`: what follows a *but* and is no answer of its own holds the yes to it."""
    is_held = verdict.said is Said.NAMED and _BUT.search(joint) is not None
    return verdict.text if is_held and _TOO.search(verdict.text) is None else ""


def _read_part(part: str) -> ThingVerdict | None:
    if not part:
        return None
    if _BESIDE.fullmatch(part) is not None:
        return ThingVerdict(thing=part, said=Said.OPEN, text=part)
    for pattern, said in (
        (_THINKS, Said.OPEN),
        (_NO, Said.NO),
        (_NO_WHY, Said.NO),
        (_GONE, Said.GONE),
        (_NOT_THE, Said.NOT_THAT),
        (_STAYS, Said.STAYS),
        (_OPEN, Said.OPEN),
        (_NO_SUCH, Said.NO_SUCH),
        (_YES, Said.YES),
    ):
        found = pattern.fullmatch(part)
        if found is not None:
            return ThingVerdict(thing=found["thing"].strip(" ,:"), said=said, text=part)
    return ThingVerdict(thing=part, said=Said.NAMED, text=part)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllGranted:
    """`both`, `everything but the pallets`: all that was asked for, or all but one thing."""

    are_two: bool
    excepted: str


def read_all_granted(text: str) -> AllGranted | None:
    """What a line says of all asks at once; None where it is no such line."""
    line = clean_text(text[:LONGEST]).strip().rstrip(".!")
    if len(line) > _LONGEST_LINE:
        return None
    for pattern in _ALL_OF:
        found = pattern.fullmatch(line)
        if found is not None:
            return AllGranted(are_two=bool(found["both"]), excepted=found["but"] or "")
    return None


def answers_without_commas(text: str) -> bool:
    """Whether a line says yes and no to things with nothing between them, so that nobody can tell where one ends."""
    line = clean_text(text[:LONGEST]).strip().rstrip(".!")
    if len(line) > _LONGEST_LINE or "#" in line:
        return False
    return any(_UNSEPARATED.fullmatch(part) for part, _ in _cut_at_joints(line))


def takes_something_away(what: str) -> bool:
    """Whether an ask is for something not to be: `no auto-renewal`, `waive the setup fee`. That it is out is a
    yes to such an ask."""
    return _TAKING_AWAY.search(what) is not None
