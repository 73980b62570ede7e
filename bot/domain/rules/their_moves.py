"""Rules about what they do: gets for show, first figures out of range, shrinking steps, splits,
steps back, extras."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.cautions import Caution, Severity, caution_about
from bot.domain.ids import MoveNo
from bot.domain.measures.pace import compute_midpoint
from bot.domain.moves import Kind, Move, State
from bot.domain.offers import Offer, OfferState
from bot.domain.plans import Benchmark
from bot.domain.rules.rule import OFFERS, THEIR_MOVES, Rule
from bot.domain.rules.shifts import (
    effects_for_us,
    is_more_better,
    is_on_issue,
    is_on_price,
    middle_between_sides,
    numbers_on,
    parse_only_number,
    planned_target,
    previous_offer,
    values_on,
)
from bot.domain.situation import Occasion, Situation
from bot.domain.trades import ONE
from bot.domain.wordings import Wording


def find_throw_away(situation: Situation) -> Iterable[Caution]:
    """A get that cost them nothing, claimed as the return for a give that cost us something.

    Credit it, and size the answer by what it moved. A get that only happens to be free for them is
    none: it has to be tied to a give of ours with a cost. `amount` is that cost, `moves` the get
    and its gives.
    """
    move = situation.move
    if move is not None and not _costs_them_nothing(situation, move):
        return
    known = _known_moves(situation)
    for get_no, gives in _costly_gives_by_get(situation, known).items():
        get = known.get(get_no)
        if get is not None and _costs_them_nothing(situation, get):
            # Weighed by what it cost us, so that it is said again where more is tied to the same
            # get.
            amount = situation.sum_costs(gives)
            yield replace(
                caution_about([get, *gives], rule="throw_away", severity=Severity.NOTE),
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


def _known_moves(situation: Situation) -> dict[MoveNo, Move]:
    """All moves that the situation reaches, by number."""
    moves = [*situation.recent, *situation.open_gives]
    if situation.move is not None:
        moves.append(situation.move)
    return {move.no: move for move in moves}


def _costly_gives_by_get(
    situation: Situation, known: Mapping[MoveNo, Move]
) -> dict[MoveNo, list[Move]]:
    """The gives that cost us something, by the number of the get they are tied to."""
    gives_by_get: dict[MoveNo, list[Move]] = defaultdict(list)
    for tie in situation.ties:
        give = known.get(tie.give)
        if give is not None and situation.cost_of(give):
            gives_by_get[tie.get].append(give)
    return gives_by_get


def _costs_them_nothing(situation: Situation, get: Move) -> bool:
    """Whether it is a get that counts and is known to cost them nothing; an unknown cost is not
    nothing."""
    if get.kind is not Kind.GET or not get.counts_on(situation.today):
        return False
    return situation.cost_of(get) == 0


def find_inflated_anchor(situation: Situation) -> Iterable[Caution]:
    """Their figure lies beyond what we know to be usual.

    Against the worst case of the plan's evidence for those who may see it, else against the range
    that the deal's issues name. `what` is the issue, `other` the bound it passes, `amount` their
    figure in the issue's own unit, `share` how far beyond, as a share of the bound.
    """
    if situation.move is not None:
        return _find_inflated_ask(situation, situation.move)
    return _find_inflated_offer(situation)


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


def _find_inflated_ask(situation: Situation, ask: Move) -> Iterable[Caution]:
    figure = parse_only_number(ask.what)
    if figure is None:
        return
    for issue in _issues_with_bounds(situation):
        if is_on_issue(situation, ask, issue) and _is_in_unit_of_bounds(situation, ask, issue):
            for caution in _beyond_bound(situation, issue, figure):
                yield replace(caution, moves=(ask.no,))


def _find_inflated_offer(situation: Situation) -> Iterable[Caution]:
    """In the offer about to count, on the issues it speaks of; in a review in their last one, on
    all issues."""
    offer = situation.their_offer_looked_at()
    if offer is None:
        return
    issues = offer.values if situation.offer is None else offer.stated
    for issue in sorted(issues):
        for figure in numbers_on(issue, [offer]):
            for caution in _beyond_bound(situation, issue, figure):
                yield replace(caution, offer=offer.no)


def _issues_with_bounds(situation: Situation) -> Iterable[str]:
    """The issues that the plan's evidence names, then those of the deal; each once, whatever its
    capitals."""
    names = [benchmark.issue for benchmark in _evidence(situation)]
    names += [issue.name for issue in situation.deal.issues]
    once: dict[str, str] = {}
    for name in names:
        once.setdefault(name.casefold(), name)
    return once.values()


def _is_in_unit_of_bounds(situation: Situation, ask: Move, issue: str) -> bool:
    """Whether the ask speaks in the unit in which the issue is bounded: 15 % is no price of 15."""
    bounds = " ".join(benchmark.worst for benchmark in _evidence_on(situation, issue))
    declared = situation.deal.find_issue(issue)
    if not bounds and declared is not None:
        bounds = declared.unit
    return ("%" in ask.what) == ("%" in bounds)


def _evidence(situation: Situation) -> Sequence[Benchmark]:
    return situation.plan.evidence if situation.plan is not None else ()


def _evidence_on(situation: Situation, issue: str) -> list[Benchmark]:
    wanted = issue.casefold()
    return [each for each in _evidence(situation) if each.issue.casefold() == wanted]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bound:
    """The bound of what is usual on their side, as a number and as typed, and which way lies beyond
    it."""

    limit: Decimal
    text: str
    lower_is_beyond: bool

    def share_beyond(self, figure: Decimal) -> Decimal:
        """How far a figure lies beyond, as a share of the bound; below 0 where it does not."""
        if not self.limit:
            return Decimal(0)
        distance = self.limit - figure if self.lower_is_beyond else figure - self.limit
        return distance / abs(self.limit)


def _beyond_bound(situation: Situation, issue: str, figure: Decimal) -> Iterable[Caution]:
    bound = _bound_by_evidence(situation, issue) or _bound_by_range(situation, issue, figure)
    if bound is None:
        return
    share = bound.share_beyond(figure)
    if share <= 0:
        return
    yield Caution(
        rule="inflated_anchor",
        severity=Severity.CAUTION,
        what=issue,
        other=bound.text,
        amount=figure,
        share=share,
        thing=f"{issue} {figure}",
        weight=share,
    )


def _bound_by_evidence(situation: Situation, issue: str) -> _Bound | None:
    for benchmark in _evidence_on(situation, issue):
        worst = parse_only_number(benchmark.worst)
        best = parse_only_number(benchmark.best or benchmark.likely)
        if worst is not None and best is not None and worst != best:
            return _Bound(limit=worst, text=benchmark.worst, lower_is_beyond=worst < best)
    return None


def _bound_by_range(situation: Situation, name: str, figure: Decimal) -> _Bound | None:
    issue = situation.deal.find_issue(name)
    if issue is None or issue.low is None or issue.high is None:
        return None
    lower_is_worse = is_more_better(situation, issue.name)
    if lower_is_worse is None:
        # Nobody knows which way is worse: either end of the range may be passed.
        lower_is_worse = figure < issue.low
    limit = issue.low if lower_is_worse else issue.high
    text = f"{limit.normalize():f} {issue.unit}".strip()
    return _Bound(limit=limit, text=text, lower_is_beyond=lower_is_worse)


def find_shrinking_steps(situation: Situation) -> Iterable[Caution]:
    """Their steps on an issue shrink: the last is clearly smaller than the one before.

    That describes how they move; it says nothing of where their limit is, and it is nothing to
    copy. `what` is the issue, `share` the last step as a share of the one before, `other` what we
    aim for, for those who may see it.
    """
    in_offers = list(_find_shrinking_offers(situation)) if situation.move is None else []
    yield from in_offers
    # An offer about to count says nothing new of their gets.
    if situation.offer is not None:
        return
    told = {caution.what for caution in in_offers}
    for caution in _find_shrinking_gets(situation):
        if caution.what not in told:
            yield caution


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


def _find_shrinking_offers(situation: Situation) -> Iterable[Caution]:
    offer = situation.their_offer_looked_at()
    if offer is None:
        return
    theirs = situation.offers_by(ours=False)
    issues = theirs[-1].values if situation.offer is None else offer.stated
    for issue in sorted(issues):
        numbers = values_on(issue, theirs)[-3:]
        # Two steps take three numbers.
        if len(numbers) < 3:
            continue
        first, second, third = numbers
        earlier, last = second - first, third - second
        is_same_direction = earlier * last > 0
        if is_same_direction:
            yield from _shrinking(situation, abs(earlier), abs(last), issue)


def _find_shrinking_gets(situation: Situation) -> Iterable[Caution]:
    now = situation.move
    gets = situation.without_gaps(situation.recent_gets())
    issues = {_issue_of_get(situation, get) for get in gets}
    if now is not None:
        # A command is only about the issue of its own get, and only where that is a step.
        is_step = now.kind is Kind.GET and bool(situation.worth_of(now))
        issues = {_issue_of_get(situation, now)} if is_step else set()
        gets.append(now)
    worths_by_issue: dict[str, list[Decimal]] = defaultdict(list)
    for get in gets:
        worth = situation.worth_of(get)
        if worth:
            worths_by_issue[_issue_of_get(situation, get)].append(worth)
    for issue, worths in worths_by_issue.items():
        if issue and issue in issues and len(worths) > 1:
            yield from _shrinking(situation, worths[-2], worths[-1], issue)


def _issue_of_get(situation: Situation, get: Move) -> str:
    """The issue of a get: the one it names, or the price; of other wordings nobody can tell that
    they are steps."""
    if get.issue:
        return get.issue
    return "price" if is_on_price(situation, get) else ""


def _shrinking(
    situation: Situation, earlier: Decimal, last: Decimal, issue: str
) -> Iterable[Caution]:
    if last >= earlier * (ONE - situation.policy.step_tolerance):
        return
    yield Caution(
        rule="shrinking_steps",
        severity=Severity.NOTE,
        what=issue,
        other=planned_target(situation.plan, issue),
        amount=last,
        share=last / earlier,
        count=2,
        thing=f"{issue} {last}",
        weight=last,
    )


def find_split_the_difference(situation: Situation) -> Iterable[Caution]:
    """Somebody wants to meet in the middle, or an offer of theirs lies there.

    `amount` is the middle between where both sides stand on `what`, in the issue's own unit;
    `other` is what we aim for, for those who may see it.
    """
    offer = situation.their_offer_looked_at() if situation.move is None else None
    issue = _half_way_issue(situation, offer) if offer is not None else None
    if offer is not None and issue is not None:
        # The offer lies in the middle as it was before: the middle of now would be half of the
        # rest.
        middle = numbers_on(issue, [offer])[0]
        yield replace(_split(situation, issue), offer=offer.no, amount=middle)
        return
    for move in reversed(situation.moves_looked_at(situation.their_asks)):
        if Wording.SPLIT in situation.wordings_of(move):
            yield replace(_split(situation, _only_issue(situation)), moves=(move.no,))
            return


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


def _split(situation: Situation, issue: str) -> Caution:
    return Caution(
        rule="split_the_difference",
        severity=Severity.CAUTION,
        what=issue,
        other=planned_target(situation.plan, issue),
        amount=middle_between_sides(situation, issue) if issue else None,
        count=1,
        weight=ONE,
    )


def _only_issue(situation: Situation) -> str:
    """The one issue with figures of both sides; "" where there is none, or more than one."""
    names = {name for offer in situation.offers for name in offer.values}
    both = [name for name in names if middle_between_sides(situation, name) is not None]
    return both[0] if len(both) == 1 else ""


def _half_way_issue(situation: Situation, offer: Offer) -> str | None:
    """The issue on which their offer lies half way between where it found them and us."""
    earlier = previous_offer(offer, situation.offers)
    ours = [each for each in situation.offers_by(ours=True) if each.no < offer.no]
    if earlier is None or not ours:
        return None
    for issue in sorted(offer.stated):
        numbers = numbers_on(issue, (offer, earlier, ours[-1]))
        if len(numbers) < 3:
            continue
        now, before, own = numbers
        if before != own and now == compute_midpoint(before, own):
            return issue
    return None


def find_takes_back(situation: Situation) -> Iterable[Caution]:
    """They took back something they had given, or offer less than before without giving anything
    else.

    `moves` are the gets taken back; `offer` their offer, with `what` the issues it goes back on.
    """
    candidates = situation.moves_looked_at(situation.recent)
    gets = [move for move in reversed(candidates) if _is_taken_back(move)]
    if gets:
        yield caution_about(gets, rule="takes_back", severity=Severity.CAUTION)
    if situation.move is None:
        yield from _find_offer_that_takes_back(situation)


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


def _is_taken_back(move: Move) -> bool:
    return move.kind is Kind.GET and move.state is State.TAKEN_BACK


def _find_offer_that_takes_back(situation: Situation) -> Iterable[Caution]:
    offer = situation.their_offer_looked_at()
    earlier = previous_offer(offer, situation.offers) if offer is not None else None
    if offer is None or earlier is None or earlier.state is OfferState.VOID:
        return
    effects = effects_for_us(situation, earlier, offer)
    if not effects or max(effects.values()) > 0:
        return
    yield Caution(
        rule="takes_back",
        severity=Severity.CAUTION,
        offer=offer.no,
        what=", ".join(sorted(effects)),
        count=len(effects),
        weight=Decimal(len(effects)),
    )


def find_scope_creep(situation: Situation) -> Iterable[Caution]:
    """One more wish of theirs on top of what was talked about, or after an offer was accepted.

    `moves` are those asks; `offer` the accepted offer they come after, or their offer that opens an
    issue after it.
    """
    accepted = [each for each in situation.offers if each.state is OfferState.ACCEPTED]
    last_accepted = accepted[-1] if accepted else None
    yield from _find_extra_asks(situation, last_accepted)
    if last_accepted is not None and situation.offer is not None:
        yield from _find_extra_issues(situation.offer, last_accepted)


SCOPE_CREEP = Rule(
    id="scope_creep",
    label="Scope creep",
    about="wishes on top",
    check=find_scope_creep,
    rank=220,
    severity=Severity.CAUTION,
    occasions=OFFERS | {Occasion.THEIR_ASK},
)


def _find_extra_asks(situation: Situation, accepted: Offer | None) -> Iterable[Caution]:
    asks = situation.moves_looked_at(situation.their_asks)
    extra = [ask for ask in reversed(asks) if _is_extra(situation, ask, accepted)]
    if not extra:
        return
    severity = Severity.NOTE if accepted is None else Severity.CAUTION
    caution = caution_about(extra, rule="scope_creep", severity=severity)
    yield replace(caution, other="" if accepted is None else f"{accepted.no}")


def _is_extra(situation: Situation, ask: Move, accepted: Offer | None) -> bool:
    if accepted is not None and ask.at > accepted.at:
        return True
    return Wording.ON_TOP in situation.wordings_of(ask)


def _find_extra_issues(offer: Offer, accepted: Offer) -> Iterable[Caution]:
    new = sorted(offer.stated - accepted.values.keys())
    if not new or offer.ours or offer.no <= accepted.no:
        return
    yield Caution(
        rule="scope_creep",
        severity=Severity.CAUTION,
        offer=offer.no,
        what=", ".join(new),
        count=len(new),
        weight=Decimal(len(new)),
    )


RULES = (
    THROW_AWAY,
    INFLATED_ANCHOR,
    SHRINKING_STEPS,
    SPLIT_THE_DIFFERENCE,
    TAKES_BACK,
    SCOPE_CREEP,
)
