"""English things with a number before or behind them: `24 months`, `12 month retainer`, `payment 30 days`."""

from bot.language.speaking.english_nouns import NounNumber, is_number, load_nouns, with_article
from bot.language.speaking.english_parts import add_articles_behind
from bot.language.speaking.english_spoken import SpokenThing, build_plain_thing
from bot.language.speaking.english_words import load_small_words

_TO_PREPOSITION = {"payment": "in", "response": "in", "delivery": "in", "response time": "of"}


_CURRENCIES = frozenset(("eur", "usd", "gbp", "chf", "€", "$", "£"))


def attach_time(core: list[str], behind: list[str], unit: str) -> SpokenThing | None:
    """`payment 30 days` is `payment in 30 days`, `warranty 24 months` `24-month warranty`."""
    first, head = behind[0], " ".join(core).lower()
    if _says_when(behind):
        return build_plain_thing(" ".join([*core, *behind]))
    link = next((link for end, link in _TO_PREPOSITION.items() if head.endswith(end)), "")
    if link:
        return build_plain_thing(" ".join([*core, link, *behind]))
    if len(behind) > 2:
        return None
    number = load_nouns().find_number([word.lower() for word in core])
    is_one = number is not NounNumber.MASS
    if is_one and core[-1].lower() not in load_small_words().lasting and not is_number(core[0]):
        # `agronomist 4 days`
        units = unit if first == "1" else f"{unit}s"
        return build_plain_thing(" ".join([*core, "for", first, units]))
    return read_for_time(first, unit, core, [])


def _says_when(behind: list[str]) -> bool:
    """`3 weeks faster` of a delivery, `2 weeks a month` of a shift."""
    if len(behind) == 4:
        return behind[2].lower() in ("a", "per", "every")
    return len(behind) == 3 and behind[2].lower() in load_small_words().behind


def hyphenate_words(words: list[str]) -> list[str]:
    """`24 month term` with the hyphen that it takes before a thing."""
    if len(words) < 3 or not is_number(words[0]) or words[1].lower() not in load_nouns().units:
        return words
    if load_nouns().find_number([words[2].lower()]) is not NounNumber.ONE or words[
        1
    ].lower().endswith("s"):
        return words
    return [f"{words[0]}-{words[1]}", *words[2:]]


def read_counted(core: list[str], behind: list[str]) -> SpokenThing | None:
    """With a number before it: `24 months`, `12 month retainer`, `3% price cut`, `20 more seats`."""
    nouns = load_nouns()
    first, rest = _split_number(core)
    if not rest:
        return _read_number_alone(first, behind)
    # `2 weeks' handover`
    unit = nouns.units.get(rest[0].lower().rstrip("'"))
    if unit is not None and len(rest) > 1 and rest[1].lower() != "of":
        return read_for_time(first, unit, rest[1:], behind)
    number = nouns.find_number([word.lower() for word in rest])
    if number is None:
        return None
    text = " ".join([first, *rest, *add_articles_behind(behind)])
    is_share = not first.replace(".", "").replace(",", "").isdigit() and is_number(first.split()[0])
    if rest[0].lower() in ("more", "less", "fewer"):
        return _read_more(text, is_share=is_share)
    if number is NounNumber.ONE and is_share:
        return SpokenThing(
            bare=with_article(text), definite=f"the {text}", number=number, is_counted=True
        )
    if number is NounNumber.ONE and first not in ("1", "one"):
        last = _make_plural(rest[-1])
        text = " ".join([first, *rest[:-1], last, *add_articles_behind(behind)])
        number = NounNumber.MANY
    definite = f"the {text}" if number is NounNumber.MANY or is_share else text
    return SpokenThing(bare=text, definite=definite, number=number, is_counted=True)


def _split_number(core: list[str]) -> tuple[str, list[str]]:
    """The number with its per cent sign and its currency, and the words behind it."""
    number, rest = core[0], core[1:]
    if rest[:1] == ["%"]:
        number, rest = f"{number}%", rest[1:]
    if rest and rest[0].lower() in _CURRENCIES:
        number, rest = f"{number} {rest[0]}", rest[1:]
    return number, rest


def _read_number_alone(number: str, behind: list[str]) -> SpokenThing | None:
    """`20 of the seats`, `5% off the rent`; nothing where a number says no more than itself."""
    if behind[:1] == ["of"]:
        text = " ".join([number, *behind])
        return SpokenThing(bare=text, definite=text, number=NounNumber.MANY, is_counted=True)
    if not behind or not number.endswith("%"):
        return None
    text = " ".join([number, *add_articles_behind(behind)])
    return SpokenThing(bare=text, definite=text, number=NounNumber.MASS, is_counted=True)


def _read_more(text: str, *, is_share: bool) -> SpokenThing:
    """`20 more seats`, and then `the 20 additional seats`."""
    known = text
    if not is_share and " more " in text:
        known = f"the {text.replace(' more ', ' additional ', 1)}"
    return SpokenThing(bare=text, definite=known, number=NounNumber.MANY, is_counted=True)


def read_for_time(first: str, unit: str, rest: list[str], behind: list[str]) -> SpokenThing | None:
    """`24 month term` is `a 24-month term`, `18 months exclusivity` is `18 months of exclusivity`."""
    number = load_nouns().find_number([word.lower() for word in rest])
    tail = add_articles_behind(behind)
    if rest[0].lower() == "of" or number is None:
        return None
    units = unit if first == "1" else f"{unit}s"
    if rest[-1].lower() == "notice":
        # `1 month's notice`, `3 months' notice`
        owner = f"{unit}'s" if first == "1" else f"{units}'"
        text = " ".join([first, owner, *rest, *tail])
        return SpokenThing(bare=text, definite=text, number=NounNumber.MASS, is_counted=True)
    if number is NounNumber.ONE:
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(
            bare=with_article(text), definite=f"the {text}", number=number, is_counted=True
        )
    if rest[-1].lower() in load_small_words().within_time:
        # `48 h delivery` is no amount of delivery
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(bare=text, definite=f"the {text}", number=number, is_counted=True)
    if number is NounNumber.MANY and rest[-1].lower() not in load_nouns().plural:
        # `24h rush jobs`
        text = " ".join([f"{first}-{unit}", *rest, *tail])
        return SpokenThing(bare=text, definite=f"the {text}", number=number, is_counted=True)
    text = " ".join([first, units, "of", *rest, *tail])
    return SpokenThing(bare=text, definite=f"the {text}", number=NounNumber.MANY, is_counted=True)


def _make_plural(word: str) -> str:
    for plural, single in load_nouns().plural_of.items():
        if single == word.lower():
            return plural
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
