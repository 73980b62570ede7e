"""One answer for everything the bot can say, for the gallery and for the tests that look at every message."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bot.coach.answers import (
    AskAnswered,
    AskRecorded,
    AsksListed,
    CurvePoint,
    DealCard,
    DealLocked,
    DealLog,
    DealOpened,
    DealStatus,
    Doubt,
    DraftDropped,
    Exposure,
    GetChecked,
    GetRecorded,
    GiveChecked,
    GiveRecorded,
    Home,
    LogRow,
    MoveChanged,
    MoveShown,
    MutualRow,
    MyDeals,
    NotDone,
    OpenMove,
    OpenWithParty,
    PeopleListed,
    RefusalReason,
    RuleMuted,
    Sentence,
    SentenceKind,
    SettingsSaved,
    Shared,
    SharePreviewed,
    TheirAskRecorded,
    Undone,
    WhichAsk,
)
from bot.coach.answers.entries import EntryShown
from bot.coach.answers.trades import LeftAlone, Matched, MatchedSeveral, Unmatched
from bot.domain.deals import Deal, Party, Role, Side, Yardstick
from bot.domain.fields import list_changes
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.ledger import Entry, Ledger, Verb
from bot.domain.matching import Ground, Suggested
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import Kind, Move, State
from bot.domain.rules import RULES_BY_ID
from bot.domain.tradeables import Appeal, CheckQuestion, Proposal
from bot.domain.trades import Tie
from bot.domain.worth import Figure, Size, Worth
from bot.playground.samples import (
    asides,
    briefs,
    cautions,
    digests,
    endings,
    entries,
    imports,
    ladder,
    links,
    mesos,
    offers,
    plans,
    preferences,
    rhythms,
    sayings,
    several,
    sizes,
    tactics,
    workspaces,
)
from bot.slack.replies import Failed, Helped, LineUnread, OpeningUnread, Puzzled, Turned

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANA, BEN = PersonId("U0ANA"), PersonId("U0BEN")
CHANNEL = ChannelId("C0ACME")
BETA = PartyId("them2")


def samples() -> list[tuple[str, object]]:
    """Every answer under a name that says when it comes."""
    groups = (
        _gives(),
        _checks(),
        _asks(),
        _gets(),
        _several(),
        _changes(),
        _deals(),
        _ledger(),
        cautions.caution_samples(_recorded(DISCOUNT)),
        _refusals(),
        _slack(),
        *(
            concept.SAMPLES
            for concept in (
                *(
                    asides,
                    offers,
                    mesos,
                    plans,
                    sayings,
                    tactics,
                    ladder,
                    briefs,
                    links,
                    imports,
                    workspaces,
                ),
                *(preferences, digests, rhythms, endings, sizes),
            )
        ),
    )
    return [sample for group in groups for sample in group]


def eur(amount: int, *, estimate: bool = False) -> Figure:
    return Figure(amount=Decimal(amount), unit="EUR", estimate=estimate)


DEAL = Deal(
    team=TeamId("T0HOME"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=NOON - timedelta(days=14),
    opened_by=ANA,
    size=eur(240_000),
    parties=(Party(id=PartyId(THEM), name="Acme"),),
)


def _move(no: int, kind: Kind, what: str, state: State, *, ours: bool, on: date = TODAY) -> Move:
    return Move(
        no=MoveNo(no),
        kind=kind,
        what=what,
        state=state,
        on=on,
        at=NOON,
        person=ANA,
        frm=PartyId(US if ours else THEM),
        to=PartyId(THEM if ours else US),
        typed=what,
    )


def _give(
    no: int, what: str, cost: Worth | None, state: State = State.FIRM, *, on: date = TODAY
) -> Move:
    return replace(_move(no, Kind.GIVE, what, state, ours=True, on=on), cost=cost)


def _get(
    no: int, what: str, worth: Worth | None, state: State = State.FIRM, *, on: date = TODAY
) -> Move:
    return replace(_move(no, Kind.GET, what, state, ours=False, on=on), worth=worth)


def _ask(
    no: int, what: str, state: State = State.OPEN, *, ours: bool = True, due: date | None = None
) -> Move:
    return replace(_move(no, Kind.ASK, what, state, ours=ours), due=due)


DISCOUNT = _give(1, "5% off", eur(12_000), on=date(2026, 11, 12))
TERM = replace(_ask(2, "24-month term", due=date(2026, 11, 27)), ref=MoveNo(1))
NET_60 = replace(
    _give(3, "net 60", eur(3_000), State.CONDITIONAL),
    condition="signed by 30 Nov",
    due=date(2026, 11, 30),
)
CALL = replace(_get(4, "reference call", eur(5_000)), cost=eur(1_000))
CASE_STUDY = _get(5, "case study", Size.M, State.PROMISED)
ONBOARDING = replace(
    _give(6, "onboarding week", None, State.GOODWILL),
    review=date(2027, 1, 15),
    reason="a good start",
)
DRAFT = _give(
    7, "10 more seats", Figure.between(Decimal(4_000), Decimal(6_000), "EUR"), State.DRAFT
)
THEIR_ASK = _ask(8, "15% off", ours=False, due=date(2026, 11, 27))

PROPOSALS = tuple(
    Proposal(key=key, label=label, what=label, phrase=phrase, issue="", why=Appeal.WORTH_MUCH)
    for key, label, phrase in (
        ("term", "24-month term", "a 24-month term"),
        ("seats", "20 more seats", "20 more seats"),
        ("prepay", "Prepay", "payment of the first year in advance"),
    )
)

NONE_OPEN = Exposure(before=Decimal(0), after=Decimal(0), open_gives=0, unfigured=0, share=None)
ONE_OPEN = Exposure(
    before=Decimal(12_000), after=Decimal(12_000), open_gives=1, unfigured=0, share=Decimal("0.05")
)
FIRST = replace(ONE_OPEN, before=Decimal(0))
SECOND = Exposure(
    before=Decimal(12_000),
    after=Decimal(15_000),
    open_gives=2,
    unfigured=0,
    share=Decimal("0.0625"),
)
ANSWERED = replace(NONE_OPEN, before=Decimal(12_000))


def _recorded(give: Move, exposure: Exposure = ONE_OPEN) -> GiveRecorded:
    return GiveRecorded(deal=DEAL, give=give, seq=3, today=TODAY, exposure=exposure)


def _gives() -> list[tuple[str, object]]:
    offer = Sentence(kind=SentenceKind.OFFER_IF, give=NET_60.what, condition=NET_60.condition)
    swap = Sentence(
        kind=SentenceKind.OFFER_IF,
        give="8% off",
        get="24-month term",
        reason="they commit volume",
        by=TERM.due,
    )
    waits = replace(_give(3, "8% off", eur(19_200), State.CONDITIONAL), ref=MoveNo(4))
    opened = replace(_ask(4, "24-month term", due=TERM.due), worth=eur(30_000))
    return [
        ("give recorded, open", replace(_recorded(DISCOUNT, FIRST), proposals=PROPOSALS)),
        (
            "give recorded, one of several",
            _recorded(replace(DISCOUNT, no=MoveNo(9), on=TODAY), SECOND),
        ),
        (
            "give recorded, an amount in its words",
            replace(
                _recorded(replace(ONBOARDING, what="2 free seats 3k", state=State.FIRM)),
                cost_in_words=eur(3_000),
            ),
        ),
        (
            "give recorded, without a cost",
            _recorded(replace(ONBOARDING, state=State.FIRM), replace(ONE_OPEN, unfigured=1)),
        ),
        ("give recorded, on a condition", replace(_recorded(NET_60), sentence=offer)),
        (
            "give recorded, for a new ask",
            replace(_recorded(waits), opened=(opened,), sentence=swap),
        ),
        ("give recorded, for an earlier ask", replace(_recorded(waits, NONE_OPEN), awaits=(TERM,))),
        (
            "give recorded, for two things",
            replace(_recorded(waits, NONE_OPEN), awaits=(TERM,), opened=(opened,)),
        ),
        (
            "give recorded, matched",
            replace(_recorded(DISCOUNT, ANSWERED), matched=(CALL,), left=Decimal(7_000)),
        ),
        ("give recorded, goodwill", _recorded(ONBOARDING, NONE_OPEN)),
        (
            "give recorded, what they asked for",
            replace(
                _recorded(DISCOUNT, FIRST), their_asks=(replace(THEIR_ASK, state=State.GRANTED),)
            ),
        ),
        (
            "give recorded, less than they asked for",
            replace(
                _recorded(DISCOUNT, FIRST), their_asks=(replace(THEIR_ASK, state=State.PARTLY),)
            ),
        ),
    ]


def _checked(give: Move, doubt: Doubt, exposure: Exposure = SECOND, *, nth: int = 2) -> GiveChecked:
    return GiveChecked(
        deal=DEAL,
        give=give,
        seq=5,
        today=TODAY,
        doubt=doubt,
        exposure=exposure,
        nth=nth,
        sign_by=date(2026, 11, 30),
    )


def _checks() -> list[tuple[str, object]]:
    draft = replace(NET_60, state=State.DRAFT, condition="", due=None)
    said = replace(DISCOUNT, state=State.DRAFT)
    return [
        ("give checked, of an earlier day", _checked(said, Doubt.UNANSWERED, FIRST, nth=1)),
        (
            "give checked, second in a row",
            replace(_checked(draft, Doubt.UNANSWERED), open_give=DISCOUNT),
        ),
        (
            "give checked, with what to ask for",
            replace(
                _checked(draft, Doubt.UNANSWERED, FIRST, nth=1),
                proposals=PROPOSALS,
                caution=cautions.sample_caution("no_asks"),
            ),
        ),
        (
            "give checked, in another currency",
            _checked(
                replace(draft, cost=Figure(amount=Decimal(3000), unit="USD")),
                Doubt.UNANSWERED,
                ONE_OPEN,
                nth=1,
            ),
        ),
        (
            "give checked, an amount in its words",
            replace(
                _checked(
                    replace(draft, what="weekend crew 3k", cost=None),
                    Doubt.UNANSWERED,
                    ONE_OPEN,
                    nth=1,
                ),
                cost_in_words=eur(3_000),
            ),
        ),
        (
            "give checked, without a cost",
            _checked(replace(draft, cost=None), Doubt.UNANSWERED, ONE_OPEN, nth=1),
        ),
        (
            "give checked, same line again",
            replace(_checked(draft, Doubt.SAME_AGAIN), earlier=NET_60),
        ),
        (
            "give checked, comes back or part",
            replace(
                _checked(replace(draft, what="5% off for the hotel"), Doubt.RETURN_OR_PART),
                may_return="the hotel",
            ),
        ),
        (
            "give checked, in all or more",
            replace(
                _checked(replace(draft, what="12% off"), Doubt.TOTAL_OR_MORE),
                earlier=replace(DISCOUNT, what="10% off"),
            ),
        ),
        ("draft dropped", DraftDropped(deal=DEAL, move=replace(draft, state=State.VOID))),
        ("drafts dropped", DraftDropped(deal=DEAL, move=draft, others=(said,))),
    ]


def _asks() -> list[tuple[str, object]]:
    asking = Sentence(
        kind=SentenceKind.ASK_BACK,
        give="5% off",
        get="24-month term",
        reason="it lets us plan capacity",
        by=TERM.due,
    )
    plain = Sentence(kind=SentenceKind.ASK, get="reference call", by=date(2026, 12, 4))
    answer = Sentence(
        kind=SentenceKind.ANSWER_THEIRS, give="15% off", get="a 24-month term", by=TERM.due
    )
    trial = Sentence(
        kind=SentenceKind.TRY_IT,
        give="15% off",
        get="that price for one site until March",
        by=TERM.due,
    )
    recorded = AskRecorded(
        deal=DEAL, ask=TERM, seq=2, today=TODAY, for_give=DISCOUNT, sentence=asking
    )
    theirs = TheirAskRecorded(
        deal=DEAL,
        ask=THEIR_ASK,
        seq=8,
        today=TODAY,
        exposure=ONE_OPEN,
        question=CheckQuestion.WHAT_FOR,
        proposals=PROPOSALS,
        sentence=answer,
        try_it=trial,
    )
    return [
        ("ask recorded, for a give", recorded),
        (
            "ask recorded, for a give that a caution is about",
            replace(recorded, caution=cautions.sample_caution("open_give")),
        ),
        (
            "ask recorded, on its own",
            replace(
                recorded,
                ask=replace(TERM, what="reference call", worth=eur(5_000), ref=None),
                for_give=None,
                sentence=plain,
            ),
        ),
        ("their ask recorded", theirs),
        *(
            (f"their ask recorded: {one}", replace(theirs, question=one, try_it=None))
            for one in CheckQuestion
        ),
        (
            "their ask recorded, nothing to propose",
            replace(theirs, exposure=NONE_OPEN, proposals=(), sentence=None, try_it=None),
        ),
        *_answers(),
        (
            "asks listed",
            AsksListed(
                deal=DEAL,
                today=TODAY,
                ours=(TERM, replace(TERM, due=date(2026, 11, 20))),
                theirs=(THEIR_ASK,),
            ),
        ),
        ("asks listed, none", AsksListed(deal=DEAL, today=TODAY, ours=(), theirs=())),
        (
            "which ask",
            WhichAsk(
                deal=DEAL,
                verb=Verb.DECLINED,
                what="the study",
                typed="a no on the study",
                asks=(TERM,),
            ),
        ),
        (
            "which ask, again",
            WhichAsk(
                deal=DEAL,
                verb=Verb.ASKED_AGAIN,
                what="the logo",
                typed="again about the logo by 27 Nov",
                asks=(TERM,),
                due=date(2026, 11, 27),
                line="5d3a",
            ),
        ),
        (
            "which ask, none",
            WhichAsk(
                deal=DEAL, verb=Verb.DECLINED, what="the study", typed="a no on the study", asks=()
            ),
        ),
    ]


def _answers() -> list[tuple[str, object]]:
    thanks = Sentence(kind=SentenceKind.THANKS, get="24-month term")
    get = replace(_get(9, "24-month term", eur(30_000), State.PROMISED), ref=TERM.no)
    settled = replace(TERM, state=State.GRANTED)
    agreed = AskAnswered(
        deal=DEAL,
        ask=settled,
        verb=Verb.GRANTED,
        seq=9,
        today=TODAY,
        exposure=ANSWERED,
        get=get,
        matched=(DISCOUNT,),
        sentence=thanks,
    )
    bare = replace(agreed, get=None, matched=(), sentence=None, exposure=ONE_OPEN)
    oldest = (Suggested(move=DISCOUNT, why=Ground.OLDEST),)
    return [
        ("ask answered, agreed", agreed),
        (
            "ask answered, and what the get may answer",
            replace(agreed, matched=(), suggested=oldest, exposure=ONE_OPEN),
        ),
        ("ask answered, and a give now counts", replace(agreed, firm=(NET_60,), exposure=SECOND)),
        (
            "ask answered, and a give still waits",
            replace(agreed, waiting=(NET_60,), awaited=(THEIR_ASK,), exposure=ONE_OPEN),
        ),
        (
            "ask answered, after a give had lapsed",
            replace(agreed, matched=(), late=(replace(NET_60, state=State.LAPSED),)),
        ),
        ("ask answered, partly", replace(bare, verb=Verb.PARTLY)),
        (
            "ask answered, declined",
            replace(
                bare,
                verb=Verb.DECLINED,
                lapsed=(NET_60, replace(NET_60, no=MoveNo(10), what="free setup")),
            ),
        ),
        ("ask answered, withdrawn", replace(bare, verb=Verb.WITHDRAWN)),
    ]


def suggested_gives() -> tuple[Suggested, ...]:
    """A give for each ground on which one is suggested."""
    return tuple(
        Suggested(move=replace(DISCOUNT, no=MoveNo(n)), why=why)
        for n, why in enumerate(Ground, start=1)
    )


def _gets() -> list[tuple[str, object]]:
    get = GetRecorded(deal=DEAL, get=CALL, seq=4, today=TODAY, exposure=ONE_OPEN)
    suggested = suggested_gives()
    rise = GetChecked(
        deal=DEAL,
        get=replace(CALL, what="3% price rise"),
        seq=6,
        today=TODAY,
        doubt=Doubt.TAKEN_BACK,
    )
    return [
        ("get recorded, loose", replace(get, suggested=suggested)),
        ("get recorded, of two asks", replace(get, candidates=(TERM, replace(TERM, no=MoveNo(9))))),
        ("get recorded, perhaps of an ask", replace(get, candidates=(TERM,))),
        (
            "get recorded, matched",
            replace(
                get, exposure=ANSWERED, matched=(DISCOUNT,), left=Decimal(7_000), answered=TERM
            ),
        ),
        (
            "get recorded, conditions met",
            replace(get, firm=(DISCOUNT,), waiting=(NET_60,), exposure=FIRST),
        ),
        ("get recorded, promised", replace(get, get=CASE_STUDY)),
        (
            "get recorded, on a condition",
            replace(get, get=replace(CALL, state=State.CONDITIONAL, condition="we renew")),
        ),
        ("get checked, against us", rise),
        ("get checked, same line again", replace(rise, doubt=Doubt.SAME_AGAIN, earlier=CALL)),
    ]


def _several() -> list[tuple[str, object]]:
    signed = several.signing_samples(
        DEAL, TODAY, give=NET_60, other=DISCOUNT, ask=TERM, exposure=ONE_OPEN
    )
    taken_back = several.take_back_samples(DEAL, give=DISCOUNT, get=CALL, other=CASE_STUDY)
    return (
        signed
        + taken_back
        + several.several_samples(
            DEAL,
            TODAY,
            gives=(DISCOUNT, replace(DRAFT, state=State.FIRM)),
            gets=(CALL, CASE_STUDY),
            asks=(TERM, replace(THEIR_ASK, what="20 more seats", frm=PartyId(US))),
            theirs=(THEIR_ASK, _ask(9, "net 60", ours=False)),
            exposure=SECOND,
            proposals=PROPOSALS,
            question=GetChecked(deal=DEAL, get=CALL, seq=9, today=TODAY, doubt=Doubt.TAKEN_BACK),
        )
    )


def _changes() -> list[tuple[str, object]]:
    changed = MoveChanged(
        deal=DEAL,
        verb=Verb.AMENDED,
        before=DISCOUNT,
        move=DISCOUNT,
        seq=7,
        today=TODAY,
        exposure=ONE_OPEN,
    )
    again = Sentence(kind=SentenceKind.ASK_AGAIN, get="24-month term", by=TERM.due)
    ties = Matched(
        deal=DEAL,
        give=DISCOUNT,
        get=CALL,
        seq=8,
        share=Decimal("0.8"),
        left=Decimal(8_000),
        exposure=ANSWERED,
    )
    return [
        ("move changed", changed),
        ("move void", replace(changed, verb=Verb.VOIDED, why="typed twice", exposure=ANSWERED)),
        ("condition met", replace(changed, verb=Verb.MET, move=NET_60, exposure=SECOND)),
        ("condition lapsed", replace(changed, verb=Verb.LAPSED, move=NET_60)),
        ("get delivered", replace(changed, verb=Verb.DELIVERED, move=CASE_STUDY)),
        ("get taken back", replace(changed, verb=Verb.TAKEN_BACK, move=CALL, exposure=FIRST)),
        (
            "get taken back, its ask open again",
            replace(changed, verb=Verb.TAKEN_BACK, move=CALL, exposure=FIRST, reopened=(TERM,)),
        ),
        ("give taken back", replace(changed, verb=Verb.TAKEN_BACK, exposure=NONE_OPEN)),
        ("asked again", replace(changed, verb=Verb.ASKED_AGAIN, move=TERM, sentence=again)),
        ("made goodwill", replace(changed, verb=Verb.GOODWILL, move=ONBOARDING, exposure=ANSWERED)),
        ("undone", Undone(deal=DEAL, verb=Verb.RECORDED, moves=(DISCOUNT,), exposure=ANSWERED)),
        ("undone, a match", Undone(deal=DEAL, verb=Verb.MATCHED, moves=(), exposure=FIRST)),
        ("matched", ties),
        (
            "matched with several gives",
            MatchedSeveral(
                deal=DEAL,
                gives=(DISCOUNT, NET_60),
                get=CALL,
                seq=8,
                left=Decimal(7_000),
                exposure=ONE_OPEN,
            ),
        ),
        ("get left alone", LeftAlone(deal=DEAL, get=CALL, suggested=suggested_gives())),
        ("unmatched", Unmatched(deal=DEAL, give=DISCOUNT, get=CALL, seq=9, exposure=FIRST)),
        (
            "move shown, open give",
            MoveShown(deal=DEAL, today=TODAY, row=_row(DISCOUNT, age=11), history=_history()),
        ),
        ("move shown, draft", MoveShown(deal=DEAL, today=TODAY, row=_row(DRAFT), history=())),
        (
            "move shown, conditional",
            MoveShown(deal=DEAL, today=TODAY, row=_row(NET_60), history=()),
        ),
        ("move shown, ask", MoveShown(deal=DEAL, today=TODAY, row=_row(TERM), history=())),
        (
            "move shown, promised get",
            MoveShown(deal=DEAL, today=TODAY, row=_row(CASE_STUDY), history=()),
        ),
        (
            "move shown, ask of theirs",
            MoveShown(deal=DEAL, today=TODAY, row=_row(THEIR_ASK), history=_by_the_coach()),
        ),
        (
            "move shown, matched get",
            MoveShown(deal=DEAL, today=TODAY, row=_row(CALL, ties=(1,)), history=()),
        ),
        *entries.entry_samples(DEAL, TODAY, DISCOUNT, ONBOARDING, CALL),
    ]


def _history() -> tuple[EntryShown, ...]:
    cheaper = replace(DISCOUNT, cost=eur(10_000))
    recorded = Entry(seq=1, at=NOON, person=ANA, verb=Verb.RECORDED, moves=(DISCOUNT,))
    matched = Entry(
        seq=3, at=NOON, person=ANA, verb=Verb.MATCHED, tied=(Tie(give=MoveNo(1), get=MoveNo(4)),)
    )
    return (
        EntryShown(entry=recorded),
        EntryShown(
            entry=Entry(
                seq=2,
                at=NOON,
                person=BEN,
                verb=Verb.AMENDED,
                moves=(DISCOUNT,),
                why="cost was net of tax",
            ),
            changes=list_changes(cheaper, replace(DISCOUNT, due=TODAY), DEAL.unit),
        ),
        EntryShown(entry=matched, others=(MoveNo(4),)),
    )


def _by_the_coach() -> tuple[EntryShown, ...]:
    lapsed = Entry(seq=3, at=NOON, person=PersonId("coach"), verb=Verb.LAPSED, moves=(THEIR_ASK,))
    return (EntryShown(entry=lapsed),)


def _row(
    move: Move, *, age: int | None = None, left: Decimal | None = None, ties: tuple[int, ...] = ()
) -> LogRow:
    cost = move.cost.amount if isinstance(move.cost, Figure) and age is not None else None
    return LogRow(
        move=move,
        ties=tuple(map(MoveNo, ties)),
        share=Decimal(0) if age is not None else None,
        left=left if left is not None else cost,
        age=age,
    )


def _deals() -> list[tuple[str, object]]:
    bare = replace(DEAL, id=DealId("d2"), name="Umbrella pilot", size=None, side=Side.PARTNERING)
    card = DealCard(
        deal=DEAL,
        channel=CHANNEL,
        exposure=Decimal(12_000),
        open_gives=1,
        unfigured=0,
        open_asks=2,
        drafts=1,
        oldest=11,
    )
    calm = replace(
        card,
        deal=bare,
        channel=None,
        exposure=Decimal(0),
        open_gives=0,
        open_asks=0,
        drafts=0,
        oldest=None,
    )
    home = Home(
        today=TODAY,
        cards=(card, calm),
        drafts=(
            OpenMove(deal=DEAL, row=_row(DRAFT)),
            OpenMove(deal=DEAL, row=_row(replace(CALL, state=State.DRAFT))),
        ),
        open_gives=(OpenMove(deal=DEAL, row=_row(DISCOUNT, age=11)),),
        their_asks=(
            OpenMove(deal=DEAL, row=_row(THEIR_ASK)),
            OpenMove(deal=DEAL, row=_row(replace(THEIR_ASK, due=TODAY, state=State.PARTLY))),
        ),
        more_deals=2,
        more_gives=1,
    )
    roles = ((ANA, Role.OWNER), (BEN, Role.SCRIBE))
    return [
        ("home", home),
        ("home, first visit", Home(today=TODAY, cards=())),
        ("deal opened", DealOpened(deal=DEAL)),
        ("deal opened, shared channel, no size", DealOpened(deal=bare, shared=True)),
        ("deal opened again", DealOpened(deal=DEAL, again=True)),
        ("deal locked", DealLocked(deal=DEAL)),
        ("my deals", MyDeals(cards=(card, calm))),
        ("my deals, none", MyDeals(cards=())),
        ("people listed", PeopleListed(deal=DEAL, roles=roles, mine=Role.OWNER)),
        ("settings saved", SettingsSaved(deal=DEAL)),
        ("rule muted", RuleMuted(deal=DEAL, rule=RULES_BY_ID["open_give"], muted=True)),
        ("rule speaks again", RuleMuted(deal=DEAL, rule=RULES_BY_ID["open_give"], muted=False)),
    ]


MUCH_TO_LOOK_AT = (
    "buy_from_us_if",
    "personal_gift",
    "near_walk_away",
    "second_in_a_row",
    "open_give",
    "too_much_too_soon",
    "drip",
    "stalled_ask",
    "unwritten_get",
    "unwritten_give",
    "takes_back",
    "top_priority_issue",
    "no_asks",
    "price_only",
)
"""Two more rules than a ledger has room for."""


def _ledger() -> list[tuple[str, object]]:
    rows = (
        _row(TERM),
        _row(NET_60),
        _row(CALL, ties=(1,)),
        _row(ONBOARDING),
        _row(THEIR_ASK),
        _row(DISCOUNT, age=11, left=Decimal(7_000), ties=(4,)),
    )
    whole = Ledger(
        {row.move.no: row.move for row in rows},
        frozenset({Tie(give=DISCOUNT.no, get=CALL.no)}),
        DEAL.yardstick,
    )
    seen = compute_picture(whole, DEAL, TODAY)
    log = DealLog(
        deal=DEAL,
        today=TODAY,
        picture=seen,
        rows=rows,
        page=1,
        pages=2,
        cautions=tuple(
            map(cautions.sample_caution, ("second_in_a_row", "open_give", "too_much_too_soon"))
        ),
        curve=(
            CurvePoint(day=date(2026, 11, 12), given=Decimal(12_000), got=Decimal(0)),
            CurvePoint(day=TODAY, given=Decimal(12_000), got=Decimal(5_000)),
        ),
    )
    status = DealStatus(
        deal=DEAL,
        today=TODAY,
        picture=seen,
        open_gives=(rows[-1],),
        open_asks=(TERM,),
        drafts=(DRAFT,),
        conditional=(NET_60,),
        proposals=PROPOSALS,
        their_asks=(
            THEIR_ASK,
            *(
                replace(THEIR_ASK, no=MoveNo(no), what=what, due=None, state=State.PARTLY)
                for no, what in ((21, "net 60"), (22, "free training"), (23, "a pilot"))
            ),
        ),
    )
    nothing = compute_picture(Ledger({}, frozenset(), DEAL.yardstick), DEAL, TODAY)
    empty = replace(log, picture=nothing, rows=(), pages=1, cautions=(), curve=())
    mutual = tuple(
        MutualRow(move=row.move, ties=row.ties)
        for row in rows
        if row.move.state is not State.GOODWILL
    )
    return [
        ("deal status", status),
        (
            "deal status, of three",
            replace(
                status,
                open_by_party=(
                    OpenWithParty(name="Acme", exposure=Decimal(9_000), open_gives=1),
                    OpenWithParty(name="Beta Labs", exposure=Decimal(0), open_gives=0),
                    OpenWithParty(name="", exposure=Decimal(0), open_gives=2),
                ),
            ),
        ),
        (
            "deal status, offers on the table",
            replace(status, offers=(offers.SECOND, offers.THEIRS)),
        ),
        (
            "deal status, nothing yet",
            replace(
                status, picture=nothing, open_gives=(), open_asks=(), drafts=(), conditional=()
            ),
        ),
        ("deal log", log),
        (
            "deal log, two parties",
            replace(
                log, deal=replace(DEAL, parties=(*DEAL.parties, Party(id=BETA, name="Beta GmbH")))
            ),
        ),
        ("deal log, second page", replace(log, page=2)),
        (
            "deal log, much to look at",
            replace(log, cautions=tuple(map(cautions.sample_caution, MUCH_TO_LOOK_AT))),
        ),
        ("deal log, nothing yet", empty),
        ("deal log, offers alone", replace(empty, offers=(offers.SECOND, offers.THEIRS))),
        (
            "share previewed",
            SharePreviewed(deal=DEAL, today=TODAY, rows=mutual, allowed=True, more=3),
        ),
        (
            "share previewed, shared channel",
            SharePreviewed(deal=DEAL, today=TODAY, rows=mutual, allowed=False),
        ),
        (
            "share previewed, nothing yet",
            SharePreviewed(deal=DEAL, today=TODAY, rows=(), allowed=True),
        ),
        ("shared", Shared(deal=DEAL, by=ANA, today=TODAY, rows=mutual, more=3)),
    ]


def _refusals() -> list[tuple[str, object]]:
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
    ]


def _slack() -> list[tuple[str, object]]:
    by = date(2026, 11, 30)
    sentences = [
        Sentence(kind=kind, give="5% off", get="24-month term", reason="they commit volume", by=by)
        for kind in SentenceKind
    ]
    helped = [
        Helped(command=name)
        for name in ("concede", "ask", "got", "offer", "deal", "coach", "giveget")
    ]
    return [(f"help: {one.command}", one) for one in helped] + [
        (f"sentence: {one.kind}", one) for one in sentences
    ]
