"""Samples of cards and playbooks, of being stuck, and of whether the coach suits a deal."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.coach.answers.base import Answer
from bot.coach.answers.tactics import (
    CardSaid,
    CardsFound,
    CardShown,
    CardsListed,
    PlaybookShown,
    PlayStep,
    StuckAdvised,
    StuckAsked,
    SuitabilityJudged,
)
from bot.domain.cards import Card, ResearchFinding
from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.fillings import BlankValues, fill_sentence, parse_sentence
from bot.domain.ids import THEM, DealId, PartyId, PersonId, TeamId
from bot.domain.phases import Phase
from bot.domain.stuck import Happening, Matter
from bot.domain.styles import Unsuited
from bot.domain.worth import Figure
from bot.playground.samples.acme import DISCOUNT

DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 9, 12, tzinfo=UTC),
    opened_by=PersonId("U0ANA"),
    size=Figure(amount=Decimal(240_000), unit="EUR"),
    parties=(Party(id=PartyId(THEM), name="Acme"),),
)
FULL = BlankValues(
    them="Acme",
    give="5% off",
    ask="24-month term",
    theirs="15% off",
    get="reference call",
    day=date(2026, 11, 27),
)
EMPTY = BlankValues(day=date(2026, 11, 27))
SPLIT = Card(
    id="split-the-difference",
    name="Split the difference",
    aka=("midpoint",),
    line="A fast end for a small gap, once the midpoint is at or beyond our target.",
    when="The gap is small and both sides have moved.",
    say=parse_sentence("We can {do theirs}. In return we need {need ask} by {day}."),
    stop="They take the midpoint as their new start.",
    safeguard="Work out the midpoint against the target first.",
    counter="Compare the midpoint with our target.",
    combines=("recap",),
    phases=frozenset({Phase.MIDDLE}),
    sides=frozenset[Side](),
    situations=frozenset({"middle"}),
    happening=(Happening.ONLY_PRICE,),
    matters=frozenset({Matter.SPEED}),
    evidence=("E6",),
    source="",
    recognise=False,
)
SALAMI = Card(
    id="salami",
    name="Salami slices",
    aka=(),
    line="Recognise it: many small asks, each too small to refuse, large in sum.",
    when="The third small request in a row.",
    say=parse_sentence(
        "Let us collect what is open, {theirs} too. Thank you for {the get}; you have our {give}."
    ),
    stop="The list is complete and fair.",
    safeguard="Show the sum, not the slice.",
    counter="Ask for the complete list first.",
    combines=(),
    phases=frozenset({Phase.MIDDLE}),
    sides=frozenset({Side.SELLING}),
    situations=frozenset(),
    happening=(Happening.MANY_ASKS,),
    matters=frozenset({Matter.PRICE}),
    evidence=(),
    source="A common practice; no study of it was read for this coach.",
    recognise=True,
)
FOUND = ResearchFinding(
    id="E6",
    finding="Even splits are accepted more often.",
    source="Studies of splitting the difference",
)
BARE = PlayStep(do="List it.", said=(), cards=())
STEP = PlayStep(
    do="Put a condition on each step.", said=fill_sentence(SPLIT.say, FULL), cards=(SPLIT, SALAMI)
)

SAMPLES: list[tuple[str, Answer]] = [
    (
        "card",
        CardShown(
            deal=DEAL,
            card=SPLIT,
            said=fill_sentence(SPLIT.say, FULL),
            findings=(FOUND,),
            combined=(SALAMI,),
            open_give=DISCOUNT,
        ),
    ),
    (
        "card, the deal knows nothing",
        CardShown(deal=DEAL, card=SPLIT, said=fill_sentence(SPLIT.say, EMPTY), findings=(FOUND,)),
    ),
    ("card, to recognise", CardShown(deal=DEAL, card=SALAMI, said=fill_sentence(SALAMI.say, FULL))),
    (
        "card, to recognise, nothing known",
        CardShown(deal=DEAL, card=SALAMI, said=fill_sentence(SALAMI.say, EMPTY)),
    ),
    ("card, its sentence", CardSaid(said=fill_sentence(SPLIT.say, FULL), style=DEAL.style)),
    ("cards found", CardsFound(deal=DEAL, typed="price", cards=(SPLIT, SALAMI))),
    ("cards found, none", CardsFound(deal=DEAL, typed="xyz", cards=())),
    ("cards listed", CardsListed(deal=DEAL, cards=(SPLIT, SALAMI), page=2, pages=3)),
    (
        "cards listed, of one phase",
        CardsListed(deal=DEAL, cards=(SALAMI,), page=1, pages=1, phase=Phase.CLOSE),
    ),
    (
        "playbook",
        PlaybookShown(
            deal=DEAL, phase=Phase.MIDDLE, goal="Trade, never drip.", steps=(STEP,), guessed=True
        ),
    ),
    (
        "playbook, nothing to say",
        PlaybookShown(
            deal=DEAL,
            phase=Phase.PREPARE,
            goal="Know what we want.",
            steps=(BARE,),
        ),
    ),
    ("stuck", StuckAsked(deal=DEAL)),
    ("stuck, and the ledger has a guess", StuckAsked(deal=DEAL, likely=Happening.NO_ANSWER)),
    ("stuck, second question", StuckAsked(deal=DEAL, happening=Happening.REFUSAL)),
    *(
        (
            f"stuck, advised: {happening}, {matter}",
            StuckAdvised(
                deal=DEAL,
                happening=happening,
                matter=matter,
                cards=(SPLIT, SALAMI),
                phase=phase,
                open_gives=gives,
                late_asks=gives,
            ),
        )
        for happening, matter, phase, gives in (
            (Happening.ONLY_PRICE, Matter.SPEED, Phase.MIDDLE, 0),
            (Happening.NO_ANSWER, Matter.MOVEMENT, Phase.OPEN, 1),
            (Happening.TRUST, Matter.RELATIONSHIP, Phase.CLOSE, 2),
        )
    ),
    ("suits", SuitabilityJudged(deal=DEAL, doubts=frozenset())),
    (
        "suits in part",
        SuitabilityJudged(deal=DEAL, doubts=frozenset({Unsuited.RIGID, Unsuited.PRICE_ONLY})),
    ),
    ("suits little", SuitabilityJudged(deal=DEAL, doubts=frozenset(Unsuited))),
]
