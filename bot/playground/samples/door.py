"""Samples of what is answered to plain sentences."""

from dataclasses import replace

from bot.coach.answers import Doubt
from bot.coach.answers.base import Answer
from bot.coach.answers.door import (
    AlsoMeant,
    EvidenceShown,
    FairnessAsked,
    GiveWeighed,
    HelpGiven,
    HelpSubject,
    LabelMeant,
    LedgerAnswered,
    LedgerQuestion,
    MoodHeard,
    OwnWishTold,
    PartToldOfAsk,
    ReplyToAskTold,
    ReplyTold,
    SentenceUnclear,
    TheirAskTold,
    TheirOfferTold,
)
from bot.domain.ledger import Ledger
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import State
from bot.language.questions import CARD, Topic
from bot.language.told_moods import ToldMood
from bot.playground.samples.acme import (
    CALL,
    DEAL,
    DISCOUNT,
    NET_60,
    PROPOSALS,
    TERM,
    THEIR_ASK,
    TODAY,
    sample_row,
)
from bot.playground.samples.gives import sample_checked
from bot.playground.samples.ladder import OFFER, PICTURE
from bot.playground.samples.plans import THEIRS
from bot.playground.samples.tactics import FOUND, SALAMI

EMPTY = compute_picture(Ledger(), DEAL, TODAY)
ALL_TOPICS = tuple(LabelMeant(topic=topic.value) for topic in Topic if topic is not Topic.UNCLEAR)


def _replies() -> list[tuple[str, Answer]]:
    waits = replace(NET_60, state=State.CONDITIONAL, condition="they sign")
    told = ReplyToAskTold(
        deal=DEAL,
        typed="they agreed to the two years",
        line="l1",
        reply=ReplyTold.GRANTED,
        asks=(TERM,),
        is_named=True,
    )
    return [
        (
            "a wish of ours",
            OwnWishTold(deal=DEAL, typed="we want photos", thing="photos", line="l2"),
        ),
        (
            "a wish of ours that is asked for already",
            OwnWishTold(deal=DEAL, typed="we want 24 months", thing="24 months", known=TERM),
        ),
        ("reply told, a yes", told),
        ("reply told, a part", replace(told, reply=ReplyTold.PARTLY)),
        ("reply told, a no", replace(told, reply=ReplyTold.DECLINED)),
        (
            "a part of an ask, told as a figure",
            PartToldOfAsk(
                deal=DEAL,
                typed="they can do 18",
                ask=TERM,
                part="18-month term",
                line="l5",
                offer_line="l6",
            ),
        ),
        ("reply told, which ask", replace(told, asks=(TERM, CALL), is_named=False)),
        (
            "reply told, a part of which ask",
            replace(told, is_named=False, reply=ReplyTold.PARTLY),
        ),
        ("reply told, a no to which", replace(told, is_named=False, reply=ReplyTold.DECLINED)),
        (
            "reply told, an offer, a condition or an ask",
            replace(told, asks=(TERM,), is_named=False, offers=(OFFER,), gives=(waits,)),
        ),
        ("reply told, no ask is open", replace(told, asks=(), is_named=False)),
    ]


def _answers_from_ledger() -> list[tuple[str, Answer]]:
    given = LedgerAnswered(
        deal=DEAL,
        question=LedgerQuestion.GIVEN,
        today=TODAY,
        picture=PICTURE,
        rows=(sample_row(DISCOUNT, age=11),),
    )
    none = replace(given, rows=(), picture=EMPTY)
    answers = [("ledger answered, given", given), ("ledger answered, nothing given", none)]
    for name, move in (
        ("we gave", DISCOUNT),
        ("they gave", CALL),
        ("we asked", TERM),
        ("they asked", THEIR_ASK),
    ):
        last = replace(given, question=LedgerQuestion.LAST_MOVE, rows=(sample_row(move),))
        answers.append((f"ledger answered, last: {name}", last))
    questions = (LedgerQuestion.LAST_MOVE, LedgerQuestion.GOT, LedgerQuestion.ASKED)
    answers += [(f"ledger answered, {q}: none", replace(none, question=q)) for q in questions]
    got = replace(given, question=LedgerQuestion.GOT, rows=(sample_row(CALL),))
    asked = replace(
        given, question=LedgerQuestion.ASKED, rows=(sample_row(TERM), sample_row(THEIR_ASK))
    )
    back = replace(got, question=LedgerQuestion.GOT_FOR, about=DISCOUNT)
    return [
        *answers,
        ("ledger answered, got", got),
        ("ledger answered, asked", asked),
        ("ledger answered, what came back", back),
        ("ledger answered, nothing came back", replace(back, rows=())),
    ]


def _gives_weighed() -> list[tuple[str, Answer]]:
    weighed = GiveWeighed(
        deal=DEAL,
        picture=PICTURE,
        what="net 60",
        line="l1",
        check=sample_checked(replace(NET_60, state=State.DRAFT), Doubt.UNANSWERED),
        open_give=DISCOUNT,
        proposals=PROPOSALS,
    )
    return [
        ("give weighed", weighed),
        ("give weighed, nothing is open", replace(weighed, open_give=None)),
        (
            "give weighed, no cost",
            replace(
                weighed,
                check=sample_checked(
                    replace(NET_60, state=State.DRAFT, cost=None), Doubt.UNANSWERED
                ),
                open_give=None,
                picture=EMPTY,
            ),
        ),
        (
            "give weighed, nothing named",
            replace(weighed, what="", check=None, open_give=None, picture=EMPTY, proposals=()),
        ),
    ]


def _moods() -> list[tuple[str, Answer]]:
    return [
        (
            f"mood heard, {mood}",
            MoodHeard(
                deal=DEAL,
                mood=mood,
                typed="they seem really happy",
                line="l1",
                open_give=DISCOUNT if mood is ToldMood.PLEASED else None,
            ),
        )
        for mood in ToldMood
    ]


def _unclear() -> list[tuple[str, Answer]]:
    unclear = SentenceUnclear(
        deal=DEAL,
        typed="hm",
        line="l1",
        nearby=(*ALL_TOPICS[:2], LabelMeant(topic=f"{CARD}salami", card=SALAMI)),
    )
    three = [
        (f"sentence unclear, {at}", replace(unclear, nearby=ALL_TOPICS[at : at + 3]))
        for at in range(2, len(ALL_TOPICS), 3)
    ]
    return [("sentence unclear", unclear), *three]


SAMPLES: list[tuple[str, Answer]] = [
    *_unclear(),
    *_moods(),
    ("also meant", AlsoMeant(deal=DEAL, meant=ALL_TOPICS[0], line="l1")),
    (
        "also meant, a card",
        AlsoMeant(deal=DEAL, meant=LabelMeant(topic=f"{CARD}salami", card=SALAMI), line="l1"),
    ),
    ("their ask told", TheirAskTold(deal=DEAL, typed="they push us on the date", line="l1")),
    (
        "their ask told, while a give is open",
        TheirAskTold(deal=DEAL, typed="they push us on the date", line="l1", open_give=DISCOUNT),
    ),
    ("their offer told", TheirOfferTold(deal=DEAL, typed="they came down to 210k", line="l1")),
    (
        "their offer told, with theirs",
        TheirOfferTold(deal=DEAL, typed="they came down to 210k", line="l1", theirs=THEIRS),
    ),
    (
        "their offer told, with ours",
        TheirOfferTold(deal=DEAL, typed="they came down to 210k", line="l1", ours=THEIRS),
    ),
    (
        "their offer told, with both",
        TheirOfferTold(deal=DEAL, typed="they are at 210k", line="l1", theirs=THEIRS, ours=THEIRS),
    ),
    *_replies(),
    *_gives_weighed(),
    *_answers_from_ledger(),
    ("evidence", EvidenceShown(deal=DEAL, findings=(FOUND,))),
    ("fairness asked", FairnessAsked(deal=DEAL)),
    *((f"help: {subject}", HelpGiven(deal=DEAL, subject=subject)) for subject in HelpSubject),
]
