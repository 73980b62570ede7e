"""Puts what people typed into sentences to the other side, in each language.

A phrase is read before it is put anywhere (`read_phrase`): it names a thing, says what somebody does, or is unclear.
The functions of `Speech` give the forms that the templates of sentences need, and nothing where a phrase is unclear; a
template asks `clear` first and then says nothing at all. Words and forms are in `words/speech`; conditions and reasons
in the table `[speech]` of a language's word file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from bot.domain.tradeables import ReadyPhrase
from bot.language.figures import read_figure_at_end
from bot.language.languages import ENGLISH, language_of
from bot.language.patterns import compile_late
from bot.language.speaking.conditions import is_sayable_condition, is_sayable_reason
from bot.language.speaking.english import read_english
from bot.language.speaking.english_tidying import is_not_english, tidy_english_clause
from bot.language.speaking.german import read_german
from bot.language.speaking.german_tidying import is_not_german, tidy_german_clause
from bot.language.speaking.levels import find_further_level, shares_thing
from bot.language.speaking.lexicon import load_increase, load_remarks, load_texts, load_words
from bot.language.speaking.phrase import UNCLEAR, Phrase, PhraseKind
from bot.language.speaking.their_deeds import find_their_deed, thank_for_deed
from bot.language.vocabulary import WordTable, load_languages

READERS: dict[str, Callable[[str], Phrase]] = {"en": read_english, "de": read_german}
"""A language without a reader has no sentences but those whose phrases were written for them."""


TIDIERS: dict[str, Callable[[str], str]] = {"en": tidy_english_clause, "de": tidy_german_clause}
"""How a condition or a reason is written in a sentence, where somebody typed it in a hurry."""


FOREIGN: dict[str, Callable[[str], bool]] = {"en": is_not_english, "de": is_not_german}


_BARE_QUANTITY = re.compile(r"\d[\d.,]* [^\W\d]\w+")
"""`25 stores`, `45 days`: agreed to as they are named, since nobody knows *the 45 days*."""


_BEFORE_HEAD = 4
"""Within so many words a thing has its head: `a fixed weekly order`."""


MOST_BEFORE_FOR = 5
"""Words of a sentence behind which a *for* is heard rightly: `We can do 10% off`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The phrases of one language. Its methods are functions of the templates."""

    language: str
    shortened: tuple[tuple[re.Pattern[str], str], ...]
    """Conditions without somebody who does it, and how they are said: `signed by 30 Nov`, `you sign by 30 Nov`."""
    them: re.Pattern[str]
    to_them: dict[str, str]
    of_things: re.Pattern[str]
    """Ends with a word like one of those that is said of things: `they collect them`."""
    conditions: tuple[str, ...]
    reasons: tuple[str, ...]
    forms: dict[str, str]
    fallback: "Speech | None"
    """English, for what people who read another language type in English."""

    def read(self, what: str) -> Phrase:
        """The phrase with its words as they are said to the other side."""
        return _read_to_them(self, what)

    def clear(self, *phrases: str) -> bool:
        """Whether each of these can be put into a sentence; one that is empty can."""
        return all(not what or self.read(what).kind is not PhraseKind.UNCLEAR for what in phrases)

    def speaks(self, text: str) -> bool:
        """Whether the text is in this language, as far as its small words tell."""
        if isinstance(text, ReadyPhrase):
            return text.language == self.language
        return self.language not in FOREIGN or not FOREIGN[self.language](text)

    def is_clause(self, what: str) -> bool:
        """Whether what comes from the other side is said as what they do."""
        phrase = self.read(what)
        return phrase.kind is PhraseKind.CLAUSE or bool(phrase.theirs)

    def happens_by_day(self, what: str) -> bool:
        """Whether the day of what they are asked for is the day on which it is done: `a case study`, `send the
        drawings`, and not a day for their answer as with `a 24-month term`, which is agreed to."""
        phrase = self.read(what)
        if phrase.kind is PhraseKind.CLAUSE or phrase.theirs:
            return True
        if phrase.is_term or phrase.is_figure or phrase.is_topic:
            return False
        agreed = tuple(load_words(self.language, "words", "agreed_to"))
        return not any(word.strip(".,").casefold().endswith(agreed) for word in phrase.bare.split())

    def is_our_deed(self, what: str) -> bool:
        """Whether a give of ours says what we do, rather than names a thing."""
        return self.read(what).kind is PhraseKind.CLAUSE

    def bare(self, what: str) -> str:
        """A thing as it is first named: `a reference call`."""
        phrase = self.read(what)
        return self._form("topic_need", phrase.bare) if phrase.is_topic else phrase.bare

    def deed(self, what: str) -> str:
        """What somebody does, behind a helping verb: `waive the fee`."""
        phrase = self.read(what)
        return phrase.deed or phrase.theirs

    def naming(self, what: str) -> str:
        """What a talk is about: `a reference call`, `waiving the fee`."""
        phrase = self.read(what)
        return phrase.naming or self.bare(what)

    def do(self, what: str) -> str:
        """After *we can*: `waive the fee`, `do 8% off`, `offer a reference call`."""
        phrase = self.read(what)
        if phrase.kind is not PhraseKind.NOUN:
            return phrase.deed
        if phrase.is_topic:
            return self._form("topic_offer", phrase.bare)
        if self._is_shown(phrase):
            return self._form("show", phrase.bare)
        if self._is_time_alone(phrase):
            return self._form("do_time", phrase.bare)
        last = phrase.bare.split()[-1] if phrase.bare else ""
        if last in load_words(self.language, "words", "borne"):
            return self._form("bear", self.the(what))
        return self._form("do" if phrase.is_figure else "offer", phrase.bare)

    def done(self, what: str) -> str:
        """After *we have*: `waived the fee`, `given you 8% off`."""
        phrase = self.read(what)
        if phrase.kind is not PhraseKind.NOUN:
            return phrase.done
        if phrase.is_topic:
            return ""
        if self._is_time_alone(phrase):
            return self._form("done_time", phrase.bare)
        is_agreed = phrase.is_term and not phrase.is_figure
        return self._form("agreed" if is_agreed else "given", phrase.bare)

    def _is_shown(self, phrase: Phrase) -> bool:
        """Something of theirs that we show rather than offer: `your logo on our page`."""
        pattern = self.forms.get("shown", "")
        return bool(pattern) and re.match(pattern, phrase.bare) is not None

    def _is_time_alone(self, phrase: Phrase) -> bool:
        """`8 years`, of whatever: one commits to it rather than offers it."""
        pattern = self.forms.get("time_alone", "")
        return bool(pattern) and re.fullmatch(pattern, phrase.bare) is not None

    def need(self, what: str) -> str:
        """After *we need*: `a 24-month term`, `20 more seats`, `you to sign for 24 months`."""
        deed = self.deed(what)
        return self._form("need_deed", deed) if deed else self.bare(what)

    def return_for(self, what: str, give: str = "") -> str:
        """What we give something for: `for a 24-month term`, `if you sign for 24 months`. Behind a `give` of many words
        `if we get a 24-month term`: a *for* there could belong to its last words."""
        phrase, deed = self.read(what), self.deed(what)
        if deed:
            return self._form("return_deed", deed)
        if len(give.split()) > MOST_BEFORE_FOR and phrase.bare and "return_long" in self.forms:
            return self._form("return_long", self.bare(what))
        return self._form("return", self.bare(what)) if phrase.bare else ""

    def thanks(self, what: str, *, has_come: bool = False) -> str:
        """Behind *thank you*: ` for agreeing to the reference call`, ` for waiving the fee`; ` for the reference call`
        where it `has_come`."""
        phrase = self.read(what)
        if phrase.thanks:
            return self._form("thanks_deed", phrase.thanks)
        if phrase.is_topic:
            return self._form("topic_thanks", phrase.bare)
        if has_come or self._is_done_at_once(phrase.bare):
            return self._form("thanks_come", phrase.definite)
        if not phrase.definite:
            return ""
        is_bare = phrase.is_term or _BARE_QUANTITY.fullmatch(phrase.bare) is not None
        agreed = (
            phrase.bare if is_bare or self._is_without_article(phrase.bare) else phrase.definite
        )
        return self._form("thanks_agreed", agreed)

    def _is_without_article(self, thing: str) -> bool:
        """Whether one agrees to a thing as it was first named: to `free storage`, but to `the reference call`."""
        articles, words = self.forms.get("articles", "").split(), thing.split()
        is_plain_plural = len(words) == 1 and thing.endswith("s")
        return bool(articles) and words[0] not in articles and not is_plain_plural

    def _is_done_at_once(self, thing: str) -> bool:
        """Whether who says yes to this has done it: an order is placed rather than agreed to."""
        done = load_words(self.language, "words", "done_at_once")
        return any(word.casefold() in done for word in thing.split()[:_BEFORE_HEAD])

    def the(self, what: str) -> str:
        """Something known: `the reference call`, `waiving the fee`."""
        phrase = self.read(what)
        return phrase.naming or phrase.definite

    def further(self, came: str, wanted: str) -> str:
        """The level of what was wanted where less of the same came: `24 months` for `12 months` of `a 24-month term`;
        empty where the two have no levels of one unit."""
        units, words = self.forms.get("level_units", ""), self.forms.get("not_counted", "")
        return find_further_level(self._wording(came), self._wording(wanted), units, words)

    def is_of_one_thing(self, came: str, wanted: str) -> bool:
        """Whether what came is of the thing that was wanted, such as a shorter contract of a longer one."""
        return shares_thing(self._wording(came), self._wording(wanted))

    def _wording(self, what: str) -> str:
        phrase = self.read(what)
        return phrase.bare or phrase.deed

    def listed(self, what: str) -> str:
        """What was typed as a line of a list that is sent, without what is meant for us alone; empty where nothing of
        it may be said."""
        found = read_figure_at_end(what, self.language)
        text = what if found is None else found.rest
        if self.language not in READERS or load_increase(self.language).fullmatch(what):
            return self.said(text)
        remarks = load_remarks(self.language)
        return "" if remarks.not_listed.search(text) else self.said(remarks.cut(text))

    def can_say_condition(self, condition: str) -> bool:
        """Whether a condition can be put behind an *if* to the other side; one that is empty can."""
        return not condition or is_sayable_condition(self.as_condition(condition), self.language)

    def can_say_reason(self, reason: str) -> bool:
        """Whether a reason can be told to the other side. It may always be left out."""
        return bool(reason) and is_sayable_reason(self.as_reason(reason), self.language)

    def if_(self, condition: str) -> str:
        """A condition with its word: `if signed by 30 Nov`, `unless the board says no`, `but only while it is open`."""
        limits = self.forms.get("limits", "")
        if limits and condition.lower().startswith(limits):
            return self._form("limit", condition)
        if condition.lower().startswith(self.conditions):
            return condition
        return self._form("if", condition)

    def because(self, reason: str) -> str:
        """A reason with its word."""
        if self.reasons and reason.lower().startswith(self.reasons):
            return reason
        return self._form("because", reason)

    def _tidy(self, clause: str) -> str:
        tidy = TIDIERS.get(self.language)
        return tidy(clause) if tidy is not None else clause

    def as_condition(self, condition: str) -> str:
        """A condition as it is said to them: `signed by 30 Nov` is `you sign by 30 Nov`."""
        whole = condition
        for pattern, form in self.shortened:
            whole = pattern.sub(form, whole)
        if whole == condition and self.fallback is not None:
            whole = self.fallback.as_condition(condition)
        return self._tidy(self.said(whole))

    def as_reason(self, reason: str) -> str:
        """A reason as it is said to them."""
        return self._tidy(self.said(reason))

    def said(self, text: str) -> str:
        """What was typed about them, as it is said to them."""
        to_them = self.them.sub(self._turn, text)
        if to_them == text and self.fallback is not None:
            return self.fallback.said(text)
        return to_them

    def _turn(self, found: re.Match[str]) -> str:
        if self.of_things.search(found.string[: found.end()]):
            return found[0]
        return (
            self.to_them[found[0]] if found[0] in self.to_them else self.to_them[found[0].lower()]
        )

    def _form(self, name: str, what: str) -> str:
        return self.forms[name].replace("{}", what) if name in self.forms else what


def read_phrase(what: str, locale: str) -> Phrase:
    """What a sentence in the language of this locale can do with a phrase: it names a thing, it says what somebody
    does, or it is unclear and belongs in no sentence."""
    return load_speech(language_of(locale)).read(what)


@lru_cache(maxsize=1024)
def _read_typed(what: str, language: str) -> Phrase:
    """The phrase, with what the other side does where it comes from them."""
    return _add_their_deed(_read_phrase_typed(what, language), language)


def _read_phrase_typed(what: str, language: str) -> Phrase:
    reader = READERS.get(language)
    if reader is None:
        return UNCLEAR
    # an amount at the end may be what it costs us: `2 free seats 3k`
    found = read_figure_at_end(what, language)
    if found is None:
        return reader(what)
    # `relocation 6k`: without its sum it would be promised without a limit
    last = found.rest.split()[-1].casefold() if found.rest.split() else ""
    has_figure = any(map(str.isdigit, found.rest))
    if last in load_words(language, "words", "sums") and not has_figure:
        return UNCLEAR
    return reader(found.rest)


def _read_to_them(speech: Speech, what: str) -> Phrase:
    if isinstance(what, ReadyPhrase):
        if what.language != speech.language:
            return UNCLEAR
        text = str(what)
        return Phrase(kind=PhraseKind.NOUN, bare=text, definite=text)
    phrase = _read_typed(what, speech.language)
    if phrase.kind is PhraseKind.UNCLEAR:
        return phrase
    return replace(
        phrase,
        theirs=speech.said(phrase.theirs),
        thanks=speech.said(phrase.thanks),
        bare=speech.said(phrase.bare),
        definite=speech.said(phrase.definite),
        deed=speech.said(phrase.deed),
        naming=speech.said(phrase.naming),
        done=speech.said(phrase.done),
    )


def _add_their_deed(phrase: Phrase, language: str) -> Phrase:
    """The phrase with what the other side does, and is thanked for, where it comes from them."""
    if phrase.kind is PhraseKind.CLAUSE:
        return replace(phrase, thanks=thank_for_deed(phrase.deed, phrase.naming, language))
    theirs = find_their_deed(phrase.bare, language) if phrase.bare else None
    if theirs is None:
        return phrase
    return replace(phrase, theirs=theirs.deed, thanks=theirs.thanks)


@cache
def load_speech(language: str) -> Speech:
    """The phrases of a language; English ones where it has no word file."""
    words = load_languages().get(language) or load_languages()[ENGLISH]
    table = WordTable("speech", (words["speech"],) if "speech" in words else ())
    to_them = table.meanings("to_them", optional=True)
    # The longest first: "they'll" before "they".
    them = "|".join(sorted(map(re.escape, to_them), key=len, reverse=True))
    case = re.NOFLAG if table.flag("case_matters") else re.IGNORECASE
    return Speech(
        language=language,
        shortened=tuple(
            zip(
                map(_compile, table.phrases("shortened", optional=True)),
                table.phrases("shortened_said", optional=True),
                strict=True,
            )
        ),
        them=re.compile(rf"\b(?:{them})\b" if them else "(?!)", case),
        to_them=to_them,
        of_things=_compile(table.pattern("of_things", optional=True)),
        conditions=table.phrases("conditions", optional=True),
        reasons=table.phrases("reasons", optional=True),
        forms=load_texts(language if language in READERS else ENGLISH, "forms"),
        fallback=None if language == ENGLISH else load_speech(ENGLISH),
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return compile_late(pattern, re.IGNORECASE)
