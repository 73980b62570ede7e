"""Ledgers as lines of text, one move each, numbered in their order:

    G1 price c20 v20 day 0
    R1 term c5 v22 day 5 -> G1          a get tied to G1
    G3 price c10 v10 day 9 if met 9     a conditional give whose condition was met on day 9
    A1 24-month term day 2 declined 9   an ask of ours; T1 would be one of theirs
    G4 training goodwill review 40      also: draft, conditional, void, lapsed, promised, "because", for A1, due 12

Days count from a Monday. `cM` is a size, `c~20` an estimate, `c20USD` another currency; no `c` means no figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, MoveNo, OfferNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Ledger
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.policy import Policy
from bot.domain.situation import Situation, build_situation
from bot.domain.totals import Totals, compute_totals
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Size, Worth
from bot.language.wordings import WORDINGS

MONDAY = date(2026, 1, 5)
KINDS = {"G": Kind.GIVE, "R": Kind.GET, "A": Kind.ASK, "T": Kind.ASK}
ANSWERS = ("granted", "partly", "declined", "withdrawn")
STATES = ("draft", "conditional", "void", "lapsed", "promised", "goodwill", "taken_back")


def figures(*values: Decimal | int | None) -> tuple[Decimal | None, ...]:
    """Amounts, for comparing several at once."""
    return tuple(None if v is None else Decimal(v) for v in values)


def day(n: int) -> date:
    """The nth day after the Monday on which all ledgers start."""
    return MONDAY + timedelta(days=n)


def deal(size: int | str | None = 200, *, side: Side = Side.SELLING, **policy: object) -> Deal:
    """A deal in EUR, opened on day 0."""
    return Deal(
        team=TeamId("T1"),
        id=DealId("D1"),
        name="Acme",
        side=side,
        yardstick=Yardstick(unit="EUR"),
        opened_at=datetime.combine(MONDAY, time(9), UTC),
        opened_by=PersonId("U1"),
        size=None if size is None else Figure(amount=Decimal(size)),
        policy=replace(Policy(), **policy),  # type: ignore[arg-type]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A ledger read from lines, and the day on which it is looked at."""

    deal: Deal
    ledger: Ledger
    today: date
    names: dict[str, MoveNo]

    def __getitem__(self, name: str) -> Move:
        return self.ledger.moves[self.names[name]]

    @property
    def totals(self) -> Totals:
        """The sums of that day."""
        return compute_totals(self.ledger, self.today)

    def situation(self, name: str | None = None) -> Situation:
        """What the rules see: in a review, or with one of the moves about to count."""
        move = self[name] if name else None
        return build_situation(self.deal, self.ledger, self.today, move, wordings=WORDINGS)

    def left(self, name: str) -> Decimal | None:
        """What is unanswered of a give."""
        return self.ledger.find_answer(self[name], self.today).left

    def name_of(self, no: MoveNo) -> str:
        """The name a move has in the lines."""
        return next(name for name, own in self.names.items() if own == no)


def table(lines: str, *, today: int = 30, of: Deal | None = None) -> Table:
    """Reads lines into a ledger."""
    whole = of or deal()
    names = {line.split()[0]: MoveNo(n) for n, line in enumerate(_lines(lines), start=1)}
    moves = {names[line.split()[0]]: _move(line, names) for line in _lines(lines)}
    ties = frozenset(tie for line in _lines(lines) for tie in _ties(line, names))
    return Table(
        deal=whole, ledger=Ledger(moves, ties, whole.yardstick), today=day(today), names=names
    )


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _ties(line: str, names: dict[str, MoveNo]) -> Iterator[Tie]:
    name, _, others = line.partition("->")
    own = names[name.split()[0]]
    for other in others.split():
        give, get = (names[other], own) if name.startswith("R") else (own, names[other])
        yield Tie(give=give, get=get)


def _move(line: str, names: dict[str, MoveNo]) -> Move:
    name, *words = line.partition("->")[0].split()
    move = Move(
        no=names[name],
        kind=KINDS[name[0]],
        what="",
        state=State.OPEN if name[0] in "AT" else State.FIRM,
        on=MONDAY,
        at=datetime.combine(MONDAY, time(9), UTC),
        person=PersonId("U1"),
        frm=PartyId(US if name[0] in "GA" else THEM),
        to=PartyId(THEM if name[0] in "GA" else US),
    )
    what = []
    rest = iter(words)
    for word in rest:
        marked = _marked(move, word, rest, names)
        if marked is None:
            what.append(word)
        else:
            move = marked
    return replace(move, what=" ".join(what))


def _marked(move: Move, word: str, rest: Iterator[str], names: dict[str, MoveNo]) -> Move | None:
    """The move with what one word of its line says; None where the word is part of what it is about."""
    figure = re.fullmatch(r"([cv])(~?)(?:(\d+(?:\.\d+)?)([A-Z]{3})?|(S|M|L|XL))", word)
    if figure:
        return _with(move, **{"cost" if figure[1] == "c" else "worth": _worth(figure)})
    if word in ANSWERS:
        return replace(move, state=State(word), settled=day(int(next(rest))))
    if word in STATES:
        return replace(move, state=State(word))
    if word in _DATED:
        return _with(move, **{_DATED[word]: day(int(next(rest)))})
    if word in _PLAIN:
        return _with(move, **_PLAIN[word])
    match word:
        case "met":
            return replace(move, state=State.FIRM, settled=day(int(next(rest))))
        case "after":
            return replace(move, settled_after=names[next(rest)])
        case "for":
            return replace(move, ref=names[next(rest)])
        case "issue":
            return replace(move, issue=next(rest))
    return None


_DATED = {"day": "on", "due": "due", "review": "review"}
_PLAIN: dict[str, dict[str, object]] = {
    "if": {"condition": "they sign", "state": State.CONDITIONAL},
    "because": {"reason": "they commit volume"},
}


def _with(move: Move, **what: object) -> Move:
    return replace(move, **what)  # type: ignore[arg-type]


def _worth(figure: re.Match[str]) -> Worth:
    if figure[5]:
        return Size(figure[5])
    return Figure(amount=Decimal(figure[3]), unit=figure[4] or "", estimate=bool(figure[2]))


WORKED = """
    G1 price c20 v20 day 0
    G2 onboarding c6 v18 day 3
    R1 term c5 v22 day 5 -> G1
    G3 price c10 v10 day 9 if met 9
    R2 reference c2 v8 day 9 -> G3
    G4 price c4 v4 day 20
"""
"""The example of the measures page; the deal is 200, today is day 30."""


OFFER = re.compile(
    r"(us|them)((?: [a-z_]+=[\w.%]+)*)(?: (accepted|declined|void|withdrawn))?(?: \| (.*))?"
)


def offers(lines: str) -> tuple[Offer, ...]:
    """Offers as lines of text, one a day from day 0: `us price=100 term=24`, `them price=80 accepted | monthly call`.

    What stands after the bar is the rhythm. An issue that an offer does not name stays where that side put it.
    """
    made: list[Offer] = []
    for n, line in enumerate(_lines(lines), start=1):
        found = OFFER.fullmatch(line)
        assert found is not None, line
        made.append(_offer(OfferNo(n), found, made))
    return tuple(made)


def _offer(no: OfferNo, found: re.Match[str], made: list[Offer]) -> Offer:
    said = dict(pair.split("=") for pair in found[2].split())
    values = {name: Decimal(v) if v.replace(".", "").isdecimal() else v for name, v in said.items()}
    by = PartyId(US if found[1] == "us" else THEM)
    stood = next((o.values for o in reversed(made) if o.by == by), {})
    return Offer(
        no=no,
        by=by,
        values={**stood, **values},
        stated=frozenset(values),
        on=day(no),
        at=datetime.combine(day(no), time(9), UTC),
        person=PersonId("U1"),
        state=OfferState(found[3] or "open"),
        rhythm=found[4] or "",
    )
