"""Where both sides stand, kept as a canvas of the channel after a preview, and written anew at each check-in."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel, LocalCanvas
from bot.slack.canvases import SCOPE
from tests.flows.table import Table, give_role, opened
from tests.flows.test_documents import sent_to, without_scope
from tests.flows.test_plans import fill_limits
from tests.flows.test_rhythm import set_cadence

GIVE = "/concede 5% off cost 12k for 24-month term"


def keep(person: Hands, channel: Channel) -> Seen:
    """The press after the preview."""
    return person.presses("Keep as a canvas", on=person.types("/deal share", in_=channel))


def canvases(slack: FakeSlack) -> list[LocalCanvas]:
    return list(slack.workspace.canvases.values())


def test_a_press_after_the_preview_makes_a_canvas_and_tells_the_channel(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    fill_limits(ana, acme)
    said = keep(ana, acme)
    assert "On its way: where both sides stand in Acme renewal" in said.text
    assert said.public == ()
    table.tick()
    (canvas,) = canvases(slack)
    assert canvas.title == "Where both sides stand: Acme renewal"
    assert canvas.channel == acme.id
    assert canvas.readers == {acme.id}
    assert "| we | 5% off |" in canvas.markdown
    for private in ("12,000", "12k", "180"):
        assert private not in canvas.markdown
    assert "keeps where both sides stand as a canvas" in ben.sees(acme)[-1].text


def test_a_settled_check_in_writes_it_anew_without_a_word(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Every week")
    ana.types(GIVE, in_=acme)
    keep(ana, acme)
    table.tick()
    ana.types("/got reference call worth 5k", in_=acme)
    table.wind(days=14)
    (canvas,) = canvases(slack)
    assert "reference call" not in canvas.markdown
    before = len([shown for shown in ana.sees(acme) if not shown.private])
    ana.types("/deal checkins held on plan", in_=acme)
    table.tick()
    assert canvases(slack) == [canvas]
    assert "reference call" in canvas.markdown
    assert len([shown for shown in ana.sees(acme) if not shown.private]) == before


def test_pressed_again_it_is_the_same_canvas_and_a_deleted_one_stays_deleted(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Every week")
    ana.types(GIVE, in_=acme)
    keep(ana, acme)
    table.wind(minutes=1)
    keep(ana, acme)
    table.wind(minutes=1)
    assert len(canvases(slack)) == 1
    slack.workspace.canvases.clear()
    table.wind(days=14)
    ana.types("/deal checkins held on plan", in_=acme)
    table.wind(minutes=1)
    assert canvases(slack) == []
    keep(ana, acme)
    table.wind(minutes=1)
    assert len(canvases(slack)) == 1


def test_a_channel_that_is_shared_by_then_gets_nothing_new(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    general = slack.channel("general")
    opened(ana, general)
    set_cadence(ana, general, "Every week")
    ana.types(GIVE, in_=general)
    keep(ana, general)
    table.tick()
    ana.types("/got reference call worth 5k", in_=general)
    table.wind(days=14)
    ana.types("/deal checkins held on plan", in_=general)
    slack.shares(general)
    table.tick()
    (canvas,) = canvases(slack)
    assert "reference call" not in canvas.markdown


def test_without_the_permission_who_pressed_reads_the_cure(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_scope(slack, monkeypatch, SCOPE)
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    public = len(ana.sees(acme))
    keep(ana, acme)
    table.tick()
    assert "canvases:write" in sent_to(ana).text
    assert not any("canvas" in shown.text for shown in ana.sees(acme)[public:] if not shown.private)


def test_what_slack_does_not_take_is_said_to_who_pressed(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    slack.refuses("canvases.create", "canvas_disabled_user_team")
    keep(ana, acme)
    table.tick()
    assert "Slack did not take it." in sent_to(ana).text


def test_a_viewer_cannot_keep_one(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    preview = ben.types("/deal share", in_=acme)
    give_role(ana, acme, "Ben", "Viewer")
    assert "does not allow this" in ben.presses("Keep as a canvas", on=preview).text
    table.tick()
    assert canvases(slack) == []


def test_german_readers_get_it_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    dana.types("/concede 5% Rabatt für 24 Monate Laufzeit", in_=general)
    preview = dana.types("/deal teilen", in_=general)
    dana.presses("Als Canvas führen", on=preview)
    table.tick()
    (canvas,) = canvases(slack)
    assert canvas.title == "Wo beide Seiten stehen: Acme Verlängerung"
    assert "5% Rabatt" in canvas.markdown
