"""Samples of deals, their people, and their ledgers."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from bot.coach.answers import (
    CurvePoint,
    DealLocked,
    DealLog,
    DealOpened,
    DealStatus,
    MutualRow,
    OpenWithParty,
    PeopleListed,
    RuleMuted,
    SettingsSaved,
    Shared,
    SharePreviewed,
)
from bot.coach.answers.base import Answer
from bot.coach.answers.endings import ClosedCard
from bot.coach.answers.handovers import OrphanedDeal
from bot.coach.answers.home import Home, OpenMove
from bot.coach.answers.lists import (
    DealCard,
    DealsFound,
    ListedDeals,
    MyDeals,
    WaitingCheckIn,
    WaitingClose,
    WaitingCommitment,
    WaitingDeletion,
    WaitingDue,
    WaitingEnd,
)
from bot.coach.answers.people import Followed
from bot.coach.answers.workspaces import WorkspaceHealth
from bot.coach.deal_lists import DealFilter
from bot.domain.checkins import CheckIn
from bot.domain.commitments import Commitment, CommitmentSide
from bot.domain.deals import DealOutcome, Party, Role, Side
from bot.domain.ids import CommitmentNo, DealId, MoveNo
from bot.domain.ledger import Ledger
from bot.domain.measures.picture import compute_picture
from bot.domain.moves import State
from bot.domain.rhythms import ContractDate, Gate, RiskOccurrence
from bot.domain.rules import RULES_BY_ID
from bot.domain.trades import Tie
from bot.playground.samples import approvals, cautions, handovers, offers
from bot.playground.samples.acme import (
    ANA,
    BEN,
    BETA,
    CALL,
    CHANNEL,
    DEAL,
    DISCOUNT,
    DRAFT,
    NET_60,
    ONBOARDING,
    TERM,
    THEIR_ASK,
    TODAY,
    sample_row,
)
from bot.playground.samples.steps import ASKING

STUDY = Commitment(
    no=CommitmentNo(1),
    side=CommitmentSide.THEIRS,
    what="send the case study",
    at=DEAL.opened_at,
    person=ANA,
    due=TODAY - timedelta(days=3),
)
OUR_DUTY = replace(
    STUDY,
    no=CommitmentNo(2),
    side=CommitmentSide.OURS,
    what="deliver onboarding",
    owner=ANA,
    due=TODAY + timedelta(days=2),
)
GATE = Gate(what="one site", passes="uptime is 99%", day=TODAY + timedelta(days=4))
OUTAGE = RiskOccurrence(
    when="an outage lasts a day", then="both owners meet", on=TODAY, due=TODAY + timedelta(days=2)
)
MISSED = CheckIn(no=3, of=TODAY - timedelta(days=3), day=TODAY - timedelta(days=3))


def _deals() -> list[tuple[str, Answer]]:
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
    listed = ListedDeals(which=DealFilter.ALL, page=2, pages=3, total=22, cards=(card, calm))
    none = ListedDeals(which=DealFilter.ALL, page=1, pages=1, total=0)
    ended = ClosedCard(
        deal=replace(DEAL, closed_at=DEAL.opened_at, outcome=DealOutcome.WON), channel=CHANNEL
    )
    closed = ListedDeals(which=DealFilter.CLOSED, page=1, pages=1, total=1, closed=(ended,))
    home = Home(
        today=TODAY,
        listed=listed,
        drafts=(
            OpenMove(deal=DEAL, row=sample_row(DRAFT)),
            OpenMove(deal=DEAL, row=sample_row(replace(CALL, state=State.DRAFT))),
        ),
        open_gives=(OpenMove(deal=DEAL, row=sample_row(DISCOUNT, age=11)),),
        their_asks=(
            OpenMove(deal=DEAL, row=sample_row(THEIR_ASK)),
            OpenMove(deal=DEAL, row=sample_row(replace(THEIR_ASK, due=TODAY, state=State.PARTLY))),
        ),
        more_gives=1,
        more_drafts=2,
        more_their_asks=1,
        due_asks=(OpenMove(deal=DEAL, row=sample_row(replace(TERM, due=TODAY))),),
        more_due_asks=1,
        check_ins=(
            WaitingCheckIn(deal=DEAL, checkin=MISSED),
            WaitingCheckIn(deal=DEAL, checkin=replace(MISSED, quarterly=True, owner=ANA)),
        ),
        more_check_ins=3,
        ends=(
            WaitingEnd(deal=DEAL, kind=ContractDate.NOTICE, of=TODAY - timedelta(days=1)),
            WaitingEnd(deal=DEAL, kind=ContractDate.RENEWAL, of=TODAY + timedelta(days=20)),
        ),
        more_ends=1,
        deletions=(WaitingDeletion(deal=DEAL, last_day=TODAY + timedelta(days=30)),),
        more_deletions=2,
        commitments=(
            WaitingCommitment(deal=DEAL, commitment=STUDY),
            WaitingCommitment(deal=DEAL, commitment=OUR_DUTY),
        ),
        more_commitments=2,
        closes=(WaitingClose(deal=DEAL, since=TODAY - timedelta(days=4), settled=6),),
        more_closes=1,
        dues=(
            WaitingDue(deal=DEAL, place=0, gate=GATE, others=1),
            WaitingDue(deal=bare, place=1, occurrence=OUTAGE),
        ),
        more_dues=1,
        asked_to_take_over=(DEAL,),
        orphaned=(
            OrphanedDeal(missing=handovers.MISSING, name=DEAL.name, may_take_over=True),
            OrphanedDeal(missing=handovers.MISSING),
        ),
        to_approve=(approvals.FACTS, approvals.MANY),
        waiting=(approvals.FACTS,),
    )
    roles = ((ANA, Role.OWNER), (BEN, Role.SCRIBE))
    mine = PeopleListed(
        deal=DEAL, roles=roles, mine=Role.OWNER, may_give=True, may_hand_over=True, followers=(BEN,)
    )
    orphaned = PeopleListed(
        deal=DEAL, roles=roles, mine=Role.SCRIBE, left=(ANA,), follows=True, is_orphaned=True
    )
    following = Followed(
        deal=DEAL,
        follows=True,
        first=TODAY + timedelta(days=1),
        hour=time(9),
        is_stopped=False,
        has_own_role=True,
    )
    return [
        ("home", home),
        ("home, first visit", Home(today=TODAY, listed=none)),
        (
            "home, of an admin",
            Home(today=TODAY, listed=none, health=WorkspaceHealth(late=2, webhook_dead=1)),
        ),
        ("home, of an admin, all well", Home(today=TODAY, listed=none, health=WorkspaceHealth())),
        ("home, messages are not heard", Home(today=TODAY, listed=none, hears_messages=False)),
        ("home, closed deals", Home(today=TODAY, listed=closed)),
        *(
            (f"home, {which}", Home(today=TODAY, listed=replace(none, which=which)))
            for which in (DealFilter.NEEDS, DealFilter.MINE, DealFilter.FOLLOWING)
        ),
        (
            "home, none is open",
            Home(today=TODAY, listed=replace(none, has_closed=True, closed=(ended,))),
        ),
        (
            "my deals, none is open",
            MyDeals(listed=replace(none, has_closed=True, closed=(ended,))),
        ),
        ("deal opened, in a public channel", DealOpened(deal=DEAL, public=True)),
        ("deal opened", DealOpened(deal=DEAL)),
        ("deal opened, shared channel, no size", DealOpened(deal=bare, shared=True)),
        ("deal opened again", DealOpened(deal=DEAL, again=True)),
        ("deal locked", DealLocked(deal=DEAL)),
        ("my deals", MyDeals(listed=listed)),
        ("my deals, none", MyDeals(listed=none)),
        ("my deals, closed ones", MyDeals(listed=closed)),
        *(
            (f"my deals, {which}", MyDeals(listed=replace(listed, which=which, page=1, pages=1)))
            for which in (DealFilter.NEEDS, DealFilter.MINE, DealFilter.FOLLOWING)
        ),
        ("deals found", DealsFound(typed="acme", cards=(card,), closed=(ended,), more=3)),
        ("no deal found", DealsFound(typed="zebra")),
        ("people listed", mine),
        ("people listed, the owner left", orphaned),
        ("deal followed", following),
        ("deal followed, messages are stopped", replace(following, is_stopped=True)),
        ("deal followed, no day is left", replace(following, first=None)),
        ("deal no longer followed", replace(following, follows=False)),
        (
            "deal no longer followed, by a viewer",
            replace(following, follows=False, has_own_role=False),
        ),
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


def _ledger() -> list[tuple[str, Answer]]:
    rows = (
        sample_row(TERM),
        sample_row(NET_60),
        sample_row(CALL, ties=(1,)),
        sample_row(ONBOARDING),
        sample_row(THEIR_ASK),
        sample_row(DISCOUNT, age=11, left=Decimal(7_000), ties=(4,)),
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
        waiting=(approvals.FACTS, approvals.NOBODY_ASKED),
        step=ASKING,
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


SAMPLES = [*_deals(), *_ledger()]
