"""Samples of answers to lines beside moves."""

from dataclasses import replace

from bot.coach.answers.asides import FoundPart, MessageRead, NotRecorded, NotUsed
from bot.coach.answers.base import Answer
from bot.language.hints import HintReason
from bot.language.lines import Command, MessagePart, MessagePartKind, NotAMoveKind
from bot.playground.samples.briefs import ASK, NET_60
from bot.playground.samples.imports import GIVE
from bot.playground.samples.links import RENEWAL

LINE = "3f0c"


def _not_recorded(
    kind: NotAMoveKind, typed: str, command: Command = Command.CONCEDE
) -> NotRecorded:
    return NotRecorded(
        deal=RENEWAL,
        kind=kind,
        hint=HintReason[kind.name].value,
        command=command,
        typed=typed,
        line=LINE,
    )


REFUSAL = _not_recorded(NotAMoveKind.REFUSAL, "no way, not with our budget", Command.GOT)
TAKEN_BACK = _not_recorded(NotAMoveKind.TAKEN_BACK, "took back the 5%")
LIMIT = replace(_not_recorded(NotAMoveKind.LIMIT, "never below 90k"), line="", limit_line=LINE)
OFFER = _not_recorded(NotAMoveKind.OFFER, "counteroffer 88k", Command.GOT)
PARTS = (
    (MessagePartKind.THEIR_ASK, "a further 3% on the license"),
    (MessagePartKind.THEIR_OFFER, "a 3 year term"),
    (MessagePartKind.OUR_PROMISE, "waive the setup fee"),
    (MessagePartKind.DAY, "Please let me know by Friday"),
)

SAMPLES: list[tuple[str, Answer]] = [
    ("not recorded, a mood", _not_recorded(NotAMoveKind.MOOD, "lukewarm response", Command.GOT)),
    ("not recorded, a limit", LIMIT),
    (
        "not recorded, a target told to the coach",
        replace(LIMIT, command=None, is_target=True, typed="our target is 250k"),
    ),
    ("not recorded, a plan", _not_recorded(NotAMoveKind.PLAN, "may give 5% later")),
    ("not recorded, a maybe", _not_recorded(NotAMoveKind.MAYBE, "might do 24 months", Command.GOT)),
    ("not recorded, a refusal", replace(REFUSAL, moves=(ASK,))),
    (
        "not recorded, a reminder",
        _not_recorded(NotAMoveKind.REMINDER, "remember to send the NDA", Command.ASK),
    ),
    ("not recorded, an offer", replace(OFFER, their_offer="a1", our_offer="b2")),
    ("not recorded, taken back", replace(TAKEN_BACK, moves=(GIVE, NET_60))),
    ("not recorded, a verb of the ledger", _not_recorded(NotAMoveKind.LEDGER, "edit")),
    (
        "message read",
        MessageRead(
            deal=RENEWAL,
            parts=tuple(
                FoundPart(part=MessagePart(kind=kind, what=what), line=f"{LINE}{place}")
                for place, (kind, what) in enumerate(PARTS)
            ),
        ),
    ),
    ("message read, nothing found", MessageRead(deal=RENEWAL, parts=())),
    ("words not used", NotUsed(deal=RENEWAL, words="but not on services", line=LINE)),
    ("words not used, without a note", NotUsed(deal=RENEWAL, words="which they barely use")),
]
