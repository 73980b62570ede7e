"""Lines that answer asks one by one: `credit yes, profit share no`, `ref call yes, not the case study`. Which asks they
mean is known to the ledger alone; here a line is only cut into things and what is said of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.language.asides import ARGUMENT, share_unit
from bot.language.clean import LONGEST, clean_text
from bot.language.counter_conditions import read_counter_condition
from bot.language.languages import language_of
from bot.language.patterns import compile_late, pattern_table
from bot.language.thing_words import fold_text, stem_word

_WORDS = pattern_table("verdicts")
_A_LIST = 2
_LONGEST_LINE = 200
"""Characters of a line in which these are looked for: a longer one says more than that."""

_JOINT = compile_late(
    rf"(?:\s*[,;]\s+|(?<!\d)\.\s+)(?:(?:{_WORDS.alternatives('joiners')})\s+)?|\s+(?:{_WORDS.alternatives('joiners')})\s+"
    rf"|\s+(?={_WORDS.alternatives('no_follows')})",
    re.IGNORECASE,
)
_LEAD = compile_late(rf"(?:(?:{_WORDS.alternatives('leads')})[,:!]?\s+)+", re.IGNORECASE)
_REMARK = compile_late(
    rf"(?:(?:{_WORDS.alternatives('leads')}|{_WORDS.alternatives('remarks')})\s*)+", re.IGNORECASE
)
_REMARK_AT_END = compile_late(
    rf"(?P<part>.+?),?\s+(?:{_WORDS.alternatives('remarks')})", re.IGNORECASE
)
_NO = compile_late(rf"(?P<thing>.+?)[\s:,–-]+(?:{_WORDS.alternatives('no')})", re.IGNORECASE)
_NO_WHY = compile_late(
    rf"(?P<thing>.+?)[\s:,–-]+(?:{_WORDS.alternatives('no_why')})", re.IGNORECASE
)
"""`dap no they stay exw`: a no with its reason."""
_GONE = compile_late(rf"(?P<thing>.+?)\s+(?:{_WORDS.alternatives('gone')})", re.IGNORECASE)
_NOT_THE = compile_late(rf"(?:{_WORDS.alternatives('not_the')})\s+(?P<thing>\D.*)", re.IGNORECASE)
_NO_SUCH = compile_late(
    rf"(?:{_WORDS.alternatives('no_such')})\s+(?P<thing>(?:\D|\d+(?:st|nd|rd|th|\.)\s).*)",
    re.IGNORECASE,
)
_ONE_OF_SEVERAL = compile_late(
    rf"\d+(?:st|nd|rd|th|\.)\s|(?:{_WORDS.alternatives('ordinals')})\b", re.IGNORECASE
)
_NO_MORE = compile_late(rf"(?:{_WORDS.alternatives('no_more')})", re.IGNORECASE)
_BURDENS = _WORDS.expression("burdens", re.IGNORECASE)
"""What it is good news to be spared of: `no setup fee`."""
_THINKING = compile_late(
    rf"(?P<thing>[^?,;]{{1,80}}?)(?:{_WORDS.alternatives('thinking')})", re.IGNORECASE
)
_YES = compile_late(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('yes')})", re.IGNORECASE)
_THINKS = compile_late(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('thinks')})", re.IGNORECASE)
_STAYS = compile_late(rf"(?P<thing>.+?)\s+(?:{_WORDS.alternatives('stays')})", re.IGNORECASE)
_UNSEPARATED = _WORDS.expression("unseparated", re.IGNORECASE)
_OPEN = compile_late(rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('open')})", re.IGNORECASE)
_YES_TO = compile_late(rf"(?:{_WORDS.alternatives('yes_to')})\s+(?P<thing>.+)", re.IGNORECASE)
_NO_TO = compile_late(rf"(?:{_WORDS.alternatives('no_to')})\s+(?P<thing>.+)", re.IGNORECASE)
_BEFORE_THING = compile_late(rf"^(?:{_WORDS.alternatives('before_thing')})\s+", re.IGNORECASE)
_INSTEAD = compile_late(rf"^(?:{_WORDS.alternatives('instead')})\s+(?=\S)", re.IGNORECASE)
_YES_FOR = compile_late(
    rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('yes_for')})\s+"
    rf"(?P<limit>(?:{_WORDS.alternatives('held_by')})\s.+)",
    re.IGNORECASE,
)
"""`sign ok for 3 months`"""
_SUM = r"(?P<sum>[$€£]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:k\b|€|\$|£|eur\b|euro\b|usd\b|gbp\b|quid\b)|\d{3,}[\d.,]*)"
_EXTRA_COST = tuple(
    compile_late(rf"(?P<thing>\S.*?)[\s:,–-]+{cost.replace('<sum>', _SUM)}", re.IGNORECASE)
    for cost in _WORDS.phrases("extra_cost")
)
"""`supervision extra 4k`: theirs, if we pay that for it."""
_IF_WE_PAY = _WORDS.spellings("if_we_pay")
_IF_THEY_PAY = _WORDS.spellings("if_they_pay")
_YES_TO_FIGURE = compile_late(
    rf"(?:{_WORDS.alternatives('plain_yes')})[,:]?\s+(?:to\s+)?(?P<thing>\d[\d.,]*(?:\s[^\W\d_]+)?)",
    re.IGNORECASE,
)
"""`ok 60`: a yes to what was asked for with that figure."""
_PARTLY = compile_late(
    rf"(?P<thing>.+?)[\s:–-]+(?:{_WORDS.alternatives('partly')})(?:[:,]?\s+(?P<limit>\S.*))?",
    re.IGNORECASE,
)
_CLAUSE = compile_late(rf"(?:{_WORDS.alternatives('clauses')})", re.IGNORECASE)
_CLAUSE_AT_END = compile_late(
    rf"(?P<part>.+?),?\s+(?P<clause>(?:{_WORDS.alternatives('clauses')}))", re.IGNORECASE
)
_PLAIN = compile_late(
    rf"\s(?:{_WORDS.alternatives('plain_yes')}|{_WORDS.alternatives('plain_no')})$", re.IGNORECASE
)
_ANSWER_GOES_ON = compile_late(
    rf"(?<=\S)\s(?:{_WORDS.alternatives('plain_yes')}|{_WORDS.alternatives('plain_no')})(?=\s\w)",
    re.IGNORECASE,
)
_IN_CONDITION = _WORDS.expression("in_condition", re.IGNORECASE)
_LEAVES_OUT = compile_late(rf"(?:{_WORDS.alternatives('leaves_out')})\b", re.IGNORECASE)
_RESERVE = compile_late(rf"(?:{_WORDS.alternatives('reserve')})", re.IGNORECASE)
"""What a yes leaves out: `but not on Saturday`."""
_FIGURE = re.compile(r"\d[\d.,]*")
_LIMIT = compile_late(rf"(?:{_WORDS.alternatives('limit')})(?P<limit>.+)", re.IGNORECASE)
_ONLY_AT = compile_late(
    rf"(?P<thing>[^\d,]+?)\s+(?:{_WORDS.alternatives('only_at')})\s+(?P<limit>(?:\d|{_WORDS.alternatives('half')}).*)",
    re.IGNORECASE,
)
_BUT = _WORDS.expression("but", re.IGNORECASE)
_BESIDE = compile_late(rf"(?:{_WORDS.alternatives('beside')})", re.IGNORECASE)
"""`…, the rest they decide next week`: no thing that came."""
_ABBREVIATIONS = _WORDS.words("abbreviations")
_INCLUDED = _WORDS.words("included")
_ABOUT_FIGURES = _WORDS.words("about_figures")
"""Words beside a figure that name nothing: `only 3`, `auf 30`."""
_TOO = _WORDS.expression("too", re.IGNORECASE)
"""`but the logo too`: one thing more."""
_FIGURE_ALONE = re.compile(r"\d[\d.,]*\s?[%€$£]?(?:\s[^\W\d_]+)?")
"""`ok but 8`, `ok but 6 months`: a limit without a word for it."""
_TAKING_AWAY = _WORDS.expression("taking_away", re.IGNORECASE)


_ALL_OF = tuple(compile_late(each, re.IGNORECASE) for each in _WORDS.expressions("all_of"))


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
    instead_of: str = ""
    """What was refused for it: the 40 of `40 no, 35 ok`."""
    clause: str = ""
    """What it costs or is worth, behind its answer: `parking ok cost 200`."""
    extra_cost: str = ""
    """What they want for it, and for nothing else of the line: the 4k of `supervision extra 4k`."""
    is_countered: bool = False
    """Whether something else came for what was refused: `no discount but free delivery`."""

    @property
    def is_one_of_several(self) -> bool:
        """Whether it is one of those that were asked for: `the 3rd month`."""
        return _ONE_OF_SEVERAL.match(self.thing) is not None

    @property
    def says_included(self) -> bool:
        """Whether the yes is a word that belongs to the thing where nobody asked for it: `calibration included`."""
        answer = self.text.removeprefix(self.thing).strip(" ,:.")
        return answer.partition(" ")[0].strip(".,").casefold() in _INCLUDED

    @property
    def is_no(self) -> bool:
        return self.said in (Said.NO, Said.NOT_THAT, Said.GONE)

    @property
    def is_plain(self) -> bool:
        """Whether it says yes or no in words that mean nothing else: `ja`, `no way`."""
        if self.is_countered:
            return True
        if _NO_TO.fullmatch(self.text) is not None or _YES_TO.fullmatch(self.text) is not None:
            return True
        answer = self.text.removesuffix(self.clause).strip(" ,")
        return _PLAIN.search(answer) is not None

    @property
    def refuses_more(self) -> bool:
        """Whether it says that the thing is wanted no more: `no container any more`. That there is no burden any more
        is something that is given: `no more late fees`."""
        is_more = _NO_MORE.fullmatch(self.text) is not None
        return self.said is Said.NO_SUCH and is_more and _BURDENS.search(self.thing) is None

    @property
    def is_answered_behind(self) -> bool:
        """Whether its yes or no stands behind it, so that what follows in the line belongs to another thing: `keys
        arrived`."""
        if self.said is Said.NAMED:
            return False
        return _NO_TO.fullmatch(self.text) is None and _YES_TO.fullmatch(self.text) is None

    @property
    def what(self) -> str:
        """The thing with its limit, as somebody would write it down."""
        named = f"{self.thing} {self.limit}".strip()
        return f"{named}, {self.clause}" if self.clause else named


def read_verdicts(text: str) -> tuple[ThingVerdict, ...]:
    """What a line says of each of its things; none where it says no more than that they came."""
    typed = clean_text(text[:LONGEST]).strip().rstrip(".!")
    if len(typed) > _LONGEST_LINE or "\n" in typed or "#" in typed or typed.endswith("?"):
        return ()
    lead = _LEAD.match(typed)
    line = typed[lead.end() :] if lead is not None and lead.end() < len(typed) else typed
    thinking = _THINKING.fullmatch(line)
    if thinking is not None:
        return (ThingVerdict(thing=thinking["thing"].strip(), said=Said.OPEN, text=line),)
    verdicts = _read_parts(line)
    is_argument = len(verdicts) == 1 and ARGUMENT.fullmatch(typed) is not None
    if is_argument or _refuses_list(verdicts):
        # `they say it is too expensive`; `no to the case study, the logo and the call` is one no to a list.
        return ()
    verdicts = _pair_figures(verdicts)
    is_held = len(verdicts) > 1 and any(each.is_less for each in verdicts)
    if all(each.said is Said.NAMED for each in verdicts) and not is_held:
        return ()
    return tuple(verdicts)


def _read_parts(line: str) -> list[ThingVerdict]:
    """What each part of a line says; none where one of them is empty."""
    verdicts: list[ThingVerdict] = []
    joint = ""
    for part, following in _cut_at_joints(line):
        if _REMARK.fullmatch(part) is not None:
            # `no case study, sorry`
            continue
        is_clause = _CLAUSE.fullmatch(part) is not None and not read_counter_condition(part)
        if is_clause and verdicts and not verdicts[-1].is_no:
            # `job ticket yes, cost 600`
            verdicts[-1] = replace(verdicts[-1], clause=part)
            continue
        verdict = _read_part(part)
        if verdict is None:
            return []
        if verdicts and _INSTEAD.match(part) is not None:
            verdicts[-1] = _refuse_for_other(verdicts[-1])
        if _BUT.search(following) is not None:
            verdict = _refuse_for_other(verdict)
        _add_part(verdicts, verdict, joint)
        joint = following
    return verdicts


def _refuse_for_other(verdict: ThingVerdict) -> ThingVerdict:
    """The verdict on what something else is named for, behind a *but* or an *instead*, as a no: `no discount but free
    delivery`. Of a burden, that there is none is what came: `no setup fee but 12 months`."""
    if verdict.said is not Said.NO_SUCH or _BURDENS.search(verdict.thing) is not None:
        return verdict
    return replace(verdict, said=Said.NO, is_countered=True)


def _add_part(verdicts: list[ThingVerdict], verdict: ThingVerdict, joint: str) -> None:
    """Adds what a part says, or holds what is before it to that."""
    counter = _BUT.search(joint) and read_counter_condition(verdict.text)
    if counter and verdicts and verdicts[-1].said in (Said.YES, Said.NAMED):
        # `the certificate yes but we pay half`
        verdicts[-1] = replace(verdicts[-1], said=Said.YES, clause=counter)
        return
    if counter and verdicts and verdicts[-1].said is Said.NO_SUCH:
        # `no setup fee but they want 12 months`
        none = verdicts[-1]
        verdicts[-1] = replace(none, said=Said.YES, thing=none.text, clause=counter)
        return
    limit = _find_limit(verdict.text, joint) or _find_reserve(verdict, joint)
    if limit and verdicts and _takes_limit(verdicts[-1], joint):
        verdict = replace(verdicts.pop(), limit=limit, is_less=True)
    elif verdict.said is Said.NAMED and verdicts and _goes_with_no(verdicts[-1], joint):
        # `no to the logo and the call, contract yes`
        verdict = replace(verdict, said=Said.NO)
    elif verdict.said is Said.NAMED:
        verdict = _hold_to_limit(verdict, limit)
    verdicts.append(verdict)


def _goes_with_no(before: ThingVerdict, joint: str) -> bool:
    """Whether what follows a no that stands before its thing is refused as well."""
    is_and = joint.strip().isalpha() or joint.strip() == "&"
    return is_and and _BUT.search(joint) is None and _NO_TO.fullmatch(before.text) is not None


def _refuses_list(verdicts: Sequence[ThingVerdict]) -> bool:
    """Whether a line begins with a no, and only names things after that."""
    if len(verdicts) < _A_LIST or _NO_TO.fullmatch(verdicts[0].text) is None:
        return False
    return all(
        each.said in (Said.NAMED, Said.NO)
        and not each.is_less
        and _read_answer(each.text) is None
        and _FIGURE.search(each.thing) is None
        for each in verdicts[1:]
    )


def _takes_limit(before: ThingVerdict, joint: str) -> bool:
    """Whether what stands before a limit is held to it: a yes, or a thing with a *but* behind it."""
    if before.said is Said.YES:
        return True
    is_but = _BUT.search(joint) is not None
    return before.said is Said.NAMED and (is_but or "," in joint)


def _pair_figures(verdicts: Sequence[ThingVerdict]) -> list[ThingVerdict]:
    """The verdicts, where a no to one figure and a yes to another of the same thing are one answer: `40 no, 35 ok`,
    `4 tons too much, 3 would work`."""
    paired: list[ThingVerdict] = []
    for verdict in verdicts:
        before = paired[-1] if paired else None
        if before is not None and _is_counter(before, verdict):
            paired[-1] = _counter(before, verdict)
        elif before is not None and _is_counter(verdict, before):
            paired[-1] = _counter(verdict, before)
        else:
            paired.append(verdict)
    return paired


def _is_counter(refused: ThingVerdict, came: ThingVerdict) -> bool:
    """Whether one figure was refused and another one named for the same thing."""
    if refused.said not in (Said.NO, Said.NOT_THAT) or came.said not in (Said.YES, Said.NAMED):
        return False
    mine, theirs = _FIGURE.findall(came.thing), _FIGURE.findall(refused.thing)
    if len(mine) != 1 or len(theirs) != 1 or mine == theirs:
        return False
    own, asked = _words_beside_figure(came.thing), _words_beside_figure(refused.thing)
    return not own or not asked or own <= asked or asked <= own


def _words_beside_figure(thing: str) -> set[str]:
    words = set(re.findall(r"[^\W\d_]+|%", thing.casefold())) - _ABOUT_FIGURES
    return {stem_word(fold_text(word)) for word in words}


def _counter(refused: ThingVerdict, came: ThingVerdict) -> ThingVerdict:
    return replace(
        came,
        said=Said.YES,
        thing=share_unit(came.thing, refused.thing),
        is_less=True,
        instead_of=refused.thing,
        text=f"{refused.text}, {came.text}",
    )


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
        before, following = line[: joint.start()], line[joint.end() :]
        # `no. 5`, but `logo no. intros yes`
        is_answer = _PLAIN.search(before) is not None and not following[:1].isdigit()
        if joint[0].startswith(".") and _ends_with_abbreviation(before) and not is_answer:
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
    """`prepay yes but every 14 days`: what follows a *but* and is no answer of its own holds the yes to it, and so does
    what it leaves out: `not on Saturday`."""
    is_but = _BUT.search(joint) is not None
    is_reserve = verdict.said in (Said.NAMED, Said.NOT_THAT) and _RESERVE.fullmatch(verdict.text)
    if is_reserve and (is_but or _LEAVES_OUT.match(verdict.text) is not None):
        return f"{joint.strip(' ,;.')} {verdict.text}".strip()
    is_held = verdict.said is Said.NAMED and _BUT.search(joint) is not None
    return verdict.text if is_held and _TOO.search(verdict.text) is None else ""


def _read_part(part: str) -> ThingVerdict | None:
    if not part:
        return None
    if _BESIDE.fullmatch(part) is not None:
        return ThingVerdict(thing=part, said=Said.OPEN, text=part)
    ended = _CLAUSE_AT_END.fullmatch(part)
    said = _read_answer(ended["part"]) if ended is not None else None
    if said is not None and ended is not None:
        return replace(said, text=part, clause=ended["clause"])
    answer = _read_answer(part) or _read_without_remark(part)
    if answer is not None:
        return answer
    return ThingVerdict(thing=_INSTEAD.sub("", part, count=1), said=Said.NAMED, text=part)


def _read_without_remark(part: str) -> ThingVerdict | None:
    """The answer of a part that ends with a remark: `travel no sorry`."""
    remarked = _REMARK_AT_END.fullmatch(part)
    answer = _read_answer(remarked["part"]) if remarked is not None else None
    return replace(answer, text=part) if answer is not None else None


def _trim_thing(thing: str) -> str:
    """The thing without what only leads to it: `zum Referenzgespräch ja`, `on the logo: no`."""
    trimmed = thing.strip(" ,:")
    return _BEFORE_THING.sub("", trimmed, count=1) or trimmed


def _read_answer(part: str) -> ThingVerdict | None:
    """The yes or no of a part, and to what; None where it says neither."""
    partly = _PARTLY.fullmatch(part)
    if partly is not None:
        limit = (partly["limit"] or "").strip()
        thing = partly["thing"].strip(" ,:")
        return ThingVerdict(thing=thing, said=Said.YES, text=part, limit=limit, is_less=True)
    for pattern, said in (
        (_THINKS, Said.OPEN),
        (_NO, Said.NO),
        (_NO_WHY, Said.NO),
        (_NO_TO, Said.NO),
        (_GONE, Said.GONE),
        (_NOT_THE, Said.NOT_THAT),
        (_STAYS, Said.STAYS),
        (_OPEN, Said.OPEN),
        (_NO_SUCH, Said.NO_SUCH),
        (_YES_TO, Said.YES),
        (_YES, Said.YES),
        (_YES_TO_FIGURE, Said.YES),
    ):
        found = pattern.fullmatch(part)
        if found is not None and _IN_CONDITION.search(found["thing"]) is None:
            return ThingVerdict(thing=_trim_thing(found["thing"]), said=said, text=part)
    return _read_extra_cost(part) or _read_held_yes(part)


def _read_extra_cost(part: str) -> ThingVerdict | None:
    """What they would do for money on top; None where a part says no such thing."""
    for pattern in _EXTRA_COST:
        found = pattern.fullmatch(part)
        if found is not None:
            thing = _trim_thing(found["thing"])
            return ThingVerdict(thing=thing, said=Said.YES, text=part, extra_cost=found["sum"])
    return None


def with_price_as_condition(
    verdict: ThingVerdict, locale: str, *, ours: bool = False
) -> ThingVerdict:
    """The verdict with what it costs on top as its condition, in the words of that language: `if we pay 4k`; `ours`
    where it is what we would give: `if they pay 4k`."""
    if not verdict.extra_cost:
        return verdict
    said = _IF_THEY_PAY if ours else _IF_WE_PAY
    clause = said.get(language_of(locale), said["en"])
    return replace(verdict, clause=clause.replace("<sum>", verdict.extra_cost))


def _read_held_yes(part: str) -> ThingVerdict | None:
    held = _YES_FOR.fullmatch(part)
    if held is None or _IN_CONDITION.search(held["thing"]) is not None:
        return None
    return ThingVerdict(thing=held["thing"], said=Said.YES, text=part, limit=held["limit"])


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


def separate_answers(text: str) -> str:
    """The line with a comma behind each yes and no: `room yes piano no`. Whether its things end there, only what was
    asked for tells."""
    return _ANSWER_GOES_ON.sub(lambda answer: f"{answer[0]},", text)


def takes_something_away(what: str) -> bool:
    """Whether an ask is for something not to be: `no auto-renewal`, `waive the setup fee`. That it is out is a
    yes to such an ask."""
    return _TAKING_AWAY.search(what) is not None
