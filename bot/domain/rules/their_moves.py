"""Rules about what they do: gets for show, first figures out of range, shrinking steps, splits, steps back, extras."""

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from bot.domain import wordings
from bot.domain.cautions import Caution, Severity
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Benchmark
from bot.domain.rules.rule import OFFERS, THEIR_MOVES, Rule
from bot.domain.rules.shifts import (
    before,
    effects,
    middle,
    more_is_ours,
    number,
    number_in,
    on_issue,
    on_price,
    target,
    values,
)
from bot.domain.situation import Occasion, Situation
from bot.domain.trades import ONE, ZERO
from bot.domain.wordings import Wording


def find_throw_away(situation: Situation) -> Iterable[Caution]:
    """A get that cost them nothing, claimed as the return for a give that cost us something.

    Credit it, and size the answer by what it moved. A get that only happens to be free for them is none: it has to be
    tied to a give of ours with a cost. `amount` is that cost, `moves` the get and its gives.
    """
    move, ties = situation.move, situation.ties
    if not ties or (
        move is not None and (move.kind is not Kind.GET or _cost_them(situation, move) != 0)
    ):
        return
    known = {m.no: m for m in (*situation.recent, *situation.open_gives, *([move] if move else ()))}
    tied: dict[Move, list[Move]] = {}
    for tie in ties:
        get, give = known.get(tie.get), known.get(tie.give)
        if (
            get is not None
            and give is not None
            and _cost_them(situation, get) == 0
            and situation.cost_of(give)
        ):
            tied.setdefault(get, []).append(give)
    for get, gives in tied.items():
        amount = sum((situation.cost_of(g) or ZERO for g in gives), ZERO)
        moves = (get.no, *(g.no for g in gives))
        yield Caution(
            rule="throw_away",
            severity=Severity.NOTE,
            moves=moves,
            what=get.what,
            amount=amount,
            count=len(gives),
            weight=amount,
        )


THROW_AWAY = Rule(
    id="throw_away",
    label="Throw away",
    about="gets that cost them nothing",
    check=find_throw_away,
    rank=230,
    severity=Severity.NOTE,
    evidence=("E3",),
    occasions=THEIR_MOVES,
)


def _cost_them(situation: Situation, get: Move) -> Decimal | None:
    return situation.cost_of(get) if get.counts_on(situation.today) else None


def find_inflated_anchor(situation: Situation) -> Iterable[Caution]:
    """Their figure lies beyond what we know to be usual.

    Against the worst case of the plan's evidence for those who may see it, else against the range that the deal's
    issues name. `what` is the issue, `other` the bound it passes, `amount` their figure in the issue's own unit,
    `share` how far beyond, as a share of the bound.
    """
    move, offer = situation.move, situation.offer
    if move is not None:
        if _bounds(situation):
            yield from _beyond_in_words(situation, move)
    elif offer is None or not offer.ours:
        theirs = situation.offers_by(ours=False)
        said = offer or (theirs[-1] if theirs else None)
        for issue in sorted(said.values) if said is not None else ():
            if said is not None and (offer is None or issue in said.stated):
                figure = number(said.values[issue])
                if figure is not None:
                    yield from _beyond(situation, issue, figure, offer=said)


INFLATED_ANCHOR = Rule(
    id="inflated_anchor",
    label="Inflated anchor",
    about="figures beyond what is usual",
    check=find_inflated_anchor,
    rank=170,
    severity=Severity.CAUTION,
    evidence=("E9",),
    occasions=OFFERS | {Occasion.THEIR_ASK},
)


def _bounds(situation: Situation) -> bool:
    return bool((situation.plan and situation.plan.evidence) or situation.deal.issues)


def _beyond_in_words(situation: Situation, ask: Move) -> Iterable[Caution]:
    figure = number_in(ask.what)
    if figure is None:
        return
    named = [b.issue for b in situation.plan.evidence] if situation.plan else []
    named += [
        i.name
        for i in situation.deal.issues
        if i.name.casefold() not in {n.casefold() for n in named}
    ]
    for issue in named:
        if on_issue(ask, issue) and _same_unit(situation, ask, issue):
            yield from _beyond(situation, issue, figure, move=ask)


def _same_unit(situation: Situation, ask: Move, issue: str) -> bool:
    """Whether the ask speaks in the unit in which the issue is bounded: 15 % is no price of 15."""
    bounds = " ".join(b.worst for b in _evidence(situation, issue))
    bounds = bounds or next(
        (i.unit for i in situation.deal.issues if i.name.casefold() == issue.casefold()), ""
    )
    return ("%" in ask.what) == ("%" in bounds)


def _evidence(situation: Situation, issue: str) -> list[Benchmark]:
    evidence = situation.plan.evidence if situation.plan is not None else ()
    return [b for b in evidence if b.issue.casefold() == issue.casefold()]


def _beyond(
    situation: Situation,
    issue: str,
    figure: Decimal,
    *,
    offer: Offer | None = None,
    move: Move | None = None,
) -> Iterable[Caution]:
    bound = _worst(situation, issue, figure)
    if bound is None:
        return
    limit, text, down = bound
    far = (limit - figure if down else figure - limit) / abs(limit) if limit else ZERO
    if far > 0:
        yield Caution(
            rule="inflated_anchor",
            severity=Severity.CAUTION,
            moves=(move.no,) if move is not None else (),
            offer=offer.no if offer is not None else None,
            what=issue,
            other=text,
            amount=figure,
            share=far,
            thing=f"{issue} {figure}",
            weight=far,
        )


def _worst(situation: Situation, issue: str, figure: Decimal) -> tuple[Decimal, str, bool] | None:
    """The bound on their side, as a number and as typed, and whether lower is worse for us."""
    for known in _evidence(situation, issue):
        worst, best = number_in(known.worst), number_in(known.best or known.likely)
        if worst is not None and best is not None and worst != best:
            return worst, known.worst, worst < best
    named = next((i for i in situation.deal.issues if i.name.casefold() == issue.casefold()), None)
    if named is None or named.low is None or named.high is None:
        return None
    more = more_is_ours(situation, named.name)
    down = figure < named.low if more is None else more
    bound = named.low if down else named.high
    return bound, f"{bound.normalize():f} {named.unit}".strip(), down


def find_shrinking_steps(situation: Situation) -> Iterable[Caution]:
    """Their steps on an issue shrink: the last is clearly smaller than the one before.

    That describes how they move; it says nothing of where their limit is, and it is nothing to copy. `what` is the
    issue, `share` the last step as a share of the one before, `other` what we aim for, for those who may see it.
    """
    told = set()
    if situation.offer is not None or situation.move is None:
        for shrunk in _shrinking_offers(situation):
            told.add(shrunk.what)
            yield shrunk
    if situation.offer is None:
        yield from (shrunk for shrunk in _shrinking_gets(situation) if shrunk.what not in told)


SHRINKING_STEPS = Rule(
    id="shrinking_steps",
    label="Shrinking steps",
    about="their shrinking steps",
    check=find_shrinking_steps,
    rank=250,
    severity=Severity.NOTE,
    evidence=("E7",),
    thresholds=("step_tolerance",),
    occasions=THEIR_MOVES,
)


def _shrinking_offers(situation: Situation) -> Iterable[Caution]:
    offer, theirs = situation.offer, situation.offers_by(ours=False)
    if len(theirs) < 3 or (offer is not None and offer.ours):
        return
    for issue in sorted(theirs[-1].values if offer is None else offer.stated):
        stood = values(theirs, issue)
        steps = [later - earlier for earlier, later in pairwise(stood)][-2:]
        if len(steps) == 2 and steps[0] * steps[1] > 0:
            shrunk = _shrunk(situation, abs(steps[0]), abs(steps[1]), issue)
            if shrunk is not None:
                yield shrunk


def _shrinking_gets(situation: Situation) -> Iterable[Caution]:
    now = situation.move
    if now is not None and (now.kind is not Kind.GET or not situation.worth_of(now)):
        return
    gets = [m for m in situation.recent if m.kind is Kind.GET and m.counts_on(situation.today)]
    gets = gets if now is None else [*(g for g in gets if g.no != now.no), now]
    for issue in dict.fromkeys(_issue(g) for g in (gets if now is None else [now])):
        worths = [w for g in gets if _issue(g) == issue and (w := situation.worth_of(g))]
        shrunk = (
            _shrunk(situation, worths[-2], worths[-1], issue) if issue and len(worths) > 1 else None
        )
        if shrunk is not None:
            yield shrunk


def _issue(get: Move) -> str:
    """The issue of a get: the one it names, or the price; of other wordings nobody can tell that they are steps."""
    return get.issue or ("price" if on_price(get) else "")


def _shrunk(situation: Situation, earlier: Decimal, last: Decimal, issue: str) -> Caution | None:
    if last >= earlier * (ONE - situation.deal.policy.step_tolerance):
        return None
    return Caution(
        rule="shrinking_steps",
        severity=Severity.NOTE,
        what=issue,
        other=target(situation.plan, issue),
        amount=last,
        share=last / earlier,
        count=2,
        thing=f"{issue} {last}",
        weight=last,
    )


def find_split_the_difference(situation: Situation) -> Iterable[Caution]:
    """Somebody wants to meet in the middle, or an offer of theirs lies there.

    `amount` is the middle between where both sides stand on `what`, in the issue's own unit; `other` is what we aim
    for, for those who may see it.
    """
    said = _splitting(situation)
    if said is None:
        return
    issue, move, offer = said
    half = None if not issue else _half(situation, issue, offer)
    yield Caution(
        rule="split_the_difference",
        severity=Severity.CAUTION,
        moves=(move.no,) if move is not None else (),
        offer=offer.no if offer is not None else None,
        what=issue,
        other=target(situation.plan, issue),
        amount=half,
        count=1,
        weight=ONE,
    )


SPLIT_THE_DIFFERENCE = Rule(
    id="split_the_difference",
    label="Split the difference",
    about="splitting the difference",
    check=find_split_the_difference,
    rank=180,
    severity=Severity.CAUTION,
    evidence=("E4", "E6"),
    words=frozenset({Wording.SPLIT}),
)


def _half(situation: Situation, issue: str, offer: Offer | None) -> Decimal | None:
    """The middle before the offer that lies there; else the present one."""
    return number(offer.values.get(issue)) if offer is not None else middle(situation, issue)


def _splitting(situation: Situation) -> tuple[str, Move | None, Offer | None] | None:
    move = situation.move
    if move is not None:
        return (_only_issue(situation), move, None) if Wording.SPLIT in wordings.of(move) else None
    offer = situation.offer or next(iter(reversed(situation.offers_by(ours=False))), None)
    issue = _half_way(situation, offer) if offer is not None and not offer.ours else None
    if issue:
        return issue, None, offer
    asks = (a for a in reversed(situation.their_asks) if Wording.SPLIT in wordings.of(a))
    ask = next(asks, None) if situation.offer is None else None
    return None if ask is None else (_only_issue(situation), ask, None)


def _only_issue(situation: Situation) -> str:
    """The one issue with figures of both sides; "" where there is none, or more than one."""
    named = {name for offer in situation.offers for name in offer.values}
    both = [name for name in sorted(named) if middle(situation, name) is not None]
    return both[0] if len(both) == 1 else ""


def _half_way(situation: Situation, offer: Offer) -> str | None:
    """The issue on which their offer lies half way between where it found them and us."""
    earlier = before(offer, situation.offers)
    ours = [o for o in situation.offers_by(ours=True) if o.no < offer.no]
    for issue in sorted(offer.stated) if earlier is not None and ours else ():
        now, then, own = (
            number(o.values.get(issue)) for o in (offer, earlier, ours[-1]) if o is not None
        )
        if (
            now is not None
            and then is not None
            and own is not None
            and then != own
            and now * 2 == then + own
        ):
            return issue
    return None


def find_takes_back(situation: Situation) -> Iterable[Caution]:
    """They took back something they had given, or offer less than before without giving anything else.

    `moves` are the gets taken back; `offer` their offer, with `what` the issues it goes back on.
    """
    move = situation.move
    back = [move] if move is not None else situation.recent if situation.offer is None else []
    taken = [m for m in back if m.kind is Kind.GET and m.state is State.TAKEN_BACK]
    if taken:
        nos = tuple(m.no for m in reversed(taken))
        yield _back(moves=nos, what=taken[-1].what, count=len(taken))
    if move is None:
        yield from _offered_back(situation)


TAKES_BACK = Rule(
    id="takes_back",
    label="Takes back",
    about="what they take back",
    check=find_takes_back,
    rank=110,
    severity=Severity.CAUTION,
    evidence=("E20",),
    occasions=THEIR_MOVES,
)


def _offered_back(situation: Situation) -> Iterable[Caution]:
    offer = situation.offer or next(iter(reversed(situation.offers_by(ours=False))), None)
    earlier = before(offer, situation.offers) if offer is not None and not offer.ours else None
    if offer is None or earlier is None or earlier.state is OfferState.VOID:
        return
    moved = effects(situation, earlier, offer)
    if moved and all(effect < 0 for effect in moved.values()):
        yield _back(offer=offer, what=", ".join(sorted(moved)), count=len(moved))


def _back(
    *, count: int, what: str, moves: tuple[MoveNo, ...] = (), offer: Offer | None = None
) -> Caution:
    return Caution(
        rule="takes_back",
        severity=Severity.CAUTION,
        moves=moves,
        offer=offer.no if offer is not None else None,
        what=what,
        count=count,
        weight=Decimal(count),
    )


def find_scope_creep(situation: Situation) -> Iterable[Caution]:
    """One more wish of theirs on top of what was talked about, or after an offer was accepted.

    `moves` are those asks; `offer` the accepted offer they come after, or their offer that opens an issue after it.
    """
    accepted = [o for o in situation.offers if o.state is OfferState.ACCEPTED]
    last = accepted[-1] if accepted else None
    asks = (
        [situation.move]
        if situation.move is not None
        else situation.their_asks
        if situation.offer is None
        else ()
    )
    extra = [
        a for a in asks if Wording.ON_TOP in wordings.of(a) or (last is not None and a.at > last.at)
    ]
    if extra:
        yield _creep(
            moves=tuple(a.no for a in reversed(extra)),
            what=extra[-1].what,
            after=last,
            count=len(extra),
        )
    offer = situation.offer
    if offer is not None and last is not None and not offer.ours and offer.no > last.no:
        new = sorted(offer.stated - last.values.keys())
        if new:
            yield _creep(moves=(), what=", ".join(new), after=offer, count=len(new))


SCOPE_CREEP = Rule(
    id="scope_creep",
    label="Scope creep",
    about="wishes on top",
    check=find_scope_creep,
    rank=220,
    severity=Severity.CAUTION,
    occasions=OFFERS | {Occasion.THEIR_ASK},
)


def _creep(*, moves: tuple[MoveNo, ...], what: str, after: Offer | None, count: int) -> Caution:
    return Caution(
        rule="scope_creep",
        severity=Severity.NOTE if after is None else Severity.CAUTION,
        moves=moves,
        offer=after.no if after is not None and not moves else None,
        what=what,
        other=f"{after.no}" if after is not None and moves else "",
        count=count,
        weight=Decimal(count),
    )


RULES = (
    THROW_AWAY,
    INFLATED_ANCHOR,
    SHRINKING_STEPS,
    SPLIT_THE_DIFFERENCE,
    TAKES_BACK,
    SCOPE_CREEP,
)
