"""What a buyer takes more of, said as their order: a seller who says *we would like 20 more seats* sounds as if we were
to get them."""

import re
from functools import cache

from bot.domain.tradeables import ReadyPhrase
from bot.language.languages import ENGLISH, language_of
from bot.language.speaking.lexicon import speech_table

_MORE = {ENGLISH: "more|extra|additional|further", "de": "weitere|zusätzliche"}


def speak_as_order(text: str, locale: str) -> str:
    """`20 more seats` as `order for 20 more seats`, *20 Lizenzen mehr* as *Bestellung über 20 weitere Lizenzen*; any
    other wording as it is."""
    language = language_of(locale)
    if language not in _MORE or not text or isinstance(text, ReadyPhrase):
        return text
    found = _compile_order(language).fullmatch(text.strip())
    if found is None:
        return text
    order = str(speech_table(language, "orders").tables[0]["order"])
    more = found["more"] or ""
    if found["behind"]:
        more = str(speech_table(language, "orders").tables[0]["more"])
    words = [order, found["count"], more, found["what"]]
    return " ".join(word for word in words if word)


@cache
def _compile_order(language: str) -> re.Pattern[str]:
    goods = "|".join(speech_table(language, "orders").phrases("goods"))
    return re.compile(
        rf"(?:(?:a |an )?order (?:for|of) |Bestellung (?:über|von) )?(?P<count>\d[\d.,]*k?) "
        rf"(?:(?P<more>{_MORE[language]}) )?(?P<what>(?:[\w-]+ )?(?:{goods}))(?P<behind> mehr| more| extra)?",
        re.IGNORECASE,
    )
