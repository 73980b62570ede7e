"""Gates that are passed or not, and what follows when something happens."""

from datetime import date

import pytest

from bot.domain.ledger import Verb
from bot.domain.rhythms import Gate, GateOutcome, RiskEvent, RiskOccurrence
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_rhythm import rhythm_of, set_owner, step

GATE = "/deal gate pilot: one site, ten people; goes on when uptime is 99%; by 29 Jan"
RISK = "/deal risk when an outage lasts a day, both owners meet within 2 days"


def test_a_gate_is_set_and_passed_in_one_line(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types(GATE, in_=acme).text
    assert "Pilot: one site, ten people; goes on when: uptime is 99%; by Fri 29 Jan 2027" in seen
    assert rhythm_of(table).gates[0] == Gate(
        what="one site, ten people", passes="uptime is 99%", day=date(2027, 1, 29)
    )
    seen = ana.types("/deal gate pilot passed on 20 Nov because uptime was 99.4%", in_=acme).text
    assert "passed on Fri 20 Nov: uptime was 99.4%" in seen
    assert "Both sides go on to the next stage." in seen
    # The form asks nothing about the outcome, and keeps it.
    step(ana, acme, "Gates").fill("Checkpoint: what it is", "two sites").submit()
    gate = rhythm_of(table).gates[0]
    assert (gate.outcome, gate.note) == (GateOutcome.PASSED, "uptime was 99.4%")
    assert "Checkpoint: two sites" in ana.types("/deal gates", in_=acme).text


def test_a_gate_that_is_not_passed_leads_to_what_was_agreed(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    step(ana, acme, "Ways out").fill("It ends when …", "20 lost days").submit()
    ana.types(GATE, in_=acme)
    seen = ben.presses("Not passed", on=ben.types("/deal gate", in_=acme)).text
    assert "not passed on Mon 23 Nov" in seen
    assert "Agreed for this case: 20 lost days" in seen
    assert "@Ana hears of it too." in seen
    table.tick()
    assert any("not passed on Mon 23 Nov" in each.text for each in told(ana))
    # A new day opens it again.
    ana.types("/deal gate pilot by 26 Feb", in_=acme)
    assert rhythm_of(table).gates[0].outcome is None


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("gate the big one passed", "Which stage: pilot, checkpoint or scale?"),
        ("gate pilot", "There is nothing in it to keep."),
        ("risk when an outage lasts a day within 2 days", "What follows then?"),
        ("risk when an outage lasts a day, both owners meet", "Within how many days?"),
        ("happened fire", "Nothing is agreed for it yet."),
    ],
)
def test_what_a_line_leaves_out_is_asked(
    table: Table, ana: Hands, acme: Channel, line: str, question: str
) -> None:
    opened(ana, acme)
    assert question in ana.types(f"/deal {line}", in_=acme).text
    with table.store.reading() as work:
        assert work.rhythms.find(table.deal.team, table.deal.id) is None


def test_what_happens_makes_what_was_agreed_due(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    seen = ana.types(RISK, in_=acme).text
    assert "When an outage lasts a day: both owners meet, within 2 days" in seen
    assert rhythm_of(table).risks == (
        RiskEvent(when="an outage lasts a day", then="both owners meet", days=2),
    )
    happened = ben.types("/deal happened outage on 20 Nov", in_=acme)
    assert "Happened on Fri 20 Nov: an outage lasts a day." in happened.text
    assert "Due by Sun 22 Nov: both owners meet" in happened.text
    assert "@Ana hears of it too." in happened.text
    table.tick()
    assert any("Due by Sun 22 Nov: both owners meet" in each.text for each in told(ana))
    assert [entry.verb for entry in table.entries()].count(Verb.TRIGGERED) == 1
    assert "Due by Sun 22 Nov" in ana.types("/deal rhythm page", in_=acme).text
    assert "Done on Mon 23 Nov: both owners meet" in ben.presses("Done", on=happened).text
    assert rhythm_of(table).occurrences == (
        RiskOccurrence(
            when="an outage lasts a day",
            then="both owners meet",
            on=date(2026, 11, 20),
            due=date(2026, 11, 22),
            done=date(2026, 11, 23),
        ),
    )


def test_it_happens_again_by_a_button_and_which_one_is_asked(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(RISK, in_=acme)
    ana.presses("It happened", on=ana.types("/deal risk", in_=acme))
    done = ana.types("/deal risk done outage", in_=acme).text
    assert "Done on Mon 23 Nov: both owners meet" in done
    ana.types("/deal risk happened outage", in_=acme)
    assert [each.done is None for each in rhythm_of(table).occurrences] == [False, True]
    ana.types("/deal risk if a strike lasts a week: prices are looked at within 5 days", in_=acme)
    asked = ana.types("/deal happened", in_=acme).text
    assert "Which of these was it? an outage lasts a day or a strike lasts a week" in asked
    assert "Taken out" in ana.types("/deal risk remove strike", in_=acme).text
    form = form_of(ana.presses("Edit", on=ana.types("/deal risks", in_=acme)))
    assert form["When this happens …"] == "an outage lasts a day"


def test_a_day_before_it_is_due_somebody_is_reminded(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types("/deal risk when an outage lasts a day, both owners meet within 3 days", in_=acme)
    ana.types("/deal happened outage", in_=acme)
    table.wind(days=2)
    text = "\n".join(each.text for each in told(ana))
    assert "agreed for what happened, due Thu 26 Nov: both owners meet" in text


def test_gates_and_events_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    seen = dana.types(
        "/deal etappe Pilot: ein Standort; weiter, wenn Verfügbarkeit 99%; bis 29.1.", in_=general
    ).text
    assert "Pilot: ein Standort; weiter, wenn: Verfügbarkeit 99%; bis Fr 29. Jan 2027" in seen
    seen = dana.types("/deal etappe Pilot nicht bestanden weil zu langsam", in_=general).text
    assert "nicht bestanden am Mo 23. Nov: zu langsam" in seen
    dana.types(
        "/deal risiko wenn ein Ausfall einen Tag dauert, treffen sich beide innerhalb von 2 Tagen",
        in_=general,
    )
    seen = dana.types("/deal eingetreten Ausfall am 20.11.", in_=general).text
    assert "Eingetreten am Fr 20. Nov: ein Ausfall einen Tag dauert." in seen
    assert "Fällig bis So 22. Nov: treffen sich beide" in seen


def test_an_older_list_still_names_the_same_events(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(RISK, in_=acme)
    ana.types("/deal risk if a strike lasts a week: prices are looked at within 5 days", in_=acme)
    older = ana.types("/deal risks", in_=acme)
    ana.types("/deal risk when an outage lasts a day, they pay within 9 days", in_=acme)
    # Of two buttons of one name the last one is pressed: the strike's.
    happened = ana.presses("It happened", on=older)
    assert "Happened on Mon 23 Nov: a strike lasts a week." in happened.text
    assert rhythm_of(table).risks[0].then == "they pay"
    older = ana.types("/deal risks", in_=acme)
    ana.types("/deal risk remove strike", in_=acme)
    assert "changed" in ana.presses("It happened", on=older).text
    assert len(rhythm_of(table).occurrences) == 1


def test_two_gates_that_say_the_same_are_told_apart(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal gate pilot: goes on when uptime is 99%", in_=acme)
    ana.types("/deal gate scale: goes on when uptime is 99%", in_=acme)
    shown = ana.types("/deal gates", in_=acme)
    values = [
        element["value"]
        for block in shown.blocks
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith("gate.passed")
    ]
    assert len(set(values)) == 2
