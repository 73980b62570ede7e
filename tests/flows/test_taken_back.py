"""What undo means after something that is no move, and check-ins that are opened again."""

from bot.domain.checkins import CheckInState
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_rhythm import add_measure, set_cadence, set_owner


def states_of(table: Table) -> list[tuple[int, CheckInState]]:
    with table.store.reading() as work:
        found = work.rhythms.list_checkins(table.deal.team, table.deal.id)
    return [(each.no, each.state) for each in found]


def waiting(table: Table, ana: Hands, acme: Channel) -> None:
    """A monthly check-in of 7 December that nobody reported on, and a give of a minute ago."""
    opened(ana, acme)
    set_cadence(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    table.wind(days=15)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))


def test_undo_after_a_check_in_opens_that_again_and_leaves_the_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    waiting(table, ana, acme)
    ana.types("/deal checkins held on plan", in_=acme)
    assert states_of(table)[0] == (1, CheckInState.HELD)
    said = ana.types("/deal undo", in_=acme)
    assert said.text.startswith("Taken back: it is open again.")
    assert "Check-in of Mon 7 Dec in Acme renewal, @Ana. What became of it?" in said.text
    assert states_of(table)[0] == (1, CheckInState.PLANNED)
    assert table.states() == ["give firm"]
    # Once more does not undo the give by the way.
    again = ana.types("/deal undo", in_=acme).text
    assert "The last thing you recorded here is a check-in" in again
    assert table.states() == ["give firm"]
    form_of(ana.presses("Skipped", on=said)).fill("Why", "a strike").submit()
    assert states_of(table)[0] == (1, CheckInState.SKIPPED)


def test_a_check_in_is_opened_again_by_its_button_by_the_list_and_typed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    waiting(table, ana, acme)
    ana.presses("Open again", on=ana.types("/deal checkins held on plan", in_=acme))
    assert states_of(table)[0] == (1, CheckInState.PLANNED)
    ana.types("/deal checkins skipped a strike", in_=acme)
    table.wind(days=3)  # long after anything may be undone
    listed = ana.types("/deal checkins", in_=acme)
    ana.presses("Open again: 7 Dec", on=listed)
    assert states_of(table)[0] == (1, CheckInState.PLANNED)
    ana.types("/deal checkins held on plan", in_=acme)
    assert "Taken back" in ana.types("/deal checkins reopen", in_=acme).text
    assert "changed" in ana.types("/deal checkins reopen", in_=acme).text
    # It is asked about again.
    before = len(told(ana))
    for _ in range(14):
        table.wind(days=1)
    assert any("Mon 7 Dec" in each.text for each in told(ana)[before:])


def test_undo_after_a_reading_undoes_no_give(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%")
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    ana.types("/deal measure uptime 99.9", in_=acme)
    said = ana.types("/deal undo", in_=acme).text
    assert "The last thing you recorded here is a reading" in said
    assert table.states() == ["give firm"]
    assert "Undone: #1" in ana.types("/deal undo #1", in_=acme).text
    assert "Taken away" in ana.types("/deal measure remove uptime", in_=acme).text


def test_who_only_reads_opens_nothing_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    waiting(table, ana, acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    held = ana.types("/deal checkins held on plan", in_=acme)
    assert "role" in ben.presses("Open again", on=held).text
    assert states_of(table)[0] == (1, CheckInState.HELD)


def test_a_check_in_is_opened_again_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/deal rhythmus jeden ersten Montag im Monat", in_=general)
    table.wind(days=15)
    dana.types("/deal zwischenstand stattgefunden alles im Plan", in_=general)
    assert states_of(table)[0] == (1, CheckInState.HELD)
    said = dana.types("/deal rückgängig", in_=general)
    assert "Zurückgenommen und wieder offen." in said.text
    assert states_of(table)[0] == (1, CheckInState.PLANNED)


def test_of_two_check_ins_the_one_settled_last_is_opened_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    waiting(table, ana, acme)
    ana.types("/deal checkins held on plan", in_=acme)
    table.wind(days=31)
    ana.types("/deal checkins skipped a strike", in_=acme)
    assert dict(states_of(table)) | {3: None} == {
        1: CheckInState.HELD,
        2: CheckInState.SKIPPED,
        3: None,
    }
    ana.types("/deal undo", in_=acme)
    assert dict(states_of(table))[1] is CheckInState.HELD
    assert dict(states_of(table))[2] is CheckInState.PLANNED
