"""What is stored and for how long: said to whoever asks, decided by admins, done after an uninstall."""

from pathlib import Path

import pytest

from bot.domain.ids import TeamId
from bot.playground.cast import OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

TEAM = TeamId(OURS.id)
ADMINS_ONLY = "Nobody looks after Giveget here yet. An admin of this Slack workspace begins"
GRACE = "Days until all is deleted after Giveget is uninstalled"


@pytest.mark.parametrize("line", ["/deal privacy", "/giveget privacy", "/giveget deal privacy"])
def test_whoever_asks_is_told_what_is_stored(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    said = ana.types(line, in_=acme)
    assert "What Giveget stores here, who sees it, and for how long" in said.text
    assert "everything is deleted 30 days later" in said.text
    assert "How long data stays" not in said.buttons


def test_the_same_in_german(table: Table, slack: FakeSlack) -> None:
    said = slack.person("Dana").types("/deal datenschutz")
    assert "Was Giveget hier speichert, wer es sieht und wie lange" in said.text
    assert "Wird Giveget deinstalliert, wird 30 Tage später alles gelöscht." in said.text


def test_an_admin_decides_how_long(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    form = ben.presses("How long data stays", on=ben.types("/deal privacy", in_=acme)).form
    assert form is not None
    said = form.fill(GRACE, "7").submit()
    assert "everything of this workspace is deleted 7 days later" in said.text
    assert "everything is deleted 7 days later" in ana.types("/deal privacy", in_=acme).text
    again = form_of(ben.types("/deal settings data", in_=acme))
    assert again[GRACE] == "7"
    assert "A legal hold stands" in again.fill("Legal hold", ["A legal hold stands"]).submit().text
    assert "nothing of this workspace is deleted" in ana.types("/deal privacy", in_=acme).text


@pytest.mark.parametrize("days", ["366", "-1", "soon", "1.5"])
def test_a_strange_number_of_days_comes_back(
    table: Table, ben: Hands, acme: Channel, days: str
) -> None:
    form = form_of(ben.types("/deal settings data", in_=acme))
    said = form.fill(GRACE, days).submit()
    assert "Please write" in said.errors[GRACE]
    assert "30 days later" in ben.types("/deal privacy", in_=acme).text


def test_nobody_else_decides(table: Table, ana: Hands, acme: Channel) -> None:
    assert ADMINS_ONLY in ana.types("/deal settings data", in_=acme).text


def test_after_an_uninstall_all_rows_go_once_the_grace_is_over(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    slack.uninstalls()
    table.wind(days=29)
    assert "lantern" in table.everything_stored()
    table.wind(days=2)
    left = table.everything_stored()
    assert "lantern" not in left
    assert "Ana" not in left
    assert TEAM not in left


def test_a_reinstall_within_the_grace_brings_everything_back(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    slack.uninstalls()
    table.wind(days=3)
    slack.board.tokens.revoked = False
    table.wind(days=1)
    table.wind(days=60)
    assert "lantern" in ana.types("/deal log", in_=acme).text


def test_a_legal_hold_keeps_everything(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    form = form_of(ben.types("/deal settings data", in_=acme))
    form.fill("Legal hold", ["A legal hold stands"]).submit()
    slack.uninstalls()
    table.wind(days=400)
    assert "lantern" in table.everything_stored()


def test_nothing_is_deleted_while_slack_cannot_be_asked(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    slack.uninstalls()
    slack.board.tokens.revoked = False
    slack.board.faults.fail("internal_error", 1_000, method="auth.test")
    table.wind(days=40)
    assert "lantern" in table.everything_stored()


def test_a_revoked_token_of_a_person_ends_nothing(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.event("tokens_revoked", tokens={"oauth": [ana.id]})
    with table.store.reading() as work:
        assert work.data_rules.find(TEAM) is None


def test_no_word_is_left_in_the_database_file(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    path = Path(str(table.database.engine.url.database))
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal")]
    assert any(b"lantern" in file.read_bytes() for file in files if file.exists())
    slack.uninstalls()
    table.wind(days=31)
    assert not any(b"lantern" in file.read_bytes() for file in files if file.exists())
