"""What a side gave or promised, told as a sentence after whichever command: `we gave them a dedicated driver, cost 3k`,
`sie haben uns Ersatzgeräte versprochen`. Who did it decides whose move it is, not the command."""

import re
from typing import NamedTuple

from bot.language.clean import clean_text
from bot.language.patterns import compile_late, pattern_table

_WORDS = pattern_table("reported_gives")
_LONGEST = 300
"""Characters of a line that is looked at."""
_FIRST = rf"(?:(?:{_WORDS.alternatives('first')})[,\s]+)*"
_BETWEEN = rf"(?:\s+(?:{_WORDS.alternatives('between')}))*"
_END = rf"(?P<rest>\s*[,;.].*|\s+(?:{_WORDS.alternatives('goes_on')})\s.*|[\s.!]*)"


def _compile(who: str, whom: str) -> tuple[re.Pattern[str], ...]:
    """The sentences in which somebody gave something: with the verb before the thing, at the end, or first."""
    receiver = rf"\s+(?:{_WORDS.alternatives(whom)})"
    to_whom = rf"(?:{receiver})?"
    subject = rf"(?:{_WORDS.alternatives(who)})"
    has = rf"(?:{_WORDS.alternatives('has')})"
    helps = rf"(?:{_WORDS.alternatives('helps')})?"
    early = rf"(?P<verb>{_WORDS.alternatives('gave')})"
    late = rf"(?P<thing>\S.*?)\s+(?P<verb>{_WORDS.alternatives('gave_late')}){_END}"
    expressions: tuple[str, ...] = (
        rf"{_FIRST}{subject}{helps}{_BETWEEN}\s+{early}{to_whom}{_BETWEEN}\s+(?P<thing>\S.*?)(?P<rest>)",
        rf"{_FIRST}{subject}\s+{has}{_BETWEEN}{to_whom}{_BETWEEN}\s+{late}",
        rf"{_FIRST}{has}\s+{subject}{_BETWEEN}{to_whom}{_BETWEEN}\s+{late}",
        # Who did it is known by whom it was for: `gave them a spare key`, `hab ihnen die Montage geschenkt`.
        rf"{_FIRST}(?P<verb>{_WORDS.alternatives('gave_before')}){receiver}{_BETWEEN}\s+(?P<thing>\S.*?)(?P<rest>)",
        rf"{_FIRST}{has}{receiver}{_BETWEEN}\s+{late}",
    )
    if who == "we":
        # Of whom nothing is said, we did it: `gave 2k deposit for 1000 more miles`.
        alone = _WORDS.alternatives("gave_alone")
        expressions += (rf"{_FIRST}(?P<verb>{alone}){_BETWEEN}\s+(?P<thing>\S.*?)(?P<rest>)",)
    return tuple(compile_late(each, re.IGNORECASE | re.DOTALL) for each in expressions)


_OURS, _THEIRS = _compile("we", "them"), _compile("they", "us")
_MORE_THAN_A_REPORT = _WORDS.expression("more_than_a_report", re.IGNORECASE)
_NO_THING = compile_late(
    rf"(?:[~≈]?[$€£]?\d[\d.,]*\s?(?:k|m|mio|tsd)?\b|(?:{_WORDS.alternatives('no_thing')})(?!\w))",
    re.IGNORECASE,
)
_PROMISES = _WORDS.expression("promises", re.IGNORECASE)
_WISHES = _WORDS.expression("wishes", re.IGNORECASE)
_VERBS_BEFORE = _WORDS.spellings("verbs_before")
_VERBS_BEHIND = _WORDS.spellings("verbs_behind")
_LEFT_OUT_SUBJECT = _WORDS.expression("left_out_subject", re.IGNORECASE)
_ARTICLE = compile_late(rf"^(?:{_WORDS.alternatives('article')})\s+(?=\S)", re.IGNORECASE)


class GiveReported(NamedTuple):
    """What somebody gave or promised, with what the line says beside it; `ours` where it was us, `promised` where it
    was only said, `is_wish` where the verb may as well say what is wished for (`they give us keys on Monday`)."""

    ours: bool
    line: str
    promised: bool = False
    is_wish: bool = False


def find_give_reported(text: str) -> GiveReported | None:
    """The give that a sentence reports; None for any other line. A figure alone is an offer, and a line that asks for
    something says more than a report."""
    typed = clean_text(text[: _LONGEST * 4])
    if len(typed) > _LONGEST or typed.endswith("?"):
        return None
    for ours, patterns in ((True, _OURS), (False, _THEIRS)):
        for pattern in patterns:
            found = pattern.fullmatch(typed)
            if found is None or _is_more_than_a_report(typed, found["thing"]):
                continue
            verb = found["verb"].casefold()
            thing = _name_thing(found["thing"], verb.split()[-1])
            line = f"{thing}{found['rest'].rstrip(' .!')}"
            return GiveReported(
                ours or _LEFT_OUT_SUBJECT.match(typed) is not None,
                line,
                promised=_PROMISES.match(verb) is not None,
                is_wish=_WISHES.fullmatch(verb) is not None,
            )
    return None


def _name_thing(thing: str, verb: str) -> str:
    """What was given, with the verb where that says what was done with it: `waived the setup fee`."""
    thing = _ARTICLE.sub("", thing, count=1)
    if verb in _VERBS_BEFORE:
        return f"{_VERBS_BEFORE[verb]} {thing}"
    return f"{thing} {_VERBS_BEHIND[verb]}" if verb in _VERBS_BEHIND else thing


def _is_more_than_a_report(typed: str, thing: str) -> bool:
    amount = _NO_THING.match(thing)
    is_amount_alone = amount is not None and not thing[amount.end() :].strip(" .,!")
    return is_amount_alone or _MORE_THAN_A_REPORT.search(typed) is not None
