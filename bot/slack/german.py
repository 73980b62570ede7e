"""German: the phrases of `phrases`, under the same names.

The messages are worded so that nothing that people typed has to be inflected.
"""

import re
from datetime import date

from bot.slack import phrases

_MONTHS = ("Jan", "Feb", "März", "Apr", "Mai", "Juni", "Juli", "Aug", "Sep", "Okt", "Nov", "Dez")
_TO_THEM = {
    "sie": "Sie", "ihnen": "Ihnen", "ihr": "Ihr", "ihre": "Ihre", "ihren": "Ihren", "ihrem": "Ihrem", "ihrer": "Ihrer",
    "ihres": "Ihres",
}  # fmt: skip
_THEM = re.compile(r"\b(?:sie|ihnen|ihr(?:e[nmrs]?)?)\b")
_SIGNED = re.compile(r"^(bis .+ )(?:unterschrieben|unterzeichnet)$", re.IGNORECASE)
_ALREADY_IF = (
    "wenn ",
    "falls ",
    "sofern ",
    "sobald ",
    "solange ",
    "vorausgesetzt",
    "es sei denn",
    "unless ",
    "if ",
)


def said(text: str) -> str:
    """What was typed about them, as it is said to them: *sie unterschreiben* becomes *Sie unterschreiben*."""
    to_them = _THEM.sub(
        lambda found: _TO_THEM[found[0]], _SIGNED.sub(r"Sie \1unterschreiben", text)
    )
    return to_them if to_them != text else phrases.said(text)


def if_(condition: str) -> str:
    """A condition with its word: `wenn bis 30. Nov unterschrieben`."""
    return condition if condition.lower().startswith(_ALREADY_IF) else f"wenn {condition}"


def because(reason: str) -> str:
    """A reason with its word: `weil sie Volumen zusagen`, `wegen der Verzögerung`."""
    return (
        reason
        if reason.lower().startswith(("wegen ", "aufgrund ", "weil ", "because "))
        else f"weil {reason}"
    )


def as_said(what: str) -> str:
    """What we give or need, after a colon, where German needs no article and no ending."""
    return said(what)


def signed_by(day: date) -> str:
    """The condition that a deal is signed by a day."""
    return f"bis {day.day}. {_MONTHS[day.month - 1]} unterschrieben"
