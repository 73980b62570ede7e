"""The close in two layers: read back, in the contract or not, finished without losing anything."""

from dataclasses import dataclass, field

import pytest

from bot.domain.closing import CloseStatus
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened
from tests.flows.test_commitments import commitments
from tests.flows.test_rhythm import add_measure, set_cadence, set_owner, step


@dataclass(slots=True)
class Counted:
    """Somebody whose presses are counted: a button is one, a choice from a list two, sending a form one."""

    hands: Hands
    presses: list[str] = field(default_factory=list)

    def press(self, label: str, on: Seen) -> Seen:
        self.presses.append(label)
        return self.hands.presses(label, on=on)

    def choose(self, form: Form, label: str, value: str) -> Form:
        self.presses += [label, value]
        return form.fill(label, value)

    def send(self, form: Form) -> Seen:
        self.presses.append("submit")
        return form.submit()


def ten_items(ana: Hands, acme: Channel) -> Seen:
    """Three terms, two gives, two gets, a promise, a condition and an open ask; the deal is agreed."""
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2k for a case study", in_=acme)
    ana.types("/got case study", in_=acme)
    ana.types("/concede training day as goodwill", in_=acme)
    ana.types("/got reference call", in_=acme)
    ana.types("/got verbal yes on a logo on our site", in_=acme)
    ana.types("/concede free migration cost 1k if signed by 30 Nov", in_=acme)
    ana.types("/ask intro to their CIO", in_=acme)
    ana.types("/offer price 200k, 24 months, net 30", in_=acme)
    return ana.types("/offer they accepted", in_=acme)


def stored(table: Table) -> dict[str, str]:
    """Where each item of the only deal stands, by its words."""
    with table.store.reading() as work:
        closing = work.closings.find(table.deal.team, table.deal.id)
    assert closing is not None
    return {each.said: each.status for each in closing.decisions}


def test_a_yes_leads_to_the_close_and_all_of_it_is_in_the_contract_by_two_presses(
    table: Table, ana: Hands, acme: Channel
) -> None:
    accepted = ten_items(ana, acme)
    asked = ana.presses("Close the deal", on=accepted)
    shown = ana.presses("Read back the terms", on=asked)
    assert "The close of Acme renewal, 1 of 2: what was agreed" in shown.text
    assert "price: 200,000 EUR (open)" in shown.text
    assert "They promised: a logo on our site (open)" in shown.text
    assert "We asked for: intro to their CIO (open)" in shown.text
    done = ana.presses("All in the contract", on=shown)
    assert "price: 200,000 EUR (in the contract)" in done.text
    assert "We asked for: intro to their CIO (open)" in done.text
    form = form_of(ana.presses("Where in the contract?", on=done))
    placed = form.fill("Where in the contract?", "MSA 4.2").submit()
    assert "price: 200,000 EUR (in the contract: MSA 4.2)" in placed.text
    assert set(stored(table).values()) == {CloseStatus.CONTRACT}


def test_ten_items_are_closed_with_an_exception_each_in_25_presses(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ten_items(ana, acme)
    counted = Counted(ana)
    shown = ana.types("/deal close terms", in_=acme)
    form = form_of(counted.press("One by one", on=shown))
    fields = [label for label in form.fields if label != "Where in the contract?"]
    assert len(fields) == 10
    statuses = ["Waived", "Superseded", "To be done: a commitment", "To be asked: a question"]
    for place, label in enumerate(fields):
        choice = statuses[place % 4]
        if label.startswith("We asked for") and choice == "Superseded":
            choice = "Waived"
        form = counted.choose(form, label, choice)
    details = form_of(counted.send(form))
    done = counted.send(details)
    assert "(open)" not in done.text
    counted.presses.append("Finish and close as won")
    finished = ana.presses("Finish and close as won", on=ana.types("/deal close terms", in_=acme))
    assert "won. Nothing is lost:" in finished.text
    assert len(counted.presses) <= 25, counted.presses
    assert len(stored(table)) == 10
    assert table.deal.state == "won"


def test_ten_items_with_three_exceptions_take_far_fewer(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ten_items(ana, acme)
    counted = Counted(ana)
    shown = ana.types("/deal terms", in_=acme)
    kept = counted.press("All in the contract", on=shown)
    for said, status, more in (
        ("training day", "Waived", "their CFO"),
        ("reference call", "To be done: a commitment", "their head of IT by 15 Jan"),
        ("intro to their CIO", "To be asked: a question", "who is the CIO now?"),
    ):
        shown = ana.types("/deal terms", in_=acme)
        counted.presses += ["Except …", said]
        form = form_of(ana.chooses(said, in_="close.except", on=shown))
        (label,) = [each for each in form.fields if each != "More about it"]
        form = counted.choose(form, label, status).fill("More about it", more)
        kept = counted.send(form)
    assert "training day (waived by their CFO)" in kept.text
    assert "reference call (to be done: c2, by Fri 15 Jan 2027)" in kept.text
    assert "intro to their CIO (to be asked: who is the CIO now?)" in kept.text
    finished = counted.press("Finish and close as won", on=ana.types("/deal close terms", in_=acme))
    assert len(counted.presses) <= 18, counted.presses
    assert "7 in the contract, 1 waived, 1 to be done and 1 to be asked." in finished.text
    assert "c2 They: reference call, by Fri 15 Jan 2027, head of IT" in finished.text
    assert "who is the CIO now?" in finished.text
    assert "Promised to us and not in the contract: reference call." in finished.text
    assert "Thank you for" in finished.text


def test_all_leaves_what_waits_and_what_two_entries_say_differently(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got 2 months rent free", in_=acme)
    ana.types("/got 3 months rent free", in_=acme)
    ana.types("/got reference call", in_=acme)
    ana.types("/concede old baler cost 6k if the price goes to 108", in_=acme)
    ana.types("/deal close won", in_=acme)
    done = ana.presses("All in the contract", on=ana.types("/deal close terms", in_=acme))
    assert stored(table) == {"reference call": "contract"}
    assert "was left for you to say" in done.text
    assert "All in the contract" not in done.buttons


def test_the_close_is_left_and_gone_on_with(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for number in range(1, 13):
        ana.types(f"/got workshop {number} in Berlin", in_=acme)
    shown = ana.types("/deal close terms", in_=acme)
    first = form_of(ana.presses("One by one", on=shown))
    assert len(first.fields) == 11
    second = form_of(first.submit())
    assert len(second.fields) == 3
    table.restart()
    again = ana.types("/deal close terms", in_=acme)
    assert "10 in the contract and 2 still open." in again.text
    rest = form_of(ana.presses("One by one", on=again))
    assert len(rest.fields) == 3
    assert "12 in the contract." in rest.submit().text


def test_what_is_left_open_becomes_a_commitment_or_a_question(
    table: Table, ana: Hands, acme: Channel
) -> None:
    ten_items(ana, acme)
    ana.types("/deal note buyer: went quiet on the date", in_=acme)
    shown = ana.types("/deal close terms", in_=acme)
    assert "Noted: went quiet on the date (open)" in shown.text
    finished = ana.presses("Finish and close as won", on=shown)
    assert "Nothing is lost:" in finished.text
    where = stored(table)
    assert where["onboarding week"] == "commitment"
    assert where["a logo on our site"] == "commitment"
    assert where["intro to their CIO"] == "question"
    assert where["price 200000 EUR"] == "question"
    assert where["went quiet on the date"] == "waived"
    kept = {each.what: each.side for each in commitments(table)}
    assert kept["onboarding week"] == "ours"
    assert kept["a logo on our site"] == "theirs"
    assert len(commitments(table)) == len({each.what for each in commitments(table)})
    undone = ana.presses("Undo", on=finished)
    assert "Acme renewal is open again" in undone.text
    again = ana.types("/deal close terms", in_=acme)
    assert "We give: onboarding week (open)" in again.text


@pytest.mark.parametrize(
    ("who", "close", "said"),
    [
        (
            "Ana",
            "/deal close terms",
            "Nobody has accepted an offer: our offer 1 and their offer 2 still stand.",
        ),
        (
            "Dana",
            "/deal abschluss bedingungen",
            "Kein Angebot ist angenommen: unser Angebot 1 und ihr Angebot 2 stehen noch.",
        ),
    ],
)
def test_offers_that_nobody_accepted_are_pointed_out(
    table: Table, slack: FakeSlack, who: str, close: str, said: str
) -> None:
    hands, general = slack.person(who), slack.channel("general")
    opened(hands, general)
    hands.types("/offer price 200k, 24 months", in_=general)
    hands.types("/offer they countered 190k", in_=general)
    assert said in hands.types(close, in_=general).text
    hands.types("/offer we accept 2", in_=general)
    assert said.split(":", maxsplit=1)[0] not in hands.types(close, in_=general).text


def test_the_checks_speak_before_it_is_done(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got 36-month term", in_=acme)
    ana.types("/concede silence counts as acceptance of changes for a case study", in_=acme)
    ana.types("/offer price 200k, 24 months term", in_=acme)
    ana.types("/offer they accepted", in_=acme)
    said = ana.types("/deal close terms", in_=acme).text
    assert "These do not fit together" in said
    assert "36-month term" in said
    assert "No way out is named for either side" in said
    assert "The rhythm does not say yet how often we meet" in said
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    form = step(ana, acme, "Dates").fill("End of the term", "2027-03-31")
    form.submit()
    said = ana.types("/deal close terms", in_=acme).text
    assert "It renews on Wed 31 Mar 2027, and no last day for notice is set." in said


def test_the_sheet_has_nothing_that_only_we_know(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ten_items(ana, acme)
    ana.types("/deal note buyer: went quiet on the date", in_=acme)
    ana.presses("All in the contract", on=ana.types("/deal close terms", in_=acme))
    ana.types("/deal commit they send the logo by 15 Jan", in_=acme)
    sheet = ana.types("/deal sheet", in_=acme)
    assert sheet.public == ()
    assert "Preview" in sheet.text
    assert "price: 200,000 EUR (in the contract)" in sheet.text
    assert "We give: onboarding week (in the contract)" in sheet.text
    assert "They: send the logo, by Fri 15 Jan 2027" in sheet.text
    for own in ("2,000", "1,000", "went quiet", "intro to their CIO", "goodwill"):
        assert own not in sheet.text
    copied = form_of(ana.presses("Copy", on=sheet))
    assert "went quiet" not in str(copied["Say"])
    posted = ana.presses("Post it to the channel", on=sheet)
    assert "what was agreed, on Mon 23 Nov. Shared by @Ana." in posted.public[0].text


def test_an_empty_close_says_so(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    shown = ana.types("/deal close terms", in_=acme)
    assert "Nothing was agreed, promised or noted yet." in shown.text
    assert "[All in the contract]" not in shown.text
    assert "The sheet of Acme renewal is empty" in ana.types("/deal sheet", in_=acme).text


def test_what_was_agreed_anew_is_open_again(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    ana.presses("All in the contract", on=ana.types("/deal close terms", in_=acme))
    ana.types("/deal edit #1 two reference calls", in_=acme)
    assert "They give: two reference calls (open)" in ana.types("/deal terms", in_=acme).text


def test_two_at_once_do_not_overwrite_each_other(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    shown = ana.types("/deal close terms", in_=acme)
    form = form_of(ana.presses("One by one", on=shown))
    ben.presses("All in the contract", on=ben.types("/deal close terms", in_=acme))
    assert "Somebody changed this since you saw it" in form.submit().text


def test_a_viewer_looks_and_decides_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    give_role(ana, acme, "Ben", "Viewer")
    shown = ben.types("/deal close terms", in_=acme)
    assert "They give: reference call (open)" in shown.text
    assert "[All in the contract]" not in shown.text
    assert "[Finish" not in shown.text


def test_after_the_close_there_is_something_to_remember(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/got reference call", in_=acme)
    ana.types("/deal close won", in_=acme)
    shown = ana.types("/deal close terms", in_=acme)
    finished = ana.presses("Finish", on=shown)
    form = form_of(ana.presses("What to remember", on=finished))
    form.fill("What do you want to remember?", "ask for the reference earlier").submit()
    said = ana.types("/deal close terms", in_=acme).text
    assert "To remember: ask for the reference earlier" in said
    assert "Finished on Mon 23 Nov." in said


@pytest.mark.parametrize(
    "typed", ["/deal abschluss bedingungen", "/deal bedingungen", "/deal durchgehen"]
)
def test_it_is_read_back_in_german(table: Table, slack: FakeSlack, typed: str) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/got Referenzgespräch", in_=general)
    dana.types("/ask 24 Monate Laufzeit", in_=general)
    shown = dana.types(typed, in_=general)
    assert "Abschluss von Acme Verlängerung, 1 von 2: was vereinbart wurde" in shown.text
    done = dana.presses("Alles im Vertrag", on=shown)
    assert "Die Gegenseite gibt: Referenzgespräch (im Vertrag)" in done.text
    form = form_of(dana.presses("Einzeln", on=done))
    (label,) = [each for each in form.fields if each.startswith("Wir fordern")]
    details = form_of(form.fill(label, "Zu tun: eine Zusage").submit())
    kept = details.fill("Wer tut es, bis wann?", "bis 15. Januar").submit()
    assert "Wir fordern: 24 Monate Laufzeit (zu tun: c1, bis Fr 15. Jan 2027)" in kept.text
    finished = dana.presses(
        "Abschließen als gewonnen", on=dana.types("/deal bedingungen", in_=general)
    )
    assert "gewonnen. Nichts geht verloren:" in finished.text


def test_a_relationship_that_cools_is_noticed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    ana.types("/coach start", in_=acme)
    ana.types("/deal close won", in_=acme)
    for _ in range(60):
        table.wind(days=1)
    assert "Quiet since" not in "\n".join(shown.text for shown in ana.sees(ana.dm))
    for _ in range(6):
        table.wind(days=1)
    said = "\n".join(shown.text for shown in ana.sees(ana.dm))
    assert "Quiet since Mon 23 Nov 2026: no check-in held, no word from them" in said


@pytest.mark.parametrize(
    ("line", "is_quiet"),
    [
        ("/deal note buyer: happy with the go-live", False),
        ("/deal commit they send the case study by 1 Feb", True),
        ("/deal measure uptime 99.2", True),
    ],
)
def test_only_what_comes_from_them_keeps_a_relationship_warm(
    table: Table, ana: Hands, acme: Channel, line: str, *, is_quiet: bool
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    add_measure(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/deal close won", in_=acme)
    table.wind(days=40)
    ana.types(line, in_=acme)
    for _ in range(26):
        table.wind(days=1)
    said = "\n".join(shown.text for shown in ana.sees(ana.dm))
    assert ("Quiet since" in said) is is_quiet


def test_what_they_gave_after_the_close_is_a_sign_of_theirs(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    ana.types("/coach start", in_=acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    ana.types("/deal close won", in_=acme)
    table.wind(days=40)
    ana.types("/deal delivered c1", in_=acme)
    for _ in range(26):
        table.wind(days=1)
    assert "Quiet since" not in "\n".join(shown.text for shown in ana.sees(ana.dm))


def test_a_close_in_two_layers_teaches_what_came_of_each_thing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call worth 5k", in_=acme)
    ana.types("/got reference call worth 5k", in_=acme)
    ana.presses("Finish and close as won", on=ana.types("/deal close terms", in_=acme))
    with table.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT granted FROM tradeable_outcomes").scalars().all()
    assert [bool(row) for row in rows] == [True]
