"""What a buyer takes more of, said as their order: a seller who says *we would like 20 more seats* sounds as if we were
to get them."""

import re
from functools import cache

from bot.domain.tradeables import ReadyPhrase
from bot.language.languages import language_of
from bot.language.speaking.lexicon import compile_pattern, load_texts, load_words, speech_table
from bot.language.speech import READERS


def speak_as_order(text: str, locale: str) -> str:
    """`20 more seats` as `order for 20 more seats`, *20 Lizenzen mehr* as *Bestellung über 20 weitere Lizenzen*; any
    other wording as it is."""
    language = language_of(locale)
    if language not in READERS or not text or isinstance(text, ReadyPhrase):
        return text
    found = _compile_order(language).fullmatch(text.strip())
    if found is None:
        return text
    forms = load_texts(language, "order_forms")
    more = forms["more"] if found["behind"] else found["more"] or ""
    words = [forms["order"], found["count"], more, found["what"]]
    return " ".join(word for word in words if word)


def asks_for_goods(text: str, locale: str) -> bool:
    """Whether a seller seems to ask for one more of what they sell: `a second garage`; not of what a customer does for
    them: `a second reference call`."""
    language = language_of(locale)
    if language not in READERS or not text or isinstance(text, ReadyPhrase):
        return False
    found = _compile_further(language).match(text.strip())
    if found is None:
        return False
    done = load_words(language, "orders", "done_by_customers")
    return done.isdisjoint(found["what"].casefold().split())


@cache
def _compile_further(language: str) -> re.Pattern[str]:
    return compile_pattern(str(speech_table(language, "orders").tables[0]["further"]))


@cache
def _compile_order(language: str) -> re.Pattern[str]:
    table = speech_table(language, "orders")
    goods, before, behind = (
        "|".join(table.phrases(key)) for key in ("goods", "more_before", "more_behind")
    )
    return re.compile(
        rf"(?P<count>\d[\d.,]*k?) (?:(?P<more>{before}) )?"
        rf"(?P<what>(?:[\w-]+ )?(?:{goods}))(?: (?P<behind>{behind}))?",
        re.IGNORECASE,
    )
