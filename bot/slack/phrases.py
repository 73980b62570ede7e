"""Turns what people typed into a part of a sentence to say: `waive the fee` is something we *can waive*, `8% off`
something we *can do*; *they sign* becomes *you sign*. Only words change, nothing is added."""

import re
from datetime import date

_DEED = re.compile(
    r"(?:accept|add|allow|approve|bring|buy|commit|confirm|deliver|extend|give|guarantee|include|introduce|join|keep"
    r"|let|make|pay(?! (?:rise|range|band|grade))|postpone|prepay|provide|reduce|refund|remove|renew|replace|send|ship"
    r"|sign|skip|speak|take|throw|waive|write)(?![-\w])",
    re.IGNORECASE,
)
_HEADS = (
    "badge|call|clause|commitment|contract|deadline|deposit|extension|forecast|introduction|intro|letter|logo|meeting|pilot"
    "|quote|reference|referral|report|review|signature|study|term|testimonial|visit|workshop"
)
_END = r"(?=$| (?:at|by|for|from|in|of|on|to|with|until|before)\b)"
_ONE_OF_A_LENGTH = re.compile(rf"\d+-[a-z]+ (?:[a-z]+ )?(?:{_HEADS}){_END}", re.IGNORECASE)
_ONE_THING = re.compile(
    rf"(?!(?:a|an|the|our|your|their|his|her|my|no|some|any|more|each|every)\b|\d)(?:[a-z-]+ )*(?:{_HEADS}){_END}",
    re.IGNORECASE,
)
_VOWEL = re.compile(r"[aeio]|u(?!s|ni)|8|11\b|18\b", re.IGNORECASE)
_SIGNED = re.compile(r"^signed\b", re.IGNORECASE)
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
    """After *we need*: `a 24-month term`, `20 more seats`, `you to sign for 24 months`."""
    return f"you to {said(what)}" if _DEED.match(what) else _with(_article(what), said(what))


def return_for(what: str) -> str:
    """After what we give: `for a 24-month term`, `if you sign for 24 months`."""
    return f"if you {said(what)}" if _DEED.match(what) else f"for {need(what)}"


def the(what: str) -> str:
    """After *thank you for*: `the reference call`, `20 more seats`."""
    return _with("the" if _article(what) else "", said(what))


def if_(condition: str) -> str:
    """A condition with its word: `if signed by 30 Nov`, `unless the board says no`."""
    return condition if condition.lower().startswith(_ALREADY_IF) else f"if {condition}"


def signed_by(day: date) -> str:
    """The condition that a deal is signed by a day."""
    return f"signed by {day.day} {day:%b}"


def because(reason: str) -> str:
    """A reason with its word."""
    return f"because {reason}"


def said(text: str) -> str:
    """What was typed about them, as it is said to them."""
    return _THEM.sub(lambda found: _TO_THEM[found[0].lower()], _SIGNED.sub("you sign", text))


def _article(what: str) -> str:
    """`a` or `an` where the wording surely names one countable thing and has no article yet, else nothing."""
    if not (_ONE_OF_A_LENGTH.match(what) or _ONE_THING.match(what)):
        return ""
    return "an" if _VOWEL.match(what) else "a"


def _with(article: str, what: str) -> str:
    return f"{article} {what}" if article else what
