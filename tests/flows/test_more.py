"""Everyday answers in four lines and four buttons, and the rest behind More."""

import pytest

from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from bot.slack.folding import MOST_BUTTONS, MOST_LINES, count_buttons, count_lines
from tests.flows.table import Table, form_of, opened

pytestmark = pytest.mark.short_answers


def is_short(said: Seen) -> bool:
    return count_lines(said.blocks) <= MOST_LINES and count_buttons(said.blocks) <= MOST_BUTTONS


@pytest.mark.parametrize(
    "line",
    [
        "/concede net 60 cost 3k",
        "/concede 5% off cost 12k and 2 free seats cost 1k",
        "/concede 8% off cost 19k for 24-month term",
        "/ask 24-month term worth 30k for #1",
        "/got reference call worth 5k",
        "/offer price 220k, term 24 months",
        "/offer they offered 180k and 12 months",
        "/coach they want 15% off by Friday",
        "/coach say we can do 10% off",
        "/coach they say it's too expensive",
        "/coach stuck",
        "/coach",
        "/deal",
        "/deal hold",
        "/deal #1",
    ],
)
def test_an_everyday_answer_is_short(table: Table, ana: Hands, acme: Channel, line: str) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    ana.types("/coach they want free training", in_=acme)
    ana.types("/concede extra user cost 500", in_=acme)
    said = ana.types(line, in_=acme)
    assert is_short(said), said.text
    assert said.text


def test_the_rest_is_shown_in_place_and_its_buttons_work_from_the_menu(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    said = ana.types("/coach they want 15% off by Friday", in_=acme)
    assert is_short(said)
    assert "Undo" in said.buttons
    whole = ana.presses("Show everything", on=said)
    assert len(whole.lines) > len(said.lines)
    assert whole.messages[0].message.ts == said.messages[0].message.ts
    assert "Show everything" not in whole.buttons
    undone = ana.presses("Undo", on=ana.types("/ask reference call", in_=acme))
    assert "Undone" in undone.text


def test_what_this_process_does_not_know_any_more_leads_to_the_log(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    said = ana.types("/coach they want 15% off by Friday", in_=acme)
    table.restart()
    told = ana.presses("Show everything", on=said)
    assert "The rest of this answer is no longer at hand." in told.text
    assert "15% off" in ana.presses("Ledger", on=told).text


def test_nobody_else_opens_the_rest(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    said = ana.types("/coach they want 15% off by Friday", in_=acme)
    seen = ben.presses("Show everything", on=said)
    assert "15% off" not in seen.text


def test_the_log_and_a_brief_are_read_as_a_whole(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for number in range(6):
        ana.types(f"/ask thing number {number}", in_=acme)
    said = ana.types("/deal log", in_=acme)
    assert "thing number 0" in said.text
    assert "Show everything" not in said.buttons


def test_in_the_direct_message_the_name_of_the_deal_is_one_of_the_four_lines(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    said = ana.types("Acme renewal: they want 15% off by Friday")
    assert said.lines[0] == "Acme renewal [Other deal]"
    assert is_short(said)


@pytest.mark.parametrize(
    ("typed", "example"),
    [
        ("comitments", "/deal commitments"),
        ("poeple", "/deal people"),
        ("waiting", "/coach waiting"),
    ],
)
def test_a_slip_is_answered_with_the_word_that_it_is_like(
    ana: Hands, acme: Channel, typed: str, example: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/deal {typed}", in_=acme)
    assert f"/deal does not know: {typed}" in said.text
    assert f"For example: {example}\n" in said.text


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("/giveget privacy", "Whatever you recorded you can change or void."),
        ("/giveget overview", "Giveget is looked after here by"),
    ],
)
def test_what_tells_about_the_workspace_is_shown_as_a_whole(
    ana: Hands, ben: Hands, acme: Channel, line: str, last: str
) -> None:
    opened(ana, acme)
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    shown = ben.types(line, in_=acme)
    assert count_lines(shown.blocks) > MOST_LINES
    assert last in shown.text
