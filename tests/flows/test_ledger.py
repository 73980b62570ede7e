"""Nothing is lost or silently changed: undo, amend, void, and two people at once."""

import pytest

from bot.domain.ledger import Verb
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, forged, form_of, opened, pressed


def test_the_author_undoes_within_ten_minutes(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 2k", in_=acme)
    table.wind(minutes=9)
    undone = ana.presses("Undo", on=said)
    assert (
        undone.text
        == "Undone: #1, 5% off. Everything stands as it did before.\nNo give is open now."
    )
    assert table.states() == ["give void"]
    assert [e.verb for e in table.entries()] == [Verb.OPENED, Verb.RECORDED, Verb.UNDONE]


def test_later_it_is_voided_with_a_reason(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 2k", in_=acme)
    table.wind(minutes=11)
    late = ana.presses("Undo", on=said)
    assert "The time for undoing has passed. You can void #1 instead" in late.text
    assert table.states() == ["give firm"]
    form = form_of(ana.presses("Void #1", on=late))
    voided = form.fill("Why?", "It was never agreed").submit()
    assert (
        "Void #1: 5% off, because It was never agreed. It counts in no sum; the log keeps it."
        in voided.text
    )
    assert table.entries()[-1].why == "It was never agreed"
    assert (
        "Voided by @Ana, Mon 23 Nov, because It was never agreed"
        in ana.types("/deal log #1", in_=acme).text
    )
    assert table.sums.exposure == 0


def test_a_void_needs_a_reason(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    form = form_of(ana.presses("Void", on=ana.types("/deal log #1", in_=acme)))
    assert form.submit().errors == {"Why?": "Please complete this required field."}
    assert table.states() == ["give firm"]


def test_nobody_undoes_for_somebody_else(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Undo", on=ana.types("/concede 5% off cost 2k", in_=acme))
    ana.types("/concede net 60 cost 3k", in_=acme)
    ben.types("/ask reference call", in_=acme)
    before = table.entries()
    said = forged(slack, ben, user=ben.id, value=pressed(slack).replace("|2|", "|4|"))
    assert "Somebody else recorded this. They or the deal's owner can undo it." in said.text
    assert table.entries() == before


def test_undo_in_words_goes_back_step_by_step(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    ana.types("/concede 5% off cost 2k for 24-month term", in_=acme)
    ben.types("/ask reference call", in_=acme)
    ana.types("/got 24-month term", in_=acme)
    assert "Undone: #4, 24-month term." in ana.types("/deal undo", in_=acme).text
    assert table.states() == ["ask open", "give conditional", "ask open", "get void"]
    assert "Undone: #2, 5% off." in ana.types("/deal undo", in_=acme).text
    assert "Undone: #1, 24-month term." in ana.types("/deal undo", in_=acme).text
    # What is left of hers is the opening, on which Ben's ask builds.
    assert "its opening was not undone" in ana.types("/deal undo", in_=acme).text
    assert table.states() == ["ask void", "give void", "ask open", "get void"]


def test_undo_does_not_skip_what_somebody_changed_since(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask 24-month term", in_=acme)
    ana.types("/ask reference call", in_=acme)
    ben.presses("They declined", on=ben.types("/deal log #2", in_=acme))
    said = ana.types("/deal undo", in_=acme)
    assert "Somebody changed this since you saw it, so nothing was done." in said.text
    assert table.states() == ["ask open", "ask declined"]


def test_undoing_an_answer_restores_all_that_followed_from_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)
    before = table.sums
    said = ana.chooses("They agreed", in_="ask.answer", on=ana.types("/deal asks", in_=acme))
    assert table.states() == ["give firm", "ask granted", "get promised"]
    ana.presses("Undo", on=said)
    assert table.states() == ["give conditional", "ask open", "get void"]
    assert table.ledger.ties == frozenset()
    assert table.sums.exposure == before.exposure


def test_undoing_a_decided_draft_makes_it_a_draft_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    ana.presses("Undo", on=said)
    assert table.states() == ["give draft"]
    assert "Draft #1 in Acme renewal: give 5% off, cost 12,000 EUR" in ana.home().text


def test_what_was_undone_cannot_be_undone_twice(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 2k", in_=acme)
    ana.presses("Undo", on=said)
    again = ana.presses("Undo", on=said, even_if_gone=True)
    assert "#1, 5% off, is already void. Nothing was changed." in again.text
    assert [e.verb for e in table.entries()] == [Verb.OPENED, Verb.RECORDED, Verb.UNDONE]


def test_an_amended_move_keeps_how_it_read(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Edit", on=ana.types("/concede 5% off cost 2k", in_=acme)))
    said = form.fill("Cost to us", "3k").fill("Why is it changed?", "net of tax").submit()
    assert "Changed #1: 5% off, cost 3,000 EUR." in said.text
    assert "Given with nothing back yet rises from 2,000 to 3,000 EUR." in said.text
    entry = table.entries()[-1]
    assert (entry.verb, entry.why) == (Verb.AMENDED, "net of tax")
    assert [str(m.cost and m.cost) for m in entry.before] != [str(m.cost) for m in entry.moves]
    assert (
        "Amended by @Ana, Mon 23 Nov; Cost to us: 2,000 EUR → 3,000 EUR, because net of tax"
        in ana.types("/deal log #1", in_=acme).text
    )
    ana.presses("Undo", on=said)
    assert table.sums.exposure == 2000


def test_of_two_people_who_change_the_same_thing_the_first_counts(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    mine = form_of(ana.presses("Edit", on=ana.types("/deal log #1", in_=acme)))
    his = form_of(ben.presses("Edit", on=ben.types("/deal log #1", in_=acme)))
    assert "Changed #1" in mine.fill("Cost to us", "3k").submit().text
    late = his.fill("Cost to us", "9k").submit()
    assert "Somebody changed this since you saw it, so nothing was done." in late.text
    assert table.sums.exposure == 3000
    assert "cost 3,000 EUR" in ben.presses("Show #1", on=late).text


def test_a_late_form_about_something_void_changes_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/concede 5% off cost 2k", in_=acme)
    form = form_of(ana.presses("Edit", on=said))
    form.close()
    ana.types("/deal undo", in_=acme)
    form = form_of(ana.presses("Edit", on=said))
    assert (
        "#1, 5% off, is already void. Nothing was changed."
        in form.fill("Cost to us", "3k").submit().text
    )


@pytest.mark.parametrize(
    ("line", "button", "said"),
    [
        (
            "/concede net 60 cost 2k if they sign",
            "It will not",
            "Lapsed #1: net 60 (if they sign). It never counted.",
        ),
        ("/concede net 60 cost 2k", "Goodwill, on purpose", "Goodwill #1: net 60, on purpose."),
    ],
)
def test_a_move_is_settled_from_its_page(
    table: Table, ana: Hands, acme: Channel, line: str, button: str, said: str
) -> None:
    opened(ana, acme)
    ana.types(line, in_=acme)
    assert said in ana.presses(button, on=ana.types("/deal log #1", in_=acme)).text
    assert table.sums.exposure == 0


def test_goodwill_counts_from_its_review_day(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 9k as goodwill review 30 Nov", in_=acme)
    assert table.sums.exposure == 0
    table.wind(days=8)
    said = ana.types("/deal", in_=acme).text
    assert "Given with nothing back yet: 9,000 EUR" in said
    ana.types("/ask reference call", in_=acme)
    assert table.sums.exposure == 9000


def test_goodwill_is_named_beside_what_was_given(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 4k as goodwill review 15 Jan", in_=acme)
    assert "Given: 4,000 EUR of goodwill. Got: nothing." in ana.types("/deal", in_=acme).text
    ana.presses("Already said", on=ana.types("/concede 5% off cost 9k on 12 Nov", in_=acme))
    said = ana.types("/deal", in_=acme).text
    assert "Given: 1 give, 9,000 EUR and 4,000 EUR of goodwill. Got: nothing." in said
    ana.types("/concede a lunch and learn as goodwill", in_=acme)
    said = ana.types("/deal", in_=acme).text
    assert "9,000 EUR and 4,000 EUR + 1 without a figure of goodwill" in said


def test_one_answer_is_not_called_usual(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for line in ("5% off cost 12k", "net 60 cost 13k", "free month cost 14k"):
        ana.presses("Already said", on=ana.types(f"/concede {line} on 20 Nov", in_=acme))
    ana.types("/got reference call worth 5k", in_=acme)
    said = ana.types("/deal log", in_=acme).text
    assert "They answered once so far, within 1 working day" in said
    assert "usually" not in said


def test_the_curve_shows_what_was_given_and_what_was_got_up_to_each_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 12 Nov", in_=acme))
    table.wind(days=1)
    ana.types("/got reference call worth 5k for #1", in_=acme)
    ana.types("/got 24-month term worth 30k", in_=acme)
    shown = ana.presses("Show the chart", on=ana.types("/deal log", in_=acme))
    (drawn,) = [b["chart"] for b in shown.blocks if b["type"] == "data_visualization"]
    assert {s["name"]: [(p["label"], p["value"]) for p in s["data"]] for s in drawn["series"]} == {
        "Given, cost": [("12 Nov", 12000), ("24 Nov", 12000)],
        "Got, worth": [("12 Nov", 0), ("24 Nov", 35000)],
    }


def test_the_last_entry_of_a_person_is_undone_behind_many_of_others(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ben = slack.person("Ben")
    ana.types("/ask case study", in_=acme)
    for thing in ("logo", "pilot", "referral", "training slot", "site visit", "press quote"):
        ben.types(f"/ask {thing}", in_=acme)
    said = ana.types("/deal undo", in_=acme)
    assert "case study" in said.text
    assert table.move(1).state == "void"
    assert {table.move(no).state for no in range(2, 8)} == {"open"}
