"""Turns what people typed into a part of a sentence to say to the other side, in each language.

`waive the fee` is something we *can waive*, `8% off` something we *can do*; *they sign* becomes
*you sign*. Only words change, nothing is added. Words and forms are in the table `[speech]` of a
language's word file. A language without deeds and articles there, such as German, words its
messages so that what was typed stands for itself.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.language.figures import read_figure_at_end
from bot.language.languages import ENGLISH
from bot.language.vocabulary import WordTable, load_languages, word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The phrases of one language. Its methods are functions of the templates."""

    language: str
    deed: re.Pattern[str]
    """Begins what somebody does, such as `waive the fee`."""
    one_thing: re.Pattern[str]
    """Begins what names one countable thing that has no article yet, such as `24-month term`."""
    takes_an: re.Pattern[str]
    signed: re.Pattern[str]
    signed_form: str
    them: re.Pattern[str]
    to_them: dict[str, str]
    conditions: tuple[str, ...]
    reasons: tuple[str, ...]
    forms: dict[str, str]
    fallback: "Speech | None"
    """English, for what people who read another language type in English."""

    def do(self, what: str) -> str:
        """After *we can*: `waive the fee`, `do 8% off`."""
        what = self._hold_back_cost(what)
        said = self.said(what)
        return said if self.deed.match(what) else self._form("do", said)

    def need(self, what: str) -> str:
        """After *we need*: `a 24-month term`, `20 more seats`, `you to sign for 24 months`."""
        what = self._hold_back_cost(what)
        said = self.said(what)
        if self.deed.match(what):
            return self._form("need_deed", said)
        if not self.one_thing.match(what):
            return said
        return self._form("an" if self.takes_an.match(what) else "a", said)

    def return_for(self, what: str) -> str:
        """After what we give: `for a 24-month term`, `if you sign for 24 months`."""
        if self.deed.match(what):
            return self._form("return_deed", self.said(what))
        return self._form("return", self.need(what))

    def the(self, what: str) -> str:
        """After *thank you for*: `the reference call`, `20 more seats`."""
        what = self._hold_back_cost(what)
        said = self.said(what)
        return self._form("the", said) if self.one_thing.match(what) else said

    def if_(self, condition: str) -> str:
        """A condition with its word: `if signed by 30 Nov`, `unless the board says no`."""
        if condition.lower().startswith(self.conditions):
            return condition
        return self._form("if", condition)

    def because(self, reason: str) -> str:
        """A reason with its word."""
        if self.reasons and reason.lower().startswith(self.reasons):
            return reason
        return self._form("because", reason)

    def said(self, text: str) -> str:
        """What was typed about them, as it is said to them."""
        signed = self.signed.sub(self.signed_form, text)
        to_them = self.them.sub(self._turn, signed)
        if to_them == text and self.fallback is not None:
            return self.fallback.said(text)
        return to_them

    def _hold_back_cost(self, what: str) -> str:
        """What was typed without an amount at its end, which may be what it costs us: `2 free seats 3k`."""
        found = read_figure_at_end(what, self.language)
        return what if found is None else found.rest

    def _turn(self, found: re.Match[str]) -> str:
        return (
            self.to_them[found[0]] if found[0] in self.to_them else self.to_them[found[0].lower()]
        )

    def _form(self, name: str, what: str) -> str:
        return self.forms[name].replace("{}", what) if name in self.forms else what


@cache
def _load_clauses() -> re.Pattern[str]:
    return re.compile(word_table("speech").pattern("clauses"), re.IGNORECASE)


def is_thing_to_name(what: str) -> bool:
    """Whether a sentence may name it: `the reference call`. `approved the forecast` and `no case study, sorry` say what
    somebody did, or did not, and break the sentence they are put into."""
    return _load_clauses().search(what) is None


@cache
def load_speech(language: str) -> Speech:
    """The phrases of a language; English ones where it has no word file."""
    words = load_languages().get(language) or load_languages()[ENGLISH]
    table = WordTable("speech", (words["speech"],) if "speech" in words else ())
    to_them = table.meanings("to_them", optional=True)
    # The longest first: "they'll" before "they".
    them = "|".join(sorted(map(re.escape, to_them), key=len, reverse=True))
    case = re.NOFLAG if table.flag("case_matters") else re.IGNORECASE
    heads = table.pattern("heads", optional=True)
    return Speech(
        language=language,
        deed=_compile(table.pattern("deeds", optional=True) + r"(?![-\w])"),
        one_thing=_compile(table.pattern("one_thing", optional=True).replace("{heads}", heads)),
        takes_an=_compile(table.pattern("takes_an", optional=True)),
        signed=_compile(table.pattern("signed", optional=True)),
        signed_form=next(iter(table.phrases("signed_form", optional=True)), ""),
        them=re.compile(rf"\b(?:{them})\b" if them else "(?!)", case),
        to_them=to_them,
        conditions=table.phrases("conditions", optional=True),
        reasons=table.phrases("reasons", optional=True),
        forms=_forms(table),
        fallback=None if language == ENGLISH else load_speech(ENGLISH),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _forms(table: WordTable) -> dict[str, str]:
    """What is put around a phrase, by its use; `{}` is the phrase."""
    forms: dict[str, str] = {}
    for entry in table.tables:
        forms.update(entry.get("forms", {}))  # type: ignore[call-overload]  # a table of texts
    return forms
