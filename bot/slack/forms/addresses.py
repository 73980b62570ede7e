"""The field for how the other side is spoken to in languages with several forms of address."""

from bot.domain.styles import Address
from bot.slack.forms.fields import ChoiceField, Option, Start
from bot.slack.forms.form import Filled

ADDRESS = ChoiceField(
    name="address",
    label="How are they spoken to in German sentences?",
    options=(
        Option(value=Address.FORMAL, label="Sie", description="Usual in business"),
        Option(value=Address.ONE, label="du", description="One person, such as a candidate"),
        Option(value=Address.SEVERAL, label="ihr", description="A team on first names with us"),
    ),
    optional=True,
)


def address_start(address: Address | None) -> Start:
    """The field with what is set now."""
    return ADDRESS.starts(address)


def read_address(filled: Filled) -> Address | None:
    """What was chosen; None where nothing was, and then it is *Sie*."""
    chosen = filled.get(ADDRESS)
    return Address(chosen) if chosen else None
