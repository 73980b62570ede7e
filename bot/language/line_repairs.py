"""What is put right in a line before it is read: a `no` before what is meant, sums per unit times units, figures that
are named only to say that they are not meant."""

import re
from decimal import Decimal
from typing import NamedTuple

from bot.domain.worth import Figure
from bot.language.figures import read_amount
from bot.language.languages import language_of
from bot.language.lines import Command, ParsedLine
from bot.language.patterns import compile_late, pattern_table
from bot.language.vocabulary import word_table

_WORDS = pattern_table("line_repairs")
_MONEY = pattern_table("plain_gives")
_LEADING_NO = compile_late(
    rf"(?P<no>{_WORDS.alternatives('no')})\s*[,.:;–-]+\s*"
    rf"(?=(?:(?:{_WORDS.alternatives('only')})\s+)?[$€£]?\s?\d)",
    re.IGNORECASE,
)
_SUM = r"(?:[$€£]\s?)?\d[\d.,']*(?:k|m)?(?:\s?(?:€|\$|£|eur|usd|gbp|chf|kr))?"
_PRODUCT = compile_late(
    rf"(?P<lead>(?<!\w)(?:{_WORDS.alternatives('leads')})\s+(?:(?:{_WORDS.alternatives('about')})\s*)?)"
    rf"(?P<count>\d{{1,4}})(?:\s?(?:[x×*]|(?:{_WORDS.alternatives('times')})(?=\s))\s?"
    rf"|\s+(?P<units>(?!(?:{_WORDS.alternatives('per')})\s|(?:{_MONEY.alternatives('money')})(?!\w))[^\W\d_]+(?:\s[^\W\d_]+)?)\s+(?:{_WORDS.alternatives('at')})\s?)"
    rf"(?P<each>{_SUM})(?![\w%])(?:\s*(?:{_WORDS.alternatives('each')}))?"
    rf"(?=\s*$|\s*[,;.)]|\s+(?:{_WORDS.alternatives('opens_clause')})(?!\w))",
    re.IGNORECASE,
)
_EACH_OF_THEM = compile_late(
    rf"(?:^|(?<=[,;]\s))(?P<count>[2-9]|[1-9]\d{{1,3}})\s+(?P<things>(?!(?:{_WORDS.alternatives('times_of_day')})(?!\w))"
    rf"(?:(?!\s(?:{_WORDS.alternatives('joiners')})\s)[^\d,;()&+])+?),?\s+"
    rf"(?:{_WORDS.alternatives('names_figure')})\s+(?P<each>{_SUM})\s*(?:{_WORDS.alternatives('apiece')})"
    r"(?=\s*$|\s*[,;]|\s+(?:for|für|if|wenn)\s)",
    re.IGNORECASE,
)
"""`3 control points cost 60 each`: what all of them cost."""
_COUNTED_BEFORE = re.compile(r"(?:^|[,;]\s)\d+\s[^\d,;]+[,;]\s$")
_MULTIPLIED = compile_late(
    rf"(?<=[\d\s])[x×*](?=[\s\d$€£])|(?<!\w)(?:{_WORDS.alternatives('times')}|{_WORDS.alternatives('at')})(?!\w)",
    re.IGNORECASE,
)
"""Looked for first: few lines hold one of them."""
_COST_OR_WORTH = compile_late(rf"(?:{_WORDS.alternatives('names_figure')})", re.IGNORECASE)
_ABOUT = compile_late(rf"(?<!\w)(?:{_WORDS.alternatives('about')})(?!\w)", re.IGNORECASE)
_IN_BRACKETS = compile_late(
    rf"(?<!\w)(?:{_WORDS.alternatives('conditions')})\s[^,;()]*?\s*(?P<amount>\({_SUM}[^()]{{0,20}}\))\s*$",
    re.IGNORECASE,
)
"""`if they take the contract (480 a year)`: what the condition is about is worth that, not what the give costs."""
_ONLY_IF = compile_late(
    rf"(?:{_WORDS.alternatives('no_thing')})\s+(?P<thing>{_WORDS.alternatives('benefits')})(?P<figures>(?:,?\s+(?:{_WORDS.alternatives('names_figure')})\s+{_SUM})?),?\s+(?P<unless>{_WORDS.alternatives('unless')})\s+(?P<condition>\S.*)",
    re.IGNORECASE,
)
"""`no discount unless they sign`: a discount if they sign."""
_CONDITION_WORDS = _WORDS.spellings("condition_words")
_BEFORE_SECOND = frozenset(word_table("line_repairs").phrases("before_second"))
_VERB_SECOND = compile_late(_WORDS.alternatives("verb_second"), re.IGNORECASE)
_BARE_COST = compile_late(
    rf"(?P<thing>[^\W\d_][^,;\d]{{2,80}}),\s+(?P<sum>(?!(?:19|20)\d\d(?!\d))[$€£]?\d[\d.,']*[€$£]?)(?P<rest>\s*|\s+(?:{_WORDS.alternatives('conditions')})\s.*)",
    re.IGNORECASE,
)
"""`breakfast, 60`: a bare sum behind the one thing of a give is its cost, and no thing of its own."""
_PARTICLES = _WORDS.words("particles")
_INFINITIVES = _WORDS.spellings("infinitives")
_SEPARATED = compile_late(
    rf"(?P<before>|(?:.*\s)?(?:{_WORDS.alternatives('for_it')})\s+)(?P<verb>{'|'.join(_INFINITIVES)})\s+"
    rf"(?:{_WORDS.alternatives('subject')})\s+(?P<thing>\S[^,;]*?)\s+(?P<particle>\w+)\s*[.!]*",
    re.IGNORECASE,
)
"""`dafür zahlt er 30% an`: the two halves of a verb around what they do for it."""
_SEPARATED_BEFORE_CLAUSE = compile_late(
    rf"(?:(?:{_WORDS.alternatives('own_subject')})\s+)?(?P<verb>{'|'.join(_INFINITIVES)})\s+(?P<thing>\S[^,;]*?)\s+"
    rf"(?P<particle>{'|'.join(sorted(_PARTICLES))})(?P<clause>,?\s+(?:{_WORDS.alternatives('opens_clause')})\s.*)",
    re.IGNORECASE,
)
"""`wir zahlen 30% an wenn er im März anfängt`: the same of ours, with a clause behind it."""
_USUALLY = compile_late(
    rf"[,;]\s+(?:{_WORDS.alternatives('usually')})\s+(?P<amount>{_SUM})\s*$", re.IGNORECASE
)
_FIGURE = r"[$€£]?\s?\d[\d.,']*(?:k|m)?\s?[%€$£]?"
_NOT_MEANT = compile_late(
    rf"(?P<head>(?:^|.*\s){_FIGURE}(?:\s?-?[^\W\d_]+){{1,4}})\s*(?P<not>[,(]?\s*"
    rf"(?:{_WORDS.alternatives('not')})\s+{_FIGURE}\)?)"
    rf"(?=\s*$|\s*[,;]|\s+(?:{_WORDS.alternatives('opens_clause')})(?!\w))",
    re.IGNORECASE,
)
_NOT_A_FIGURE = compile_late(rf"\b(?:{_WORDS.alternatives('not')})\s+[$€£]?\s?\d", re.IGNORECASE)
"""Looked for first: the whole pattern tries every beginning."""
_ORDINAL = compile_late(
    rf"(?<!\w)(?:{_WORDS.alternatives('before_ordinal')})\s+\d{{1,2}}(?:\.\d{{1,2}})?$",
    re.IGNORECASE,
)


class RepairedLine(NamedTuple):
    """A line as it is read, and the words that it is read without."""

    text: str
    dropped: tuple[str, ...] = ()


def repair_line(text: str, command: Command, locale: str) -> RepairedLine:
    """The line with what its author meant. A sum that says not what it is, is what a give costs, else what a thing is
    worth. `4 years not 3` names one figure, but behind `/got` it says that less came than was asked for."""
    text = _join_separated_verb(text)
    if command is Command.CONCEDE:
        text = _say_only_if(text, locale)
    if not any(map(str.isdigit, text)):
        return RepairedLine(text)
    dropped: list[str] = []
    leading = _LEADING_NO.match(text)
    if leading is not None:
        dropped.append(leading["no"])
        text = text[leading.end() :]
    if _MULTIPLIED.search(text) is not None:
        text = _PRODUCT.sub(lambda found: _multiply(found, command, locale), text)
    if command is Command.CONCEDE:
        text = (
            _BARE_COST.sub(r"\g<thing>, cost \g<sum>\g<rest>", text)
            if _is_bare_cost(text)
            else text
        )
        text = _EACH_OF_THEM.sub(lambda found: _multiply_each(found, locale), text, count=1)
        bracketed = _IN_BRACKETS.search(text) if "(" in text else None
        if bracketed is not None:
            dropped.append(bracketed["amount"].strip("()"))
            text = text[: bracketed.start("amount")].rstrip()
    else:
        text = _USUALLY.sub(lambda found: f", worth {found['amount']}", text)
    if command is not Command.GOT and "#" not in text:
        negated = _NOT_MEANT.match(text) if _NOT_A_FIGURE.search(text) is not None else None
        if negated is not None:
            dropped.append(negated["not"].strip(" ,()"))
            text = negated["head"] + text[negated.end() :]
    return RepairedLine(text, tuple(dropped))


def _is_bare_cost(text: str) -> bool:
    """Whether a give is one thing and a sum, of which the line does not say what it is."""
    return _BARE_COST.fullmatch(text) is not None and _COST_OR_WORTH.search(text) is None


def _join_separated_verb(text: str) -> str:
    """What they do for something as a thing to ask for: `dafür 30% anzahlen` of `dafür zahlt er 30% an`."""
    particle = text.rstrip(" .!").rpartition(" ")[2].casefold()
    found = _SEPARATED.fullmatch(text) if particle in _PARTICLES else None
    if found is None:
        return _join_before_clause(text)
    return f"{found['before']}{found['thing']} {particle}{_INFINITIVES[found['verb'].casefold()]}"


def _join_before_clause(text: str) -> str:
    found = _SEPARATED_BEFORE_CLAUSE.fullmatch(text)
    if found is None:
        return text
    verb = f"{found['particle'].casefold()}{_INFINITIVES[found['verb'].casefold()]}"
    return f"{found['thing']} {verb}{found['clause']}"


def _say_only_if(text: str, locale: str) -> str:
    """The thing under its condition, where a line denies it with one exception."""
    found = _ONLY_IF.fullmatch(text)
    if found is None:
        return text
    condition = found["condition"]
    is_second = found["unless"].lower() in _BEFORE_SECOND
    second = _VERB_SECOND.fullmatch(condition) if is_second else None
    if second is not None:
        # `außer sie buchen 2 Tage`: behind *wenn* its verb comes last.
        condition = f"{second['subject']} {second['rest']} {second['verb']}"
    link = _CONDITION_WORDS.get(language_of(locale), _CONDITION_WORDS["en"])
    return f"{found['thing']}{found['figures']} {link} {condition}"


def _multiply_each(found: re.Match[str], locale: str) -> str:
    """`3 points, cost 180` of `3 points cost 60 each`; as it was where the sum of one cannot be read."""
    each = read_amount(found["each"], locale)
    follows_counted = _COUNTED_BEFORE.search(found.string, 0, found.start()) is not None
    if not isinstance(each, Figure) or follows_counted:
        # `10 chairs, 5 tables cost 60 each`: the figure is for one of either.
        return found[0]
    return (
        f"{found['count']} {found['things']}, cost {_show(each, Decimal(found['count']), locale)}"
    )


def _show(each: Figure, count: Decimal, locale: str) -> str:
    """So many times a sum, as it is typed in that locale."""
    shown = f"{(each.amount * count).normalize():f}"
    if locale.startswith("de"):
        shown = shown.replace(".", ",")
    return f"{shown} {each.unit}" if each.unit else shown


def _multiply(found: re.Match[str], command: Command, locale: str) -> str:
    """`cost 6 vans at 350 each` as `cost 2100`; as it was where the sum of one cannot be read."""
    each = read_amount(found["each"], locale)
    if not isinstance(each, Figure):
        return found[0]
    lead = found["lead"]
    if _COST_OR_WORTH.match(lead) is None:
        about = "about " if _ABOUT.search(lead) else ""
        lead = f"{'cost' if command is Command.CONCEDE else 'worth'} {about}"
    return f"{lead}{_show(each, Decimal(found['count']), locale)}"


def keep_ordinal_dots(line: ParsedLine, text: str) -> ParsedLine:
    """The line with the dot that belongs to a day: `Zahlung zum 1.`"""
    if "." not in text:
        return line
    return line._replace(
        what=_with_dot(line.what, text),
        for_what=_with_dot(line.for_what, text) if line.for_what else line.for_what,
        condition=_with_dot(line.condition, text) if line.condition else line.condition,
    )


def _with_dot(part: str, text: str) -> str:
    is_ordinal = part[-1:].isdigit() and f"{part}." in text and _ORDINAL.search(part) is not None
    return f"{part}." if is_ordinal else part
