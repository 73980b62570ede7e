"""How the other side is spoken to: *Sie*, *du* or *ihr* in languages that have such forms."""

from collections.abc import Callable

from bot.domain.styles import Address
from bot.language.languages import language_of
from bot.language.speaking.german_address import address_german

READERS: dict[str, Callable[[str, Address | None], str]] = {"de": address_german}
"""A language without a reader speaks to everybody alike."""

TYPED = {
    "sie": Address.FORMAL,
    "formal": Address.FORMAL,
    "formell": Address.FORMAL,
    "siezen": Address.FORMAL,
    "du": Address.ONE,
    "informal": Address.ONE,
    "informell": Address.ONE,
    "duzen": Address.ONE,
    "ihr": Address.SEVERAL,
    "euch": Address.SEVERAL,
}
"""What people type for a form of address."""


def address_text(text: str, address: Address | None, language: str) -> str:
    """A text to the other side with this form of address; empty where it cannot be said with it."""
    reader = READERS.get(language)
    return text if reader is None else reader(text, address)


def has_addresses(locale: str) -> bool:
    """Whether the language of this locale speaks to people in more than one way."""
    return language_of(locale) in READERS
