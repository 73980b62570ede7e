"""Samples of what was not done, and of what only Slack's side says."""

from dataclasses import replace
from datetime import date

from bot.coach.answers import NotDone, RefusalReason, Sentence, SentenceKind
from bot.coach.answers.base import Answer
from bot.domain.ids import DealId, MoveNo
from bot.domain.next_steps import Inquiry
from bot.playground.samples.acme import DEAL, DISCOUNT
from bot.slack.replies import (
    Failed,
    Helped,
    LineTooLong,
    LineUnread,
    OpeningUnread,
    Puzzled,
    RecordedUnshown,
    Turned,
)


def _refusals() -> list[tuple[str, Answer]]:
    refused = NotDone(
        why=RefusalReason.NO_DEAL, deal=DEAL, no=MoveNo(1), move=DISCOUNT, typed="5% off", deals=()
    )
    two = (DEAL, replace(DEAL, id=DealId("d2"), name="Acme pilot"))
    return [
        (
            f"not done: {why}",
            replace(refused, why=why, deals=two if why is RefusalReason.MANY_DEALS else ()),
        )
        for why in RefusalReason
    ] + [
        ("not done, nothing known", NotDone(why=RefusalReason.NO_MOVE)),
        ("line too long", LineTooLong(count=2431, parts=("5% off and", "much more"))),
        ("message too long", LineTooLong(count=2431)),
        (
            "line_unread",
            LineUnread(
                hint="A number alone does not say what moves.",
                example="/concede 5% discount cost 12k for 24-month term",
                typed="12k",
            ),
        ),
        ("puzzled", Puzzled(command="deal", typed="opne Acme", example="/deal log")),
        ("opening unread, side", OpeningUnread(missing="side", typed="Acme")),
        ("opening unread, name", OpeningUnread(missing="name", typed="")),
        (
            "turned away",
            Turned(
                sentence="Only full members of this workspace can use Giveget. Nothing was changed."
            ),
        ),
        ("failed", Failed(reference="k7f3q2", typed="5% off")),
        (
            "failed, the disk is full",
            Failed(reference="k7f3q2", typed="5% off", is_database_unusable=True),
        ),
        ("recorded, but not shown", RecordedUnshown(reference="k7f3q2")),
    ]


def _slack() -> list[tuple[str, Answer]]:
    by = date(2026, 11, 30)
    sentences = [
        Sentence(
            kind=kind,
            give="5% off",
            get="24-month term",
            reason="they commit volume",
            inquiry=Inquiry.HOW_MUCH,
            need="20 more seats",
            by=by,
        )
        for kind in SentenceKind
    ]
    helped = [
        Helped(command=name)
        for name in ("concede", "ask", "got", "offer", "deal", "coach", "giveget")
    ]
    return [(f"help: {one.command}", one) for one in helped] + [
        (f"sentence: {one.kind}", one) for one in sentences
    ]


SAMPLES = [*_refusals(), *_slack()]
