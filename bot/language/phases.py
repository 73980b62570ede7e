"""The phases of a deal as people type them."""

from bot.domain.phases import Phase
from bot.language.vocabulary import word_table

_NAMES = {phase.value: phase for phase in Phase} | {
    name: Phase(value) for name, value in word_table("phases").meanings("named").items()
}


def read_phase(text: str) -> Phase | None:
    """The phase of that name, in any case and language; None where it names none."""
    return _NAMES.get(text.casefold())
