"""What Home shows of a deal after the yes: what is to be done, closes to finish, gates and events to settle."""

import re

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.transcript import view_lines
from bot.playground.workspace import Channel
from bot.slack.limits_table import VIEW_BLOCKS
from tests.flows.table import Table, form_of, opened


def test_what_both_sides_have_to_do_stands_in_home_by_its_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 27 Nov", in_=acme)
    ana.types("/deal commit we deliver onboarding by 25 Nov", in_=acme)
    ana.types("/deal commit they name a sponsor by 15 Jan", in_=acme)
    home = ana.home()
    assert "To be done" in home.text
    ours = home.text.index("Acme renewal: c2 We: deliver onboarding, by Wed 25 Nov")
    theirs = home.text.index("Acme renewal: c1 They: send the case study, by Fri 27 Nov")
    assert ours < theirs
    assert "name a sponsor" not in home.text  # its day is far
    table.wind(days=3)
    assert "onboarding, by Wed 25 Nov (1 day late)" in ana.home().text


def test_it_is_delivered_moved_and_waived_in_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for what in ("send the case study", "name a sponsor", "sign the annex"):
        ana.types(f"/deal commit they {what} by 27 Nov", in_=acme)
    said = ana.presses("Delivered", on=ana.home())
    assert "c3 They: sign the annex, by Fri 27 Nov; delivered on Mon 23 Nov" in form_of(said).text
    assert "sign the annex, by Fri 27 Nov [Delivered]" not in said.text
    form = form_of(ana.presses("Another day", on=ana.home()))
    form.fill("By which day?", "2027-01-15").submit()
    assert "name a sponsor" not in ana.home().text
    form_of(ana.presses("Waived", on=ana.home())).fill(
        "Why is it waived?", "not needed any more"
    ).submit()
    assert "To be done" not in ana.home().text


def test_after_the_deal_was_won_it_goes_on_and_after_a_loss_it_does_not(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 27 Nov", in_=acme)
    ana.types("/deal close won", in_=acme)
    assert "send the case study" in ana.home().text
    asked = ana.types("/deal close lost they backed out", in_=acme)
    ana.presses("Close it as lost", on=asked)
    assert "send the case study" not in ana.home().text


def test_a_close_that_was_begun_is_gone_on_with_from_home(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede onboarding week cost 2k for a case study", in_=acme)
    ana.types("/got case study", in_=acme)
    ana.types("/ask intro to their CIO", in_=acme)
    assert "Closes to finish" not in ana.home().text
    ana.presses("All in the contract", on=ana.types("/deal close terms", in_=acme))
    home = ana.home()
    assert "Acme renewal, begun on Mon 23 Nov: 2 items have their place." in home.text
    close = form_of(ana.presses("Go on", on=home))
    assert "intro to their CIO" in close.text
    ana.presses("Finish and close as won", on=close)
    assert "Closes to finish" not in ana.home().text


def test_gates_and_events_are_settled_in_home(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal gate pilot: one site; goes on when uptime is 99%; by 27 Nov", in_=acme)
    ana.types("/deal gate scale: all sites; by 29 Jan", in_=acme)
    ana.types("/deal risk when an outage lasts a day, both owners meet within 2 days", in_=acme)
    ana.types("/deal happened outage", in_=acme)
    home = ana.home()
    assert "Acme renewal: Happened on Mon 23 Nov: an outage lasts a day." in home.text
    assert "(1 more there)" in home.text
    ana.presses("Done", on=home)
    home = ana.home()
    assert "Acme renewal: Pilot: one site; goes on when: uptime is 99%; by Fri 27 Nov" in home.text
    assert "all sites" not in home.text
    ana.presses("Not passed", on=home)
    assert "Gates and events to settle" not in ana.home().text


def test_somebody_who_takes_no_part_sees_none_of_it(
    table: Table, ana: Hands, slack: FakeSlack, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal commit they send the case study by 27 Nov", in_=acme)
    ana.types("/deal gate pilot: one site; by 27 Nov", in_=acme)
    home = slack.person("Chris").home()
    assert "case study" not in home.text
    assert "one site" not in home.text


def test_it_stands_in_home_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    dana.types("/deal zusage sie schicken die Fallstudie bis 27. Nov", in_=general)
    dana.types("/deal gate Pilot: ein Standort; bis 27. Nov", in_=general)
    dana.types("/got Fallstudie", in_=general)
    dana.presses("Alles im Vertrag", on=dana.types("/deal abschluss punkte", in_=general))
    home = dana.home()
    assert "Zu erledigen" in home.text
    assert "Palettenregale: c1 Gegenseite: die Fallstudie schicken, bis Fr 27. Nov" in home.text
    assert "Abschlüsse, die noch offen sind" in home.text
    assert "Palettenregale, begonnen am Mo 23. Nov: 1 Punkt hat seinen Platz." in home.text
    assert "Palettenregale: Pilot: ein Standort" in home.text
    dana.presses("Geliefert", on=home)
    assert "Fallstudie, bis" not in dana.home().text


def list_named(seen: Seen, before: str, what: str) -> list[str]:
    """The things of Home's lines with `before` in them, by their name and number: `gift 3`."""
    assert seen.home is not None
    lines = [line for line in view_lines(seen.home, seen.hands.names) if before in line]
    found = [re.search(re.escape(what) + r"\d+", line) for line in lines]
    return [thing.group() for thing in found if thing]


def home_of(seen: Seen) -> Seen:
    """Home alone, as it stands behind the form that opened."""
    return Seen(hands=seen.hands, home=seen.home)


def test_what_stands_behind_the_rows_of_a_list_is_turned_to(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for number in range(12):
        ana.types(f"/deal commit they send report {number} by 27 Nov", in_=acme)
    for number in range(6):
        ana.types(f"/ask thing {number} by today", in_=acme)
    home = ana.home()
    assert list_named(home, "They:", "report ") == [f"report {n}" for n in range(5)]
    home = ana.presses("Show 7 more", on=home)
    assert list_named(home, "They:", "report ") == [f"report {n}" for n in range(5, 10)]
    assert len(list_named(home, "Acme renewal: thing", "thing ")) == 5  # the others stay
    home = ana.presses("Show 2 more", on=home)
    assert list_named(home, "They:", "report ") == ["report 10", "report 11"]
    assert "Show 2 more" not in home.buttons
    # What is done there leaves Home on the same rows; after the last of them the ones before are shown.
    home = home_of(ana.presses("Delivered", on=home))
    assert list_named(home, "They:", "report ") == ["report 10"]
    home = home_of(ana.presses("Delivered", on=home))
    assert list_named(home, "They:", "report ") == [f"report {n}" for n in range(5, 10)]
    home = ana.presses("Previous", on=home)
    assert list_named(home, "They:", "report ") == [f"report {n}" for n in range(5)]
    assert "Previous" not in home.buttons


def test_every_open_give_and_draft_can_be_turned_to(
    table: Table, slack: FakeSlack, ana: Hands
) -> None:
    for deal in range(8):
        people = [ana.id, slack.workspace.bot.id]
        channel = Channel(id=f"C0DEAL{deal:04}", name=f"deal-{deal}", members=people)
        slack.workspace.channels[channel.id] = channel
        opened(ana, channel, f"/deal open Deal {deal} selling 240k EUR")
        ana.types(f"/concede extra {deal} cost 1k", in_=channel)
        ana.types(f"/concede gift {deal} cost 90k", in_=channel)
    home = ana.home()
    gives = list_named(home, "in Deal", "extra ")
    drafts = list_named(home, "Draft", "gift ")
    home = ana.presses("Show 3 more", on=home)
    gives += list_named(home, "in Deal", "extra ")
    assert sorted(gives) == [f"extra {deal}" for deal in range(8)]
    drafts += list_named(ana.presses("Show 3 more", on=home), "Draft", "gift ")
    assert drafts == [f"gift {deal}" for deal in reversed(range(8))]


def test_lists_in_home_are_turned_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    for number in range(7):
        dana.types(f"/deal zusage sie schicken Bericht {number} bis 27. Nov", in_=general)
    home = dana.presses("Noch 2 zeigen", on=dana.home())
    assert list_named(home, "Gegenseite:", "Bericht ") == ["Bericht 5", "Bericht 6"]
    home = dana.presses("Zurück", on=home)
    assert list_named(home, "Gegenseite:", "Bericht ") == [f"Bericht {n}" for n in range(5)]


def test_a_home_in_which_everything_waits_fits_into_slack(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    favours = ("a demo day", "co-branding", "early access", "hardware", "storage", "training")
    for number, favour in enumerate(favours):
        ana.types(f"/deal commit they send report {number} by 27 Nov", in_=acme)
        ana.presses(
            "Already said", on=ana.types(f"/concede extra {number} cost 9k on 12 Nov", in_=acme)
        )
        ana.types(f"/concede gift {number} cost 9k", in_=acme)
        ana.types(f"/ask thing number {number} by today", in_=acme)
        ana.types(f"/coach they want {favour} by Friday", in_=acme)
    home = ana.home()
    assert home.buttons.count("Show 3 more") == 5
    assert list_named(home, "Draft #", "gift ") == ["gift 5", "gift 4", "gift 3"]
    assert home.text.count("They: send report") == 3
    assert len(home.blocks) <= VIEW_BLOCKS
