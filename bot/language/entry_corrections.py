"""Lines that put an earlier entry right: `sorry I meant cap at 5%`, `make that 3 days, 900`, `ne, Anzahlung nur 30%`,
`nein, April nicht März`, `the rollout was 2 laptops, not 1`. Which entry that is, only the ledger can tell."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.language.clean import LONGEST, clean_text
from bot.language.patterns import compile_late, pattern_table
from bot.language.verdicts import Said, read_verdicts
from bot.language.vocabulary import word_table

_WORDS = pattern_table("entry_corrections")
_LONGEST_LINE = 120
"""Characters of a line that only puts something right."""
_LONGEST_WEAK = 60
"""Characters of what follows a mere `no,`: a longer text says more than what is right."""

_MARK_OR_VALUE = (
    rf"(?=\s*(?:[,:;!.–]|-(?!\w))|\s+[$€£]?\d|\s+(?:{_WORDS.alternatives('behind_mark')})(?!\w))"
)
# `wait period` is a thing; `wait, 5 days` is none.
_SURE = rf"(?:{_WORDS.alternatives('sure')}|(?:{_WORDS.alternatives('sure_with_mark')}){_MARK_OR_VALUE})"
_WEAK = rf"(?:{_WORDS.alternatives('weak')})"
_SURE_LEAD = compile_late(
    rf"(?:{_WEAK}[\s,:!.–-]+)*{_SURE}(?:[\s,:!.–-]+(?:{_SURE}|{_WEAK}(?=\s*[,:–]|\s+{_SURE})))*[\s,:!.–-]+(?P<body>\S.*)",
    re.IGNORECASE,
)
_WEAK_LEAD = compile_late(
    rf"(?:{_WEAK}\s*[,:;.–-]+\s*(?:{_WEAK}[\s,:–-]+)*|(?:{_WORDS.alternatives('weak_before_figure')})\s+(?=[$€£]?\d))"
    r"(?P<body>\S.*)",
    re.IGNORECASE,
)
_FILLERS = compile_late(rf"(?:(?:{_WORDS.alternatives('fillers')})\s+)+", re.IGNORECASE)
_TAILS = compile_late(rf"[\s,]+(?:{_WORDS.alternatives('tails')})\s*$", re.IGNORECASE)
_LIMITS = compile_late(rf"(?<!\w)(?:{_WORDS.alternatives('limits')})\s+(?=\S)", re.IGNORECASE)
_WAS = compile_late(
    rf"(?:(?:{_WORDS.alternatives('articles')})\s+)?(?P<thing>[^\d,;]{{2,60}}?)\s+(?:{_WORDS.alternatives('was')})\s+(?P<body>\S.*)",
    re.IGNORECASE,
)
_SHOULD = compile_late(
    rf"(?:(?:{_WORDS.alternatives('articles')})\s+)?(?P<thing>[^\d,;]{{2,60}}?)\s+(?:{_WORDS.alternatives('should')})\s+(?P<body>\S*\d.*)",
    re.IGNORECASE,
)
_MAKES = compile_late(rf"(?<!\w)(?:{_WORDS.alternatives('makes')})(?!\w)", re.IGNORECASE)
_SAYS_MORE = compile_late(rf"{_WORDS.alternatives('clauses')}", re.IGNORECASE)

_INSTEAD = compile_late(
    rf"(?P<new>\S.{{0,50}}?)\s*,?\s+(?:(?:{_WORDS.alternatives('and')})\s+)?(?:{_WORDS.alternatives('instead')})\s+(?P<old>\S.{{0,50}})",
    re.IGNORECASE,
)
_NOT_BUT = compile_late(
    rf"(?:{_WORDS.alternatives('not')})\s+(?P<old>\S.{{0,50}}?)\s*,?\s+(?:{_WORDS.alternatives('but_rather')})\s+(?P<new>\S.{{0,50}})",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?P<sign>[$€£]\s?)?(?<![\w.,#])(?P<digits>\d(?:[\d.,'’]*\d)?)(?P<size>k|m|mio|tsd)?(?![\d])\s?(?P<end>[%€$£])?"
    r"(?:[\s-]?(?P<unit>[^\W\d_]+\.?))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DAY_TABLE = word_table("days")
_DAYS = tuple(
    frozenset(_DAY_TABLE.numbers(key)) for key in ("weekdays", "months") if _DAY_TABLE.numbers(key)
)
_UNITS = word_table("units").meanings("names")
_AMOUNT_BEHIND = re.compile(
    r"(?P<rest>.*\S)\s*[,;]\s+(?P<amount>[$€£]?\s?\d[\d.,']*\s?(?:k|m|mio|tsd)?\s?[€$£]?)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NEAR_IN_SIZE = 5
"""A figure without a unit may stand for one that is at most so many times as large or small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCorrection:
    """What is right, as typed without the words that say so. `old` is what it stands for, where the line says it.
    `sure`: the line says that something was wrong, and is no answer (`no, 30%`). `thing` is what the entry is called,
    where the line names it apart from what is right."""

    body: str
    new: str
    old: str = ""
    thing: str = ""
    sure: bool = False
    makes: bool = False
    """Whether the line says what to make of it (`make it 2 tables`), which may as well be a move of its own."""

    @property
    def name(self) -> str:
        """The words of the line that name an entry, without figures, units and days; "" where there are none."""
        return self.thing or _strip_values(self.new)

    @property
    def is_value_alone(self) -> bool:
        """Whether the line says only a figure or a day, so that no move of its own can be meant."""
        return not self.name or bool(self.thing)

    @property
    def amount(self) -> str:
        """The amount behind the last comma (`3 days, 900`); "" where there is none."""
        found = _AMOUNT_BEHIND.fullmatch(self.new)
        return found["amount"] if found is not None else ""

    @property
    def right(self) -> str:
        """What is right, without an amount behind it."""
        found = _AMOUNT_BEHIND.fullmatch(self.new)
        return found["rest"] if found is not None else self.new


def read_entry_correction(text: str) -> EntryCorrection | None:
    """What a line puts right of an earlier entry; None where it says something else."""
    line = clean_text(text[:LONGEST]).rstrip(" .!")
    if len(line) > _LONGEST_LINE or "\n" in text.strip() or line.endswith("?") or "#" in line:
        return None
    lead = _SURE_LEAD.fullmatch(line)
    if lead is not None:
        if _is_no(lead["body"]):
            return None
        makes = _MAKES.search(line, 0, lead.start("body")) is not None
        return replace(_read_body(lead["body"], sure=True), makes=makes)
    lead = _WEAK_LEAD.fullmatch(line)
    if lead is not None and _says_what_is_right(lead["body"]):
        return _read_body(lead["body"], sure=False)
    was = _WAS.fullmatch(line)
    if was is not None and _find_pair(was["body"]) is not None:
        return _read_body(was["body"], sure=False, thing=was["thing"])
    should = _SHOULD.fullmatch(line)
    if should is not None and _SAYS_MORE.search(line) is None:
        return _read_body(should["body"], sure=False, thing=should["thing"])
    return None


def read_correction_body(text: str) -> EntryCorrection:
    """What is right, from the words without a lead that `EntryCorrection.body` holds."""
    return _read_body(text, sure=True)


def _says_what_is_right(body: str) -> bool:
    """Whether what follows a mere `no,` may be what is right: short, with a figure, and no answer of theirs."""
    if len(body) > _LONGEST_WEAK or _SAYS_MORE.search(body) is not None:
        return False
    if _FIGURE.search(body) is None and _find_pair(body) is None:
        return False
    return not _is_no(body)


def _is_no(body: str) -> bool:
    """`sorry, no case study` tells what they said, and puts nothing right."""
    if _find_pair(body) is not None:
        return False
    return any(each.is_no or each.said is Said.NO_SUCH for each in read_verdicts(body))


def _read_body(body: str, *, sure: bool, thing: str = "") -> EntryCorrection:
    kept = body
    lead = _FILLERS.match(body)
    if lead is not None and lead.end() < len(body):
        body = body[lead.end() :]
    amount = _AMOUNT_BEHIND.fullmatch(body)
    if amount is not None:
        # `3 Tage draus, 900`
        body = f"{_TAILS.sub('', amount['rest'])}, {amount['amount']}"
    tail = _TAILS.search(body)
    if tail is not None and tail.start():
        body = body[: tail.start()]
    pair = _find_pair(body)
    new, old = pair if pair is not None else (body, "")
    new = _LIMITS.sub("", new).strip(" ,") or new
    return EntryCorrection(body=kept, new=new, old=old.strip(" ,"), thing=thing, sure=sure)


def _find_pair(body: str) -> tuple[str, str] | None:
    """What is right and what it stands for: `10 days not 14`, `nicht März sondern April`."""
    found = _NOT_BUT.fullmatch(body) or _INSTEAD.fullmatch(body)
    if found is None:
        return None
    new, old = found["new"].strip(" ,"), found["old"].strip(" ,")
    both_say_values = bool(_list_values(new)) and bool(_list_values(old))
    both_are_words = len(new.split()) == 1 and len(old.split()) == 1
    return (new, old) if both_say_values or both_are_words else None


def _list_values(text: str) -> list[str]:
    """The figures and named days of a text."""
    days = [word[0] for word in _WORD.finditer(text) if _find_day_names(word[0]) is not None]
    return [each["digits"] for each in _FIGURE.finditer(text)] + days


def _find_day_names(word: str) -> frozenset[str] | None:
    """The weekdays, or the months, where the word is one of them."""
    for names in _DAYS:
        if word.casefold() in names:
            return names
    return None


def _strip_values(text: str) -> str:
    """The text without figures, their units, and named days."""
    found = _AMOUNT_BEHIND.fullmatch(text)
    text = found["rest"] if found is not None else text
    text = _FIGURE.sub(_keep_unit, text)
    words = [word for word in text.split() if _find_day_names(word.strip(".,")) is None]
    small = _WORDS.words("small_words")
    return " ".join(word for word in words if word.casefold().strip(".,") not in small).strip(" ,.")


def _keep_unit(figure: re.Match[str]) -> str:
    """The word behind a figure, where it is no unit of time or measure: `28 Kronen` names crowns."""
    unit = figure["unit"] or ""
    return "" if unit.casefold().strip(".") in _UNITS else f" {unit} "


def rename_entry(what: str, correction: EntryCorrection, said: str) -> str:
    """What an entry is called that says something else now: what the line `said`, or more of it where the line names
    the entry apart from what is right."""
    return f"{what}, {correction.new}" if correction.thing else said or correction.right


def correct_wording(what: str, correction: EntryCorrection) -> str | None:
    """The wording of an entry with what is right in the place of what it says; None where it says nothing that could
    be meant, or two such things."""
    if correction.old:
        return _replace_old(what, correction)
    changed = what
    for word in _WORD.finditer(correction.right):
        names = _find_day_names(word[0])
        if names is None:
            continue
        old = [each for each in _WORD.finditer(what) if each[0].casefold() in names]
        if len(old) != 1:
            return None
        changed = f"{what[: old[0].start()]}{word[0]}{what[old[0].end() :]}"
    for figure in _FIGURE.finditer(correction.right):
        replaced = _replace_figure(changed, figure)
        if replaced is None:
            return None
        changed = replaced
    return changed if changed != what else None


def _replace_old(what: str, correction: EntryCorrection) -> str | None:
    """The wording with the new value instead of the old one, which must stand in it just once."""
    new_figure, old_figure = _FIGURE.search(correction.new), _FIGURE.search(correction.old)
    if new_figure is not None and old_figure is not None:
        digits = old_figure["digits"]
        same = [each for each in _FIGURE.finditer(what) if each["digits"] == digits]
        if len(same) != 1:
            return None
        return _put(what, same[0], new_figure)
    old, new = correction.old.split()[-1], correction.new.split()[-1]
    words = [each for each in _WORD.finditer(what) if each[0].casefold() == old.casefold()]
    if len(words) != 1:
        return None
    return f"{what[: words[0].start()]}{new}{what[words[0].end() :]}"


def _replace_figure(what: str, new: re.Match[str]) -> str | None:
    """The wording with a figure in the place of the only one that it may stand for: of the same unit, else of
    none."""
    figures = list(_FIGURE.finditer(what))
    unit = _name_unit(new)
    same = [each for each in figures if unit and _name_unit(each) == unit]
    if not same and not unit:
        same = [each for each in figures if not _name_unit(each)] or figures
        same = [each for each in same if _is_near(each["digits"], new["digits"])]
    elif not same and not (new["end"] or new["sign"]):
        # `28 Kronen` where the entry says `25`; not `3 days` where it says `5 seats`.
        same = [each for each in figures if not _name_unit(each)]
    return _put(what, same[0], new) if len(same) == 1 else None


def _name_unit(figure: re.Match[str]) -> str:
    """The unit of a figure under its one name: a sign, a unit of time or measure, or the word behind it."""
    if figure["end"] or figure["sign"]:
        return (figure["end"] or figure["sign"]).strip()
    word = (figure["unit"] or "").casefold().strip(".")
    if word in _WORDS.words("small_words"):
        return ""
    return _UNITS.get(word, word)


def _is_near(one: str, other: str) -> bool:
    sizes = [_read_size(digits) for digits in (one, other)]
    return max(sizes) <= min(sizes) * _NEAR_IN_SIZE


def _read_size(digits: str) -> Decimal:
    """The number that digits with any marks in them say, roughly: of `2,500` and of `2'500` 2,500, of `2,5` 2.5."""
    plain = re.sub(r"['’]", "", digits)
    if _GROUPED.fullmatch(plain) or plain.count(".") + plain.count(",") > 1:
        return Decimal(re.sub(r"\D", "", plain))
    return Decimal(plain.replace(",", "."))


def _put(what: str, old: re.Match[str], new: re.Match[str]) -> str:
    """The wording with new digits; the sign and unit of the old ones stay, but for one day that becomes two."""
    size = new["size"] or ""
    start = old.start("digits")
    end = old.end("size") if old["size"] and size else old.end("digits")
    changes_number = new["unit"] and "1" in (old["digits"], new["digits"])
    if changes_number and old["unit"] and _name_unit(old) == _name_unit(new):
        return f"{what[:start]}{new['digits']}{size} {new['unit']}{what[old.end() :]}"
    return f"{what[:start]}{new['digits']}{size}{what[end:]}"
