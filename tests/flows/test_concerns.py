"""Law and fairness first: the move is recorded, a question leads, and only the sentence waits."""

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened

OPERA = "/concede opera tickets to the purchasing manager and his wife cost 300"
CASE = "/ask a five-star review for 300 EUR by Friday"


def test_the_move_is_recorded_and_a_question_leads(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types(OPERA, in_=acme)
    assert seen.text.startswith("First a question of fairness: this may go to a person")
    assert "Please ask legal before it is said. Only you see this." in seen.text
    assert "opera tickets" in seen.text
    assert seen.public == ()
    assert [move.cost is not None for move in table.ledger.moves.values()] == [True]


def test_only_the_sentence_waits_until_it_was_checked(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = ana.types(CASE, in_=acme)
    assert "Say:" not in seen.text
    assert "Copy" not in seen.buttons
    shown = ana.presses("Checked, show it", on=seen)
    assert "First a question" not in shown.text
    assert "Say:" in shown.text
    # It is not asked again in this deal.
    again = ana.types("/ask a five-star rating for 200 EUR by Monday", in_=acme)
    assert "First a question" not in again.text


def test_another_kind_and_another_person_are_asked(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Checked, show it", on=ana.types(OPERA, in_=acme))
    assert (
        "First a question of law"
        in ana.types("/ask free delivery, keep it between us", in_=acme).text
    )
    ben = slack.person("Ben")
    assert (
        "First a question of fairness" in ben.types(OPERA.replace("opera", "ballet"), in_=acme).text
    )


def test_nobody_else_sees_it(table: Table, slack: FakeSlack, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(CASE, in_=acme)
    ana.types("/concede a watch for the buyer cost 300", in_=acme)
    log = slack.person("Ben").types("/deal log", in_=acme)
    assert "question of" not in log.text
    assert "legal" not in log.text
    assert "question of" not in ana.types("/deal log", in_=acme).text


def test_lawful_words_are_not_questioned(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for line in (
        "/concede 20 support tickets a month cost 2k",
        "/ask renewal for 24 months with a reminder 60 days before",
        "/coach they threatened to walk",
    ):
        assert "First a question" not in ana.types(line, in_=acme).text


def test_a_draft_is_questioned_too(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types("/coach say We have another buyer, which is not true.", in_=acme)
    assert seen.text.startswith("First a question of fairness: is every word of it true?")


def test_a_question_in_german(table: Table, ana: Hands, acme: Channel) -> None:
    ana.person.locale = "de-DE"
    opened(ana, acme)
    seen = ana.types("/concede Präsentkorb für den Einkaufsleiter zu Weihnachten", in_=acme)
    assert seen.text.startswith("Zuerst eine Frage der Fairness")
    assert "Geprüft, anzeigen" in seen.buttons


def _open_hiring(ana: Hands, channel: Channel) -> None:
    ana.types("/deal open Lead nurse hiring 60k EUR", in_=channel)


def test_past_pay_is_not_stored_and_the_rest_is(table: Table, ana: Hands, acme: Channel) -> None:
    _open_hiring(ana, acme)
    seen = ana.types("/got two references, she earned 54,321 at her last job", in_=acme)
    assert seen.text.startswith("First a question of law: what somebody earns or earned")
    assert "What was typed about it is not kept." in seen.text
    assert [move.what for move in table.ledger.moves.values()] == ["two references"]
    assert "54,321" not in table.everything_stored()


def test_a_line_about_past_pay_alone_leaves_nothing_behind(
    table: Table, ana: Hands, acme: Channel
) -> None:
    _open_hiring(ana, acme)
    seen = ana.types("/ask her current salary", in_=acme)
    assert "Nothing is recorded" in seen.text
    assert table.ledger.moves == {}
    assert "current salary" not in table.everything_stored()


def test_an_expectation_is_kept(table: Table, ana: Hands, acme: Channel) -> None:
    _open_hiring(ana, acme)
    seen = ana.types("/ask her current salary", in_=acme)
    ana.presses("That is an expectation", on=seen)
    assert [move.what for move in table.ledger.moves.values()] == ["her current salary"]


def test_a_trait_is_not_stored(table: Table, ana: Hands, acme: Channel) -> None:
    _open_hiring(ana, acme)
    seen = ana.types("/concede 2k less because he is over 55", in_=acme)
    assert seen.text.startswith("First a question of law: family, age, faith")
    assert "It is about the work" in seen.buttons
    assert "55" not in "".join(move.typed for move in table.ledger.moves.values())


def test_a_form_is_read_too(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = ana.types("/concede", in_=acme).form
    assert form is not None
    seen = form.fill("What", "opera tickets for the purchasing manager and his wife").submit()
    assert "First a question of fairness: this may go to a person" in seen.text


def test_whom_to_ask_is_set_by_an_admin(
    table: Table, slack: FakeSlack, ben: Hands, acme: Channel
) -> None:
    opened(ben, acme)
    form = ben.types("/deal settings workspace", in_=acme).form
    assert form is not None
    form.fill("Or in words", "Dana in legal").submit()
    seen = ben.types(OPERA, in_=acme)
    assert "Please ask Dana in legal before it is said." in seen.text
