"""Reads a draft sentence: what it gives, what it wants, whether the two are tied, or whether it agrees.

The words are scanned for marks from left to right. A give and a get are tied in words where an `if` stands beside one
of them, where they are swapped, or where `but`, `and`, `for` puts one against the other; else they only stand side by
side. Of a price counts which way it moves.
"""

import re
from collections.abc import Sequence

from bot.language.sentences.heard import ENDS, GETS, GIVES, Act, Heard, hear, sentences, tongue_of
from bot.language.sentences.loose import asks_loosely
from bot.language.sentences.marks import Mark, Turn
from bot.language.sentences.prices import BUYER, FIRM, HAGGLERS, Way, proposed
from bot.language.sentences.rewording import parts_of
from bot.language.sentences.saying import Label, Saying
from bot.language.sentences.standing import own_before, wants_less
from bot.language.sentences.ties import is_tied
from bot.language.sentences.weighing import Verdict, weighed

SHORT = 8
"""Words of a nod; what says more is about something else."""

_WE = re.compile(r"(?:i|we|wir|ich)\b")
_LESS = re.compile(r"lower|less|down|higher|more|below|up\b|that low|under")
_TAKES = re.compile(r"(?:'ll|will) (?:take|have)\b")
_AT_ONCE = re.compile(
    r"(?:(?:oh|hm+|well|ah|haha|lol|um|so|then|yay|wow|i|guess|think|no worries|alrighty)[ ,.!]*)*"
)
_DO_THAT = ("do that", " do it")
_WHAT = re.compile(r"\b(?:what|why|how) (?:do|does|about|would|is|are|will)\b")
_MEETS = re.compile(
    r"[.!,] *(?:so )?(?:when|where|what time|what day|what's the address|do you (?:take|accept)"
    r"|(?:can|could|should|may) i (?:come|pick|get|stop|swing|drop|meet))\b[^?]*\?"
)
"""A question about where and when to hand it over."""
_FACT = re.compile(r"(?:so |and )?(?:do|does|did|is|are|was|what|how|why)\b")
_SOUNDS = re.compile(r"sounds?|that|this|it|klingt|das")


def read_sentence(text: str, *, said: Sequence[Turn] = (), role: str = "") -> Saying:
    """What a sentence does. `said` are the turns before it, `role` who speaks: for a `buyer` or a `seller` of one thing
    a bare price is a move."""
    heard = hear(text, said, role)
    label, tied = weighed(by_rules(heard, said), heard, said)
    parts = parts_of(heard, label, explicit=tied)
    return Saying(
        label=label,
        explicit=tied,
        give=parts.give,
        get=parts.get,
        clause=parts.clause,
        suggestion=parts.suggestion,
    )


def by_rules(heard: Heard, said: Sequence[Turn]) -> Verdict:
    """What the marks of a sentence show that it does."""
    return Verdict(Label.OFFER, explicit=True) if is_tied(heard) else Verdict(_label(heard, said))


def _label(heard: Heard, said: Sequence[Turn]) -> Label:
    if _agrees(heard, said):
        return Label.ACCEPT
    if heard.way in (Way.TOWARD, Way.AWAY):
        return Label.GIVE if heard.way is Way.TOWARD else Label.ASK
    if _insists(heard):
        return Label.ASK
    gives = any(heard.gives(act) for act in heard.acts if not _service(heard, act))
    gets = any(heard.gets(act) for act in heard.acts)
    if gives:
        return Label.OFFER if gets else Label.GIVE
    if not gets and not asks_loosely(heard.low, heard.role, said[-1][1].lower() if said else ""):
        return Label.OTHER
    return Label.GIVE if _comes_down(heard, said) else Label.ASK


def _comes_down(heard: Heard, said: Sequence[Turn]) -> bool:
    """Whether it wants less than its speaker wanted before."""
    if heard.role in HAGGLERS or len(said) < 2:
        return False
    before = own_before(said)
    return wants_less(heard.low, before) and not any(
        f.mark in GIVES for f in tongue_of(before).scan(before)
    )


def _service(heard: Heard, act: Act) -> bool:
    """Whether a buyer only says how it will be fetched and paid."""
    return heard.role == BUYER and act.mark is Mark.HAND and not act.priced


def _insists(heard: Heard) -> bool:
    """Whether it refuses unless it gets what it wants, or refuses to move its price."""
    if any(_unless(heard, acts) for acts in heard.sentences()):
        return True
    refused = [
        heard.low[a.start : acts[-1].until]
        for acts in heard.sentences()
        for a in acts
        if a.mark is Mark.REFUSE
    ]
    return heard.role in HAGGLERS and (
        bool(FIRM.search(heard.low)) or any(_LESS.search(words) for words in refused)
    )


def _unless(heard: Heard, acts: Sequence[Act]) -> bool:
    marks = {act.mark for act in acts}
    refuses = any(act.mark is Mark.REFUSE and _WE.match(heard.low, act.start) for act in acts)
    wants = any(heard.gets(act) for act in acts)
    return (refuses and Mark.IF in marks) or (Mark.UNLESS in marks and (refuses or wants))


def _agrees(heard: Heard, said: Sequence[Turn]) -> bool:
    """Whether it takes what is on the table: it says so, and puts nothing else forward after that."""
    marks = [act.mark for act in heard.acts]
    suggests = any(act.mark is Mark.SUGGEST and act.start < act.end for act in heard.acts)
    if heard.way in (Way.TOWARD, Way.AWAY) or suggests or Mark.LOWER in marks:
        return False
    turn = max((i for i, mark in enumerate(marks) if mark in (Mark.BUT, Mark.REFUSE)), default=-1)
    if any(_consents(heard, acts) for acts in sentences(heard.acts[turn + 1 :])):
        return True
    same = heard.way is Way.SAME and not (Mark.QUESTION in marks and _FACT.match(heard.low))
    return turn < 0 and (same or _takes(heard, said) or _nods(heard, said))


def _consents(heard: Heard, acts: Sequence[Act]) -> bool:
    """Whether a sentence agrees. A `deal` after what was just put forward only asks for agreement."""
    moved = next((act.start for act in acts if heard.moves(act)), len(heard.low))
    agrees = [
        a
        for a in acts
        if a.mark is Mark.AGREE and (a.start < moved or not heard.low.startswith("deal", a.start))
    ]
    asks = acts[-1].mark is Mark.QUESTION
    if (
        agrees
        and heard.low.startswith(_DO_THAT, agrees[-1].end - 7)
        and _shares_out(heard, agrees[-1])
    ):
        return False
    return bool(agrees) and not (
        asks and not any(a.mark is Mark.IDLE and a.start > agrees[-1].start for a in acts)
    )


def _shares_out(heard: Heard, after: Act) -> bool:
    """Whether both sides get something new after that."""
    later = [act for act in heard.acts if act.start > after.start]
    return (
        heard.role not in HAGGLERS and any(map(heard.gives, later)) and any(map(heard.gets, later))
    )


def _takes(heard: Heard, said: Sequence[Turn]) -> bool:
    """Whether it takes what they just offered: `ok, I'll take the three`."""
    acts = [act for act in heard.acts if act.mark not in (Mark.AND, Mark.STOP)]
    if len(acts) < 2 or acts[0].mark is not Mark.NOD or not said or not _TAKES.search(heard.low):
        return False
    before = said[-1][1].lower()
    takes = all(a.mark in (Mark.NOD, Mark.WANT) for a in acts) and any(
        a.mark is Mark.WANT for a in acts
    )
    return takes and any(found.mark in GIVES for found in tongue_of(before).scan(before))


def _moves(heard: Heard) -> bool:
    return any(heard.moves(act) and not _service(heard, act) for act in heard.acts)


def _nods(heard: Heard, said: Sequence[Turn]) -> bool:
    """Whether it says no more than `yes` to what was just put forward."""
    marks = [act.mark for act in heard.acts]
    if not marks or marks[0] is not Mark.NOD or _moves(heard):
        return False
    asks = Mark.QUESTION in marks or _WHAT.search(heard.low)
    if asks and not (heard.role in HAGGLERS and _MEETS.search(heard.low)):
        return False
    end = next((act.start for act in heard.acts if act.mark in ENDS), len(heard.low))
    if not _AT_ONCE.fullmatch(heard.low[: heard.acts[0].start]):
        return False
    sounds = any(a.mark is Mark.NOD and _SOUNDS.match(heard.low, a.start) for a in heard.acts[:3])
    return (sounds or len(heard.low[:end].split()) <= SHORT) and _proposed(said, heard.role)


def _proposed(said: Sequence[Turn], role: str) -> bool:
    """Whether the turn before put something forward."""
    if not said:
        return False
    before = said[-1][1].lower()
    if role in HAGGLERS:
        return proposed(before) is not None
    return any(act.mark in GIVES | GETS | {Mark.SUGGEST} for act in hear(before, (), "").acts)
