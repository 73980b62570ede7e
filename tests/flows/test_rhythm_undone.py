"""What was set in the rhythm is taken out, opened again or undone: typed, by button, from Home, and in German."""

from datetime import date

import pytest

from bot.domain.ledger import Verb
from bot.domain.rhythms import Gate, GateOutcome, Rhythm
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_governance_events import GATE, RISK
from tests.flows.test_rhythm import rhythm_of, set_owner, step

BAND = "/deal band CPI base 2.1% band 2-4%"


def parts_of(table: Table) -> Rhythm | None:
    """All that is agreed, as it is stored."""
    with table.store.reading() as work:
        return work.rhythms.find(table.deal.team, table.deal.id)


@pytest.mark.parametrize(
    "line",
    [
        "gate remove pilot",
        "gate pilot remove",
        "gate remove the pilot",
        "gate take out the pilot gate",
        "gate pilot out",
        "gates delete pilot",
        "gate pilot no longer needed",
    ],
)
def test_a_gate_is_taken_out_and_put_back(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types(GATE, in_=acme)
    before = rhythm_of(table).gates
    gone = ana.types(f"/deal {line}", in_=acme)
    assert "Taken out of the rhythm. It said: Pilot: one site, ten people" in gone.text
    assert rhythm_of(table).gates[0] == Gate()
    assert "Pilot" not in ana.types("/deal rhythm page", in_=acme).text
    back = ana.presses("Put it back", on=gone)
    assert "Undone: Pilot, checkpoint, scale. Everything stands as it did before." in back.text
    assert rhythm_of(table).gates == before


def test_a_gate_is_taken_out_by_a_button_from_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal gate pilot: one site, ten people; by 24 Nov", in_=acme)
    assert "one site, ten people" in ana.home().text
    status = form_of(ana.presses("Show", on=ana.home()))
    rhythm = form_of(ana.presses("Rhythm", on=status))
    assert "Pilot, checkpoint, scale" in rhythm.text
    gone = ana.presses("Take out", on=ana.home())
    assert rhythm_of(table).gates[0] == Gate()
    assert "one site, ten people" not in ana.home().text
    ana.presses("Put it back", on=gone)
    assert "one site, ten people" in ana.home().text
    shown = ana.types("/deal gates", in_=acme)
    ana.types("/deal gate remove pilot", in_=acme)
    assert "changed" in ana.presses("Take out", on=shown).text


def test_the_form_takes_a_gate_out_with_what_became_of_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GATE, in_=acme)
    ana.types("/deal gate pilot passed", in_=acme)
    form = step(ana, acme, "Gates")
    form.fill("Pilot: what it is", "").fill("Pilot: what lets us go on", "")
    saved = form.fill("Pilot: by when", "").submit()
    assert not any(gate.is_there for gate in rhythm_of(table).gates)
    ana.presses("Undo", on=saved)
    assert rhythm_of(table).gates[0].outcome is GateOutcome.PASSED


@pytest.mark.parametrize(
    "line", ["gate pilot open again", "gate pilot not decided yet", "gate reopen the pilot"]
)
def test_a_gate_decided_by_mistake_is_open_again_and_whoever_was_told_hears_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types(GATE, in_=acme)
    ben.types("/deal gate pilot failed because it is slow", in_=acme)
    table.wind(hours=3)
    said = ben.types(f"/deal {line}", in_=acme)
    assert "Open again: Pilot: one site, ten people" in said.text
    assert "@Ana hears of it too." in said.text
    gate = rhythm_of(table).gates[0]
    assert (gate.outcome, gate.decided, gate.note, gate.day) == (None, None, "", date(2027, 1, 29))
    table.tick()
    taken_back = "what you were told of the gate Pilot was taken back; it is open again."
    assert [taken_back in each.text for each in told(ana)].count(True) == 1
    # What was taken back by mistake holds again, and whoever heard of it hears that too.
    decided = next(each.text for each in told(ana) if "Pilot" in each.text)
    ben.presses("Undo", on=said)
    assert rhythm_of(table).gates[0].outcome is GateOutcome.FAILED
    table.tick()
    assert [each.text for each in told(ana)].count(decided) == 2
    ben.types(f"/deal {line}", in_=acme)
    asked = ben.types(f"/deal {line}", in_=acme).text
    assert "At that stage there is nothing to take out or open again." in asked
    assert f"You typed: {line.partition(' ')[2]}" in asked


def test_the_list_opens_a_gate_again(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(GATE, in_=acme)
    ana.presses("Passed", on=ana.types("/deal gates", in_=acme))
    ana.presses("Open again", on=ana.types("/deal gates", in_=acme))
    assert rhythm_of(table).gates[0].outcome is None
    asked = ana.types("/deal gate remove scale", in_=acme).text
    assert "At that stage there is nothing to take out or open again." in asked
    assert (
        "Which stage: pilot, checkpoint or scale?" in ana.types("/deal gate remove", in_=acme).text
    )


@pytest.mark.parametrize(
    ("line", "undo"),
    [
        (BAND, "Index bands, CPI"),
        ("/deal band CPI band 2-6%", "Index bands, CPI"),
        ("/deal band remove CPI", "Index bands, CPI"),
        (
            "/deal reopener volume below 80% reopens price",
            "Limits that reopen, pause or end, volume",
        ),
        ("/deal stop-loss remove returns", "Limits that reopen, pause or end, returns"),
        ("/deal measure uptime at least 99.5%", "Measures, uptime"),
        ("/deal measure stop measuring tickets", "Measures, tickets"),
        ("/deal renewal 31 Dec 2028 notice 6 months", "Renewal, notice, credits"),
        ("/deal renewal remove", "Renewal, notice, credits"),
        ("/deal notice remove", "Renewal, notice, credits"),
        ("/deal gate checkpoint: two sites", "Pilot, checkpoint, scale"),
        ("/deal gate pilot passed", "Pilot, checkpoint, scale"),
        ("/deal risk when a strike lasts a week, prices are looked at within 5 days", "a strike"),
        ("/deal risk remove outage", "When something happens, an outage lasts a day"),
        ("/deal happened outage", "When something happens, an outage lasts a day"),
        ("/deal rhythm every second Tuesday", "How often we meet"),
    ],
)
def test_whatever_was_set_is_undone_by_its_button_and_by_the_word(
    table: Table, ana: Hands, acme: Channel, line: str, undo: str
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    for known in (
        "/deal band CPI base 2.1% band 2-5%",
        "/deal stop-loss returns above 8% exit",
        "/deal measure tickets at most 20 monthly",
        "/deal renewal 31 Dec 2027 notice 3 months auto-renews 12 months",
        GATE,
        RISK,
    ):
        ana.types(known, in_=acme)
    before = rhythm_of(table)
    saved = ana.types(line, in_=acme)
    changed = rhythm_of(table)
    assert changed.version == before.version + 1, saved.text
    button = "Put it back" if "Put it back" in saved.buttons else "Undo"
    said = ana.presses(button, on=saved).text
    assert said.startswith("Undone: ")
    assert undo in said
    alike = rhythm_of(table)
    assert (alike.bands, alike.limits, alike.measures) == (
        before.bands,
        before.limits,
        before.measures,
    )
    assert (alike.gates, alike.risks, alike.occurrences) == (
        before.gates,
        before.risks,
        before.occurrences,
    )
    assert (alike.renewal, alike.notice, alike.after_term, alike.cadence) == (
        before.renewal,
        before.notice,
        before.after_term,
        before.cadence,
    )
    # Typed it undoes the rhythm too, and not the give of before. Of the rhythm only the last change can be undone:
    # with older ones in between the give is undone by its number alone.
    ana.types(line, in_=acme)
    assert "Undone: " in ana.types("/deal undo", in_=acme).text
    assert table.states() == ["give firm"]
    assert rhythm_of(table).gates == before.gates
    assert "Nothing was undone now." in ana.types("/deal undo", in_=acme).text
    assert table.states() == ["give firm"]
    assert "#1" in ana.types("/deal undo #1", in_=acme).text
    assert table.states() == ["give draft"]


def test_a_move_recorded_after_it_is_what_undo_means(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(BAND, in_=acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    assert "Undone: #1" in ana.types("/deal undo", in_=acme).text
    assert rhythm_of(table).bands


def test_what_was_changed_since_or_long_ago_or_by_others_is_not_undone(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    first = ana.types(BAND, in_=acme)
    second = ana.types("/deal band steel cap 400", in_=acme)
    assert "the rhythm was changed again since" in ana.presses("Undo", on=first).text
    assert "Somebody else recorded this." in ben.presses("Undo", on=second).text
    # Who is reminded agrees nothing, and takes nothing of it away.
    reminded(ana, acme)
    table.wind(minutes=11)
    late = ana.presses("Undo", on=second).text
    assert "The time for undoing has passed." in late
    assert "/deal rhythm" in late
    assert [band.name for band in rhythm_of(table).bands] == ["CPI", "steel"]


def test_who_wants_reminders_meanwhile_keeps_them(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    saved = ana.types(BAND, in_=acme)
    reminded(ana, acme)
    ana.presses("Undo", on=saved)
    rhythm = rhythm_of(table)
    assert rhythm.bands == ()
    assert ana.id in rhythm.reminded


def test_what_did_not_happen_is_taken_back_at_any_time(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types(RISK, in_=acme)
    ben.types("/deal happened outage", in_=acme)
    table.wind(hours=2)
    said = ben.types("/deal risk did not happen outage", in_=acme)
    assert "It did not happen: an outage lasts a day. So this is no longer due: both" in said.text
    table.tick()
    assert any("it did not happen: an outage lasts a day" in each.text for each in told(ana))
    assert rhythm_of(table).occurrences == ()
    ben.presses("Undo", on=said)
    (occurrence,) = rhythm_of(table).occurrences
    assert occurrence.done is None
    ben.presses("Did not happen", on=ben.types("/deal risks", in_=acme))
    assert rhythm_of(table).occurrences == ()
    asked = ben.types("/deal happened false alarm outage", in_=acme).text
    assert "Nothing that happened is still to be done, so nothing was changed." in asked
    assert [entry.verb for entry in table.entries()].count(Verb.TRIGGERED) == 1


@pytest.mark.parametrize(
    ("line", "left"),
    [
        (
            "/deal etappe Pilot entfernen",
            "Aus dem Rhythmus genommen. Darin stand: Pilot: ein Standort",
        ),
        ("/deal etappe entferne den Pilot", "Aus dem Rhythmus genommen."),
        ("/deal etappe Pilot streichen", "Aus dem Rhythmus genommen."),
        ("/deal korridor VPI entfernen", "VPI"),
        ("/deal korridor entferne VPI", "VPI"),
        ("/deal notbremse Volumen entfernen", "Volumen"),
        ("/deal risiko entferne Ausfall", "ein Ausfall"),
        ("/deal laufzeit entfernen", "Wann endet die Laufzeit?"),
        ("/deal kündigungsfrist entfernen", "Bis wann muss gekündigt sein?"),
    ],
)
def test_it_is_taken_out_and_put_back_in_german(
    table: Table, slack: FakeSlack, line: str, left: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    for known in (
        "/deal etappe Pilot: ein Standort; weiter, wenn Verfügbarkeit 99%; bis 29.1.",
        "/deal korridor VPI Basis 2,1% Band 2-4%",
        "/deal notbremse Volumen unter 80% aussteigen",
        "/deal risiko wenn ein Ausfall einen Tag dauert, treffen sich beide innerhalb von 2 Tagen",
        "/deal laufzeit 31.12.2027 Kündigungsfrist 3 Monate",
    ):
        dana.types(known, in_=general)
    before = parts_of(table)
    assert before is not None
    said = dana.types(line, in_=general)
    assert left in said.text
    after = parts_of(table)
    assert after is not None
    assert after.version == before.version + 1
    button = "Wiederherstellen" if "Wiederherstellen" in said.buttons else "Rückgängig"
    back = dana.presses(button, on=said).text
    assert "Rückgängig gemacht: " in back
    assert "Alles steht wieder wie vorher." in back


def test_a_gate_is_opened_again_and_an_event_taken_back_in_german(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/deal etappe Pilot: ein Standort; weiter, wenn Verfügbarkeit 99%", in_=general)
    dana.types("/deal etappe Pilot bestanden", in_=general)
    assert "Wieder offen: Pilot" in dana.types("/deal etappe Pilot wieder offen", in_=general).text
    dana.types(
        "/deal risiko wenn ein Ausfall einen Tag dauert, treffen sich beide innerhalb von 2 Tagen",
        in_=general,
    )
    dana.types("/deal eingetreten Ausfall", in_=general)
    said = dana.types("/deal risiko nicht eingetreten Ausfall", in_=general).text
    assert "Doch nicht eingetreten: ein Ausfall" in said
    assert rhythm_of(table).occurrences == ()
    form = form_of(dana.presses("Hinzufügen", on=dana.types("/deal risiken", in_=general)))
    assert form.title == "Wenn etwas passiert"
