from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coach.answers import Matchable
from bot.coach.answers.approvals import ApprovalRulesSettable
from bot.coach.answers.data_rules import DataRulesSettable
from bot.coach.answers.workspaces import WorkspaceSettable
from bot.domain.data_rules import DataRules
from bot.domain.deals import Deal, Rate, Side, Yardstick
from bot.domain.ids import THEM, US, ChannelId, DealId, MoveNo, PartyId, PersonId, TeamId
from bot.domain.issues import Issue
from bot.domain.moves import Kind, Move, State
from bot.domain.policy import Policy
from bot.domain.worth import POINTS, Figure, Size, Worth
from bot.language.lines import Opening, ParsedLine
from bot.playground import limits as slacks
from bot.playground.samples import approvals as approval_samples
from bot.playground.samples import debriefs as debrief_samples
from bot.playground.samples import mesos as meso_samples
from bot.playground.samples import offers as offer_samples
from bot.playground.views import initial_state
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.forms import deals as deal_forms
from bot.slack.forms import moves as move_forms
from bot.slack.forms import trades as trade_forms
from bot.slack.forms.approvals import decline_view, rules_view
from bot.slack.forms.data_rules import data_rules_view
from bot.slack.forms.debriefs import debrief_view
from bot.slack.forms.fields import (
    Checks,
    ChoiceField,
    DayField,
    Option,
    People,
    Read,
    Start,
    Text,
    Unfit,
)
from bot.slack.forms.form import NEEDED, Forged, Form, FormMetadata, NotFilled, parse_metadata
from bot.slack.forms.issues import issue_view
from bot.slack.forms.offers import offer_view
from bot.slack.forms.sayings import judge_view, say_view, style_view
from bot.slack.forms.tactics import suits_view
from bot.slack.forms.workspaces import workspace_view
from bot.slack.routes import ROUTES
from tests.slack.messages import MONDAY


def _decimal(text: str) -> Decimal:
    if not text.isdecimal():
        raise Unfit("Please write a number.")
    return Decimal(text)


LOCALES = ("en-US", "de-DE", "fr-FR", "de-CH")
WHAT = Text(name="what", label="What")
COST: Read[Decimal] = Read(name="cost", label="Cost", optional=True, reader=_decimal, writer=str)
DUE = DayField(name="due", label="By", optional=True)
SIDE = ChoiceField(
    name="side", label="Side", options=(Option(value="a", label="A"), Option(value="b", label="B"))
)
MOVE = ChoiceField(name="move", label="Which", optional=True)
RULES = Checks(
    name="rules",
    label="Rules",
    optional=True,
    options=(Option(value="x", label="X"), Option(value="y", label="Y")),
)
WHO = People(name="who", label="Who", optional=True)
FORM = Form(
    route="test.form",
    title="A form",
    submit="Send",
    fields=(WHAT, COST, DUE, SIDE, MOVE, RULES, WHO),
)
TICKET = FormMetadata(once="k1", deal="d1", move=3, version=2)


def sent(view: Block, **filled: dict[str, Any]) -> Block:
    """The form as Slack sends it back: what it was opened with, and what was filled in since."""
    state = initial_state(view["blocks"], {})
    for name, value in filled.items():
        state[name] = {name: value}
    return view | {"state": {"values": state}}


def opened(*starts: Start) -> Block:
    view = FORM.view(TICKET, [MOVE.among([Option(value="1", label="#1 5% off")]), *starts])
    assert slacks.check_view(view) == ()
    return view


def test_what_a_form_was_opened_with_comes_back_typed() -> None:
    filled = FORM.read(
        sent(
            opened(
                WHAT.starts("*5%* off"),
                COST.starts(Decimal(12)),
                DUE.starts(date(2026, 11, 30)),
                SIDE.starts("b"),
                RULES.starts(frozenset({"x"})),
                WHO.starts(("U1", "U2")),
            )
        )
    )
    assert filled.metadata == TICKET
    assert [filled.get(WHAT), filled.get(COST), filled.get(DUE)] == [
        "*5%* off",
        Decimal(12),
        date(2026, 11, 30),
    ]
    assert [filled.get(SIDE), filled.get(MOVE), filled.get(WHO)] == ["b", None, ("U1", "U2")]
    assert filled.get(RULES) == frozenset({"x"})


def test_what_does_not_fit_is_said_at_its_field_all_at_once() -> None:
    with pytest.raises(NotFilled) as unfit:
        FORM.read(
            sent(
                opened(),
                what={"value": "   "},
                cost={"value": "much"},
                due={"selected_date": "2026-02-30"},
                side={"selected_option": {"value": "forged"}},
            )
        )
    assert unfit.value.errors == {
        "what": NEEDED,
        "cost": "Please write a number.",
        "due": "Please choose a day from the calendar.",
        "side": "Please choose one of these.",
    }


def test_what_is_longer_than_slack_lets_anybody_type_is_not_taken() -> None:
    too_long = {"value": "x" * (WHAT.longest + 1)}
    with pytest.raises(NotFilled) as unfit:
        FORM.read(sent(opened(SIDE.starts("a")), what=too_long, cost={"value": "1" * 61}))
    assert unfit.value.errors == {
        "what": "This is longer than fits here. Please shorten it.",
        "cost": "This is longer than fits here. Please shorten it.",
    }
    just_fits = {"value": "x" * WHAT.longest}
    assert FORM.read(sent(opened(SIDE.starts("a")), what=just_fits)).get(WHAT) == "x" * 300


def test_an_empty_form_needs_only_what_is_not_optional() -> None:
    with pytest.raises(NotFilled) as unfit:
        FORM.read({"private_metadata": TICKET.written()})
    assert unfit.value.errors == {"what": NEEDED, "side": NEEDED}


@pytest.mark.parametrize(
    "written",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"once": ""}',
        '{"once": 1}',
        '{"once": "k", "move": "3"}',
        '{"once": "k", "more": 1}',
        "null",
    ],
)
def test_a_form_that_was_not_opened_here_is_refused(written: str) -> None:
    with pytest.raises(Forged):
        parse_metadata(written)


@given(
    st.builds(
        FormMetadata,
        once=st.text(min_size=1),
        deal=st.text(),
        move=st.integers(0, 10**9),
        aim=st.text(),
    )
)
def test_a_ticket_comes_back_as_it_went(ticket: FormMetadata) -> None:
    assert parse_metadata(ticket.written()) == ticket


def test_few_answers_are_in_sight_and_many_are_in_a_list() -> None:
    six = [Option(value=str(n), label=str(n)) for n in range(6)]
    few, many, free = (
        SIDE.starts("a").element["type"],
        SIDE.among(six).element["type"],
        MOVE.among(six[:2]).element["type"],
    )
    assert (few, many, free) == ("radio_buttons", "static_select", "static_select")


def test_characters_nobody_sees_do_not_come_in() -> None:
    filled = FORM.read(sent(opened(SIDE.starts("a")), what={"value": " 5%\u202e off\u200b "}))
    assert filled.need(WHAT) == "5% off"


DEAL = Deal(
    team=TeamId("T1"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(
        unit="EUR",
        sizes={Size.S: Decimal("1000.5"), Size.M: Decimal(5000)},
        rates=(Rate(currency="USD", rate=Decimal("0.92"), day=date(2026, 11, 1)),),
    ),
    opened_at=datetime(2026, 11, 9, tzinfo=UTC),
    opened_by=PersonId("U1"),
    size=Figure(amount=Decimal(240_000), unit="EUR"),
    policy=Policy(small_share=Decimal("0.035"), open_days=7, speaking=frozenset({"drip"})),
)
MOVE_3 = Move(
    no=MoveNo(3),
    kind=Kind.GIVE,
    what="net 60 & *more*",
    state=State.CONDITIONAL,
    on=MONDAY,
    at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    person=PersonId("U1"),
    frm=PartyId(US),
    to=PartyId(THEM),
    cost=Figure.between(Decimal(10_000), Decimal(15_000), "EUR"),
    worth=Size.M,
    condition="they sign by 30 Nov",
    due=date(2026, 11, 30),
    reason="they commit volume",
)
AMOUNTS: list[Worth | None] = [
    None,
    Figure(amount=Decimal(12_000), unit="EUR"),
    Figure(amount=Decimal("1234.5"), unit="EUR"),
    Figure(amount=Decimal("1234.567"), unit="EUR"),
    Figure(amount=Decimal(12_000), estimate=True),
    Figure.between(Decimal(10_000), Decimal(15_000), "EUR"),
    Figure(amount=Decimal(20), unit=POINTS),
    Figure(amount=Decimal(0)),
    Size.XL,
]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("cost", AMOUNTS)
def test_a_move_comes_out_of_its_form_as_it_went_in(cost: Worth | None, locale: str) -> None:
    move = replace(MOVE_3, cost=cost)
    view = move_forms.amend_view(move, DEAL, locale)
    assert slacks.check_view(view) == ()
    filled = move_forms.amending(move.kind, locale).read(sent(view))
    line = move_forms.line_of(filled, move.kind, locale)
    assert (line.what, line.cost, line.worth) == (move.what, cost, Size.M)
    assert (line.condition, line.due, line.reason, line.on) == (
        move.condition,
        move.due,
        move.reason,
        move.on,
    )
    assert filled.metadata.move == 3
    assert move_forms.aim_of(view) == "give"


@pytest.mark.parametrize("kind", list(Kind))
def test_a_form_for_a_move_says_what_a_line_would_have_said(kind: Kind) -> None:
    line = ParsedLine(
        what="5% off",
        worth=Size.S,
        refs=(3,),
        due=date(2026, 11, 30),
        reason="volume",
        condition="they sign",
    )
    view = move_forms.record_view(kind, DEAL, "en-US", line)
    assert slacks.check_view(view) == ()
    filled = move_forms.recording(kind, "en-US").read(sent(view))
    assert move_forms.line_of(filled, kind, "en-US") == line


def test_a_move_typed_into_an_empty_form_is_read_like_a_line() -> None:
    view = move_forms.record_view(Kind.GIVE, DEAL, "de-DE")
    filled = move_forms.recording(Kind.GIVE, "de-DE").read(
        sent(
            view,
            what={"value": "5% off"},
            cost={"value": "12.000,50"},
            **{"for": {"value": "24-month term"}},
        )
    )
    line = move_forms.line_of(filled, Kind.GIVE, "de-DE")
    assert (line.what, line.cost, line.for_what) == (
        "5% off",
        Figure(amount=Decimal("12000.50")),
        "24-month term",
    )
    assert not line.goodwill


def test_an_amount_that_cannot_be_read_goes_back_to_its_field() -> None:
    view = move_forms.record_view(Kind.GIVE, DEAL, "en-US")
    with pytest.raises(NotFilled) as unfit:
        move_forms.recording(Kind.GIVE, "en-US").read(
            sent(view, what={"value": "x"}, cost={"value": "a lot"})
        )
    assert list(unfit.value.errors) == ["cost"]


@pytest.mark.parametrize("locale", LOCALES)
def test_settings_come_out_of_their_form_as_they_went_in(locale: str) -> None:
    view = deal_forms.settings_view(DEAL, frozenset({"no_reason"}), locale)
    assert slacks.check_view(view) == ()
    settings = deal_forms.read_settings(deal_forms.settings_form(locale).read(sent(view)), locale)
    assert (settings.name, settings.side, settings.size) == (DEAL.name, DEAL.side, DEAL.size)
    assert settings.yardstick == DEAL.yardstick
    assert settings.speaking == DEAL.policy.speaking
    assert settings.thresholds
    assert all(getattr(DEAL.policy, name) == value for name, value in settings.thresholds.items())
    assert settings.muted == {"no_reason"}


@pytest.mark.parametrize("channel", ["", ChannelId("C1")])
def test_a_deal_is_opened_from_its_form(channel: str) -> None:
    known = Opening(
        name="Acme renewal", side=Side.BUYING, size=Figure(amount=Decimal(240_000), unit="USD")
    )
    view = deal_forms.opening_view("en-US", known, channel=channel)
    assert slacks.check_view(view) == ()
    form = deal_forms.opening_form("en-US", here=bool(channel))
    filled = form.read(
        sent(view, **({} if channel else {"channel": {"selected_conversation": "C1"}}))
    )
    assert (filled.need(deal_forms.NAME), filled.need(deal_forms.SIDE)) == (
        "Acme renewal",
        "buying",
    )
    assert (filled.get(deal_forms.size_field("en-US")), filled.need(deal_forms.UNIT)) == (
        known.size,
        "USD",
    )


def move(no: int, kind: Kind, what: str) -> Move:
    return replace(MOVE_3, no=MoveNo(no), kind=kind, what=what)


def test_the_form_to_match_offers_gives_and_gets() -> None:
    gives = tuple(move(n, Kind.GIVE, "x" * 200) for n in range(1, 150))
    view = trade_forms.match_view(
        DEAL, Matchable(deal=DEAL, gives=gives, gets=(move(200, Kind.GET, "reference call"),))
    )
    assert slacks.check_view(view) == ()
    chosen = {"selected_option": {"value": "7"}}
    filled = trade_forms.MATCH.read(sent(view, give=chosen))
    assert (filled.get(trade_forms.GIVE), filled.get(trade_forms.GET)) == ("7", None)


TWELVE = replace(
    meso_samples.DEAL, issues=(*meso_samples.ISSUES, *(Issue(name=f"point {n}") for n in range(20)))
)
OPENED: list[Callable[[], Block]] = [
    *(lambda kind=kind: move_forms.record_view(kind, DEAL, "en-US") for kind in Kind),
    lambda: move_forms.amend_view(MOVE_3, DEAL, "en-US"),
    lambda: move_forms.void_view(MOVE_3, DEAL),
    lambda: move_forms.partly_view(move(2, Kind.ASK, "24-month term"), DEAL, "en-US"),
    lambda: deal_forms.opening_view("en-US"),
    lambda: deal_forms.opening_view("en-US", channel="C1"),
    lambda: deal_forms.settings_view(DEAL, frozenset(), "en-US"),
    lambda: deal_forms.role_view(DEAL),
    lambda: rules_view(ApprovalRulesSettable(rules=approval_samples.ALL_RULES), "de-DE"),
    lambda: decline_view("a1", trade=True),
    lambda: decline_view("a1", trade=False),
    lambda: data_rules_view(DataRulesSettable(rules=DataRules(team=TeamId("T1")))),
    lambda: workspace_view(WorkspaceSettable(policy=Policy(), version=0)),
    lambda: suits_view(DEAL),
    lambda: debrief_view(debrief_samples.SHOWN, lambda fact: fact.what * 9, ("x", "y")),
    lambda: say_view(DEAL, "We can do 10% off"),
    lambda: style_view(DEAL),
    lambda: judge_view(move(4, Kind.GET, "reference call"), DEAL),
    lambda: offer_view(DEAL, "en-US", MONDAY),
    lambda: offer_view(TWELVE, "de-DE", MONDAY, offer=offer_samples.FIRST),
    lambda: offer_view(offer_samples.THREE, "en-US", MONDAY, party="p2"),
    lambda: issue_view(DEAL, "en-US"),
    lambda: issue_view(offer_samples.VALUED, "de-DE", 1),
    lambda: issue_view(offer_samples.VALUED, "en-US", 4),
    lambda: trade_forms.copy_view("We can do net 60 if you sign by 30 Nov."),
    lambda: trade_forms.match_view(
        DEAL, Matchable(deal=DEAL, gives=(MOVE_3,), gets=(move(4, Kind.GET, "reference call"),))
    ),
    lambda: trade_forms.match_several_view(
        DEAL, move(4, Kind.GET, "reference call"), (MOVE_3, move(5, Kind.GIVE, "net 60"))
    ),
]


@pytest.mark.parametrize("view", OPENED)
def test_every_form_fits_into_slack_and_is_taken_when_it_comes_back(
    view: Callable[[], Block],
) -> None:
    form = view()
    assert slacks.check_view(form) == ()
    assert form["callback_id"] in ROUTES.submissions
    assert parse_metadata(form["private_metadata"]).once
    fields = [block for block in form["blocks"] if block["type"] == "input"]
    assert all(field["label"]["text"] for field in fields)
    # A hint is plain text: Slack would show a backtick as it is.
    assert [field["hint"]["text"] for field in fields if "`" in str(field.get("hint"))] == []


IN_CONVERSATIONS = (
    "audit.",
    "checkin.",
    "digest.",
    "document.",
    "close.",
    "commitment.",
    "date.",
    "deals.",
    "owner.",
    "import.",
    "lead.",
    "line.",
    "measure.",
    "meso.",
    "nudges.",
    "plan.",
    "reference.",
    "rhythm.",
    "saving.",
    "tradeable.",
)
"""Forms that need more of a deal than a sample; the conversations in `tests/flows` open and send
them."""


def test_every_form_that_is_taken_can_be_opened() -> None:
    here = {view()["callback_id"] for view in OPENED}
    assert here <= set(ROUTES.submissions)
    assert {
        route for route in set(ROUTES.submissions) - here if not route.startswith(IN_CONVERSATIONS)
    } == set()


def test_a_form_says_first_what_it_is_about() -> None:
    view = FORM.view(
        TICKET, [MOVE.among([Option(value="1", label="one")])], [kit.section_block("About *#3*")]
    )
    assert [block["type"] for block in view["blocks"]][:2] == ["section", "input"]
