"""One thing in the forms that an English sentence needs."""

from dataclasses import dataclass

from bot.language.speaking.english_nouns import NounNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenThing:
    """One thing in the forms of a sentence."""

    bare: str
    definite: str
    number: NounNumber
    is_counted: bool = False
    """A number leads it, or a word such as `our`: it takes no other article."""


def build_plain_thing(text: str) -> SpokenThing:
    return SpokenThing(bare=text, definite=text, number=NounNumber.MASS)
