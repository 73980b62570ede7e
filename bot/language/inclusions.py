"""What was asked for as a part of the price (`power included`), where a yes names the thing alone."""

from bot.language.vocabulary import word_table

_INCLUDED = word_table("inclusions").words("included")


def restore_included(got: str, asked: str) -> str:
    """What they agreed to, in the words of the ask where a yes left out that it is included: `power` that answers
    `power included`; else as it was typed."""
    whole, part = asked.casefold(), got.casefold()
    if not part or not whole.startswith(f"{part} "):
        return got
    rest = whole[len(part) :].split()
    return asked if all(word.strip(".,") in _INCLUDED for word in rest) else got
