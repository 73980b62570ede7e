"""What a draft sentence gives and gets, in its own words, and the same put better: our offer first, tied to the get."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.sentences.heard import GIVES, Act, Heard
from bot.language.sentences.marks import Mark
from bot.language.sentences.saying import Label
from bot.language.sentences.ties import RETURN

GAP = "…"
"""Stands where nothing is known: what to ask for is the person's to say."""

_GOES_ON = frozenset({Mark.IDLE, Mark.NOD})
_CLAUSE_END = re.compile(r"[,;:](?!\d)|\s[-–—(]|[-–—]\s|\s(?:since|because|weil)\s")
_LIGHT = frozenset(
    "give giving up offer offering let letting have get take keep do you with to include including add adding taking"
    " having getting"
    " keeping provide us me consider accept would could can for throw it go going come coming down up".split()
)
"""Verbs and small words that say no more than that something is given or got."""
_PARTICLES = frozenset("in down up off lower higher".split())
_SMALL = frozenset("you us ihnen".split())

_LEADING = re.compile(
    r"^(?:(?:you|ihnen|ihr|uns|us|me|also|even|just|to|with|auch|gern|gerne|of)\b"
    r" ?)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:[ ,]+(?:and|but|then|please|too|though|und|aber|dann|bitte|or|as well|if|geben|anbieten|gewähren|einräumen"
    r"|machen|haben"
    r"|bekommen|erhalten|erlassen|entgegenkommen|überlassen|ok|okay|right|instead))+$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:[ ,]+(?:and|but|then|und|aber|dann|or|as well|if|ok|okay))+$", re.IGNORECASE)
_EDGES = " ,.;:!?"
_I = re.compile(r"\b(?:i|i'll|i'd|i'm|my)\b")
_MAIN = re.compile(r"(?:i|we|you (?!getting|taking|having|keeping)|wir|ich|sie)\b")
_GERMAN = re.compile(r"\b(?:wir|sie|ich|ihnen)\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a sentence gives and gets, and the part that gives, which can stand alone; empty where there is none."""

    give: str
    get: str
    clause: str
    suggestion: str


_NONE = Parts("", "", "", "")


def parts_of(heard: Heard, label: Label, *, explicit: bool) -> Parts:
    """The parts of a sentence with that label, and the sentence put better, where there is anything to put better."""
    if label in (Label.ACCEPT, Label.OTHER) and not any(map(heard.moves, heard.acts)):
        return _NONE
    giving = next((act for act in heard.acts if heard.gives(act)), None)
    getting = next((act for act in heard.acts if heard.gets(act)), None)
    tie = next((act for act in heard.acts if _ties(act)), None) if label is Label.OFFER else None
    give = _thing(heard, giving) if giving else ""
    get = _thing(heard, getting) if getting else ""
    if tie is not None and (
        getting is None or (tie.mark is Mark.IF and tie.start < getting.start <= tie.end + 1)
    ):
        get = _tidy(heard.shown[tie.end : _after(heard, tie)])
    clause = _clause(heard, giving) if giving else ""
    first = (
        tie is not None and tie.mark is Mark.IF and giving is not None and tie.start < giving.start
    )
    if not clause or label not in (Label.GIVE, Label.OFFER) or (explicit and not first):
        return Parts(give, get, clause, "")
    if tie is not None and first:
        condition = heard.shown[tie.start : _after(heard, tie)]
        return Parts(give, get, clause, f"{clause} {_tidy(condition[:1].lower() + condition[1:])}.")
    return Parts(give, get, clause, _tied(heard, clause, get))


def _ties(act: Act) -> bool:
    return act.mark in (Mark.IF, Mark.EXCHANGE) or (
        act.mark is Mark.FOR and bool(RETURN.match(act.about))
    )


def _tied(heard: Heard, clause: str, get: str) -> str:
    """The part that gives, tied to what we get, or to a gap."""
    if _GERMAN.search(heard.low):
        return f"{clause}, wenn wir dafür bekommen: {get or GAP}."
    who = "I" if _I.search(heard.low) else "we"
    return f"{clause} if {who} get {get}." if get else f"{clause} if {who} get {GAP} in return."


def _clause(heard: Heard, act: Act) -> str:
    if not _MAIN.match(heard.low, act.start) or act.mark not in GIVES | {Mark.WANT}:
        return ""
    words = _AND.sub("", heard.shown[act.start : _end(heard, act)].strip(_EDGES)).strip(_EDGES)
    return words[:1].upper() + words[1:]


def _after(heard: Heard, tie: Act) -> int:
    """Where a condition ends: before the part that gives, or with its sentence."""
    later = (
        act.start
        for act in heard.acts
        if act.start > tie.start and (heard.gives(act) or act.mark in _SENTENCE_ENDS)
    )
    return next(later, len(heard.shown))


_SENTENCE_ENDS = frozenset({Mark.STOP, Mark.QUESTION, Mark.BUT})


def _thing(heard: Heard, act: Act) -> str:
    """What an act is about, with its verb where that says more than giving or getting."""
    if act.priced and heard.price is not None:
        return heard.shown[heard.price.start : heard.price.end].strip()
    if act.mark is Mark.CLAIM:
        return _tidy(heard.shown[act.start : _end(heard, act)])
    words = _tidy(_LEADING.sub("", heard.shown[act.end : _end(heard, act)].strip(" ,")))
    verb = (
        _verb(heard.shown[act.start : act.end])
        if act.mark in (Mark.HAND, Mark.REQUEST, Mark.LOWER)
        else ""
    )
    return f"{verb} {words}".strip() if verb else words


def _verb(marked: str) -> str:
    words = [word for word in marked.lower().split() if word not in _SMALL]
    last = words[-2:] if words[-1] in _PARTICLES and len(words) > 1 else words[-1:]
    plain = last[0] in _LIGHT or last[0] in _GERMAN_LIGHT or "'" in last[0] or len(words) == 1
    return "" if plain else " ".join(last)


_GERMAN_LIGHT = frozenset(
    "können würden geben bieten gewähren haben sie uns gern gerne auch noch wir ich bitte dann bereit".split()
)


def _end(heard: Heard, act: Act) -> int:
    """Where what an act is about ends: where something else begins, or at the end of its clause."""
    rest = heard.acts[heard.acts.index(act) + 1 :]
    until = next(
        (a.start for i, a in enumerate(rest) if _begins(heard, a, rest[i + 1 : i + 2])),
        len(heard.shown),
    )
    cut = _CLAUSE_END.search(heard.shown, act.end + 1, until)
    return cut.start() if cut else until


def _begins(heard: Heard, act: Act, after: Sequence[Act]) -> bool:
    """Whether something else begins with a mark: another act, or `and` right before one."""
    if act.mark is Mark.AND:
        return not act.about and any(heard.moves(other) for other in after)
    if act.mark is Mark.FOR:
        return bool(RETURN.match(act.about))
    return act.mark not in _GOES_ON


def _tidy(words: str) -> str:
    return _TRAILING.sub("", words.strip(_EDGES)).strip(_EDGES)
