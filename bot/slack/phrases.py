"""Turns what people typed into a part of a sentence to say: `waive the fee` is something we *can waive*, `8% off`
something we *can do*; *they sign* becomes *you sign*. Only words change, nothing is added."""

import re

_DEED = re.compile(
    r"(?:accept|add|allow|approve|bring|buy|commit|confirm|deliver|extend|give|guarantee|include|introduce|join|keep"
    r"|let|make|pay(?! (?:rise|range|band|grade))|postpone|prepay|provide|reduce|refund|remove|renew|replace|send|ship"
    r"|sign|skip|speak|take|throw|waive|write)(?![-\w])",
    re.IGNORECASE,
)
_TO_THEM = {
    "they": "you", "them": "you", "their": "your", "theirs": "yours", "they'll": "you'll", "they're": "you're",
    "they've": "you've", "they'd": "you'd",
}  # fmt: skip
_THEM = re.compile(r"\b(?:they(?:'(?:ll|re|ve|d))?|them|theirs?)\b", re.IGNORECASE)
_ALREADY_IF = ("unless ", "if ", "when ", "once ")


def do(what: str) -> str:
    """After *we can*: `waive the fee`, `do 8% off`."""
    return said(what) if _DEED.match(what) else f"do {said(what)}"


def need(what: str) -> str:
    """After *we need*: `24-month term`, `you to sign for 24 months`."""
    return f"you to {said(what)}" if _DEED.match(what) else said(what)


def if_(condition: str) -> str:
    """A condition with its word: `if you sign by 30 Nov`, `unless the board says no`."""
    return condition if condition.lower().startswith(_ALREADY_IF) else f"if {condition}"


def said(text: str) -> str:
    """What was typed about them, as it is said to them."""
    return _THEM.sub(lambda found: _TO_THEM[found[0].lower()], text)
