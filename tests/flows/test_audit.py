"""The audit: each act that a workspace accounts for is one row, without a word of any deal, for its admins alone."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest

from bot.domain.audit import AuditAct, AuditFilter, AuditRow, UnfitForAudit
from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, forged, form_of, give_role, opened
from tests.flows.test_approvals import AMOUNT, APPROVERS, limit, told
from tests.flows.test_documents import content_of, sent_to, without_scope
from tests.flows.test_leads import name_lead, switch_on
from tests.flows.test_plans import fill_limits

SECRETS = ("lantern", "violin", "12k", "Acme", "bank rate", "12000", "240000")
"""Words of the deals below: none may stand in a row."""


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    chris = slack.person("Chris")
    slack.workspace.people[chris.id].zone = "Europe/Berlin"
    return chris


@pytest.fixture
def admin(ben: Hands, acme: Channel) -> Hands:
    """Ben, who looks after Giveget here."""
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    return ben


@pytest.fixture
def deal(table: Table, slack: FakeSlack, ana: Hands, chris: Hands, acme: Channel) -> None:
    """Ana's deal, with a give, a plan, and Chris in it."""
    slack.joins(chris, acme)
    opened(ana, acme)
    ana.types("/concede a lantern cost 12k for 24-month term", in_=acme)
    fill_limits(ana, acme)
    chris.types("/concede a violin cost 31k because of the bank rate", in_=acme)


def rows(table: Table) -> list[AuditRow]:
    """Every row of the workspace, the oldest first."""
    with table.store.reading() as work:
        (team,) = work.people.list_teams()
        return list(reversed(work.audit.list_newest(team, AuditFilter(), 1000)))


@contextmanager
def writes(table: Table, act: str, who: str, detail: str = "", whom: str = "") -> Iterator[None]:
    """What is done meanwhile is one row that says so, and none of the rows holds anything of a deal."""
    before = {row.id for row in rows(table)}
    yield
    (row,) = [row for row in rows(table) if row.id not in before]
    assert (row.act, row.person, row.detail, row.whom) == (act, who, detail, whom)
    assert not any(word in repr(row) for word in SECRETS)


def press(person: Hands, name: str, line: str, channel: Channel) -> Seen:
    return person.presses(name, on=person.types(line, in_=channel))


@pytest.mark.usefixtures("deal")
def test_asking_for_a_plan_is_one_row_at_each_door(table: Table, ana: Hands, acme: Channel) -> None:
    with writes(table, "plan_asked", ana.id):
        shown = ana.types("/deal plan", in_=acme)
    with writes(table, "plan_asked", ana.id):
        ana.types("/deal plan issues", in_=acme)
    with writes(table, "plan_asked", ana.id):
        ana.presses("Evidence", on=shown)
    with writes(table, "plan_asked", ana.id):
        ana.presses("Who may see it", on=shown)
    with writes(table, "document", ana.id, "plan.pdf"):
        ana.types("/deal plan pdf", in_=acme)


@pytest.mark.usefixtures("deal")
def test_asking_what_a_plan_holds_against_something_is_one_row_for_everybody(
    table: Table, ana: Hands, chris: Hands, acme: Channel
) -> None:
    """Ana sees the plan and Chris does not; the audit does not tell."""
    for person in (ana, chris):
        for line in ("/coach accept 95k", "/coach should I accept 95k?", "/coach can we take 95k?"):
            with writes(table, "plan_weighed", person.id, "accept"):
                person.types(line, in_=acme)
        with writes(table, "plan_weighed", person.id, "brief"):
            person.types("/coach brief", in_=acme)
    ana.types("/offer they offered 95k", in_=acme)
    shown = ana.types("/coach next", in_=acme)
    with writes(table, "plan_weighed", ana.id, "accept"):
        ana.presses("Look first", on=shown)


@pytest.mark.usefixtures("deal")
def test_files_and_what_is_shared_are_one_row_each(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    with writes(table, "document", ana.id, "ledger.xlsx"):
        ana.types("/deal export xlsx", in_=acme)
    with writes(table, "document", chris.id, "calendar.ics"):
        chris.types("/deal export calendar", in_=acme)
    with writes(table, "own_data", chris.id):
        chris.types("/giveget export me", in_=acme)
    with writes(table, "data_of", admin.id, whom=chris.id):
        admin.types("/giveget export @Chris", in_=acme)
    with writes(table, "shared", ana.id, "channel"):
        press(ana, "Post it to the channel", "/deal share", acme)


@pytest.mark.usefixtures("deal")
def test_settings_are_one_row_each_and_say_what_changed_not_to_what(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    with writes(table, "admin_named", ben.id, whom=ben.id):
        form_of(ben.types("/giveget settings", in_=acme)).submit()
    form = form_of(ben.types("/giveget settings", in_=acme))
    with writes(table, "workspace_set", ben.id, "whom_to_ask"):
        form.fill("Or in words", "Acme's bank rate desk").submit()
    form = form_of(ben.types("/giveget settings", in_=acme))
    with writes(table, "admin_named", ben.id, whom=chris.id):
        form.fill("Who looks after Giveget here", ["Ben", "Chris"]).submit()
    form = form_of(ben.types("/giveget settings", in_=acme))
    with writes(table, "admin_ended", ben.id, whom=chris.id):
        form.fill("Who looks after Giveget here", ["Ben"]).submit()
    form = form_of(ben.types("/giveget settings data", in_=acme))
    with writes(table, "data_set", ben.id, "closed_months"):
        form.fill("Months until a closed deal is deleted", "31").submit()
    form = form_of(ben.types("/giveget settings data", in_=acme))
    with writes(table, "hold_set", ben.id):
        form.fill("Legal hold", ["A legal hold stands"]).submit()
    form = form_of(ben.types("/giveget settings data", in_=acme))
    with writes(table, "hold_ended", ben.id):
        form.fill("Legal hold", []).submit(times=2)
    form = form_of(press(ben, "Change the rules", "/giveget approvals", acme))
    with writes(table, "approvals_set", ben.id, "amount,approvers"):
        form.fill(AMOUNT, "31k EUR").fill(APPROVERS, ["Chris"]).submit()
    form = form_of(ana.types("/deal settings", in_=acme))
    with writes(table, "deal_set", ana.id):
        form.fill("Name", "Acme lantern").submit()


@pytest.mark.usefixtures("deal")
def test_roles_are_one_row_each(
    table: Table, slack: FakeSlack, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    with writes(table, "role_given", ana.id, "co-owner", chris.id):
        give_role(ana, acme, "Chris", "Co-owner")
    with writes(table, "channel_added", ana.id, whom=slack.channel("general").id):
        asked = ana.types("/deal link Acme renewal", in_=slack.channel("general"))
        ana.presses("Bring it here", on=asked)
    with writes(table, "channel_removed", ana.id, whom=slack.channel("general").id):
        ana.types("/deal unlink", in_=slack.channel("general"))
    with writes(table, "owner_changed", ana.id, whom=chris.id):
        ana.presses("Hand over without it", on=ana.types("/deal owner @Chris", in_=acme))
    deactivate(slack, chris)
    with writes(table, "owner_changed", admin.id, whom=ana.id):
        admin.types("/deal owner @Ana", in_=acme)


@pytest.mark.usefixtures("deal")
def test_leads_are_one_row_each_time_they_come_and_go(
    table: Table, slack: FakeSlack, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    switch_on(admin, acme)
    dana = slack.person("Dana")
    chris.types("/coach start", in_=acme)
    with writes(table, "lead_named", ana.id, whom=chris.id):
        name_lead(ana, acme, "Chris")
    with writes(table, "lead_ended", ana.id, whom=chris.id):
        ana.presses("No lead any more", on=ana.types("/deal people", in_=acme))
    name_lead(ana, acme, "Chris")
    name_lead(ana, acme, "Dana")
    ended, named = rows(table)[-2:]
    assert (ended.act, ended.whom) == ("lead_ended", chris.id)
    assert (named.act, named.whom) == ("lead_named", dana.id)


@pytest.mark.usefixtures("deal")
def test_a_lead_who_does_not_want_to_be_one_is_a_row_of_their_own(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    switch_on(admin, acme)
    chris.types("/coach start", in_=acme)
    name_lead(ana, acme, "Chris")
    table.wind(hours=7)
    with writes(table, "lead_ended", chris.id, whom=chris.id):
        chris.presses("I do not want to", on=told(chris))


@pytest.mark.usefixtures("deal")
def test_going_on_in_a_channel_that_became_shared_is_one_row(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    ana.types("/coach start", in_=acme)
    slack.shares(acme)
    table.tick()
    with writes(table, "deal_unlocked", ana.id):
        ana.presses("Go on with it", on=told(ana))


@pytest.mark.usefixtures("deal")
def test_approvals_are_one_row_each(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    limit(admin, acme, "Chris")
    table.tick()
    with writes(table, "approver_answered", chris.id, "yes"):
        chris.presses("I will", on=told(chris))
    for what, button, state in (
        ("lanterns", "Approve", "approved"),
        ("training", "Decline", "declined"),
    ):
        ana.types(f"/concede {what} cost 31k for a reference call", in_=acme)
        table.tick()
        with writes(table, "approval_decided", chris.id, state):
            done = chris.presses(button, on=told(chris))
            if done.form is not None:
                done = done.form.submit()
        if state == "declined":
            with writes(table, "approval_reopened", chris.id):
                chris.presses("Undo", on=done)
    table.tick()
    with writes(table, "approval_decided", ana.id, "withdrawn"):
        press(ana, "Withdraw", "/giveget approvals", acme)


def test_what_time_decides_about_a_give_nobody_did(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    limit(admin, acme, "Chris")
    table.tick()
    chris.presses("I will", on=told(chris))
    ana.types("/concede 5% off cost 12k if signed by 30 Nov", in_=acme)
    with writes(table, "approval_decided", "coach", "lapsed"):
        table.wind(days=9)


@pytest.mark.usefixtures("deal")
def test_erasures_and_deletions_are_one_row_each(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    asked = admin.types("/giveget erase @Chris", in_=acme)
    before = {row.id for row in rows(table)}
    admin.presses("Erase for good", on=asked)
    (row,) = [row for row in rows(table) if row.id not in before]
    assert (row.act, row.person) == ("person_erased", admin.id)
    assert row.whom.startswith("ERASED")
    assert chris.id not in table.everything_stored()
    asked = admin.types("/giveget erase Jane Lantern", in_=acme)
    with writes(table, "name_erased", admin.id, "workspace"):
        admin.presses("Replace for good", on=asked)
    ana.types("/deal close lost", in_=acme)
    form = form_of(admin.types("/giveget settings data", in_=acme))
    form.fill("Months until a closed deal is deleted", "1").submit()
    with writes(table, "deal_deleted", "coach", "by_age"):
        for _ in range(10):
            table.wind(days=7)


@pytest.mark.usefixtures("deal")
def test_an_uninstall_and_a_reinstall_are_one_row_each(table: Table, slack: FakeSlack) -> None:
    with writes(table, "uninstalled", "coach"):
        slack.event("app_uninstalled")
        slack.event("app_uninstalled")


@pytest.mark.usefixtures("deal")
def test_an_admin_reads_it_and_sees_no_word_of_a_deal(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    ana.types("/deal plan", in_=acme)
    give_role(ana, acme, "Ben", "Nobody")
    ana.types("/deal export xlsx", in_=acme)
    with writes(table, "audit_read", admin.id):
        shown = admin.types("/giveget audit", in_=acme)
    assert shown.public == ()
    assert f"@Ana had a file made (ledger.xlsx): deal {table.deal.id[:8]}" in shown.text
    assert "@Ana asked for the private plan" in shown.text
    assert "@Ben named @Ben to look after Giveget" in shown.text
    assert not any(word in shown.text for word in ("lantern", "violin", "Acme renewal"))


@pytest.mark.usefixtures("deal")
def test_a_deal_has_its_name_for_an_admin_who_takes_part_in_it(
    ana: Hands, admin: Hands, acme: Channel
) -> None:
    give_role(ana, acme, "Ben", "Viewer")
    ana.types("/deal export xlsx", in_=acme)
    assert (
        "had a file made (ledger.xlsx): Acme renewal"
        in admin.types("/giveget audit", in_=acme).text
    )


@pytest.mark.usefixtures("deal")
def test_nobody_else_reads_it_or_has_it_as_a_file(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    before = rows(table)
    for person in (ana, ben):
        # Ben is an admin of Slack, and of Giveget only once he says so.
        for line in ("/giveget audit", "/deal audit", "/giveget audit export"):
            said = person.types(line, in_=acme).text
            assert "Nobody looks after Giveget here yet" in said
    assert rows(table) == before
    form_of(ben.types("/giveget settings", in_=acme)).submit()
    shown = ben.types("/giveget audit", in_=acme)
    form = form_of(ben.presses("Filter", on=shown))
    for name in ("Download", "Filter"):
        ben.presses(name, on=shown)
        seen = forged(slack, ana, user=ana.id)
        assert "@Ana" not in seen.text
        if seen.form is not None:
            assert "Only who looks after Giveget here can do this" in seen.form.submit().text
        else:
            assert "Only who looks after Giveget here can do this" in seen.text
    form.submit()
    (answer,) = forged(slack, ana, user=ana.id).answers
    assert b"Only who looks after Giveget here can do this" in answer.body


@pytest.mark.usefixtures("deal")
def test_parts_of_it_pages_and_the_form(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    for _ in range(13):
        ana.types("/deal export xlsx", in_=acme)
        chris.types("/deal plan", in_=acme)
    first = admin.types("/giveget audit exports @Ana", in_=acme)
    assert first.text.count("had a file made") == 12
    assert "asked for the private plan" not in first.text
    assert "Newer" not in first.buttons
    before = rows(table)
    second = admin.presses("Older", on=first)
    assert second.text.count("had a file made") == 1
    assert rows(table) == before, "a page further on is no reading of its own"
    first = admin.presses("Newer", on=second)
    assert first.text.count("had a file made") == 12
    assert "Nothing of that was done" in admin.types("/giveget audit erasures", in_=acme).text
    assert "Nothing of that was done" in admin.types("/giveget audit until 20 Nov", in_=acme).text
    assert "asked for" in admin.types("/giveget audit plans since today", in_=acme).text
    form = form_of(admin.presses("Filter", on=first))
    chosen = form.fill("What was done", "Private plans asked for").fill(
        "By whom, or about whom", ["Chris"]
    )
    assert chosen.submit().text.count("@Chris asked for the private plan") == 12


@pytest.mark.parametrize("typed", ["nonsense", "@ana @ben", "since whenever"])
def test_what_says_nothing_gets_an_example(admin: Hands, acme: Channel, typed: str) -> None:
    said = admin.types(f"/giveget audit {typed}", in_=acme).text
    assert "/giveget audit exports @Ben since 1 Nov" in said
    assert typed in said


def table_of(table: Table, person: Hands) -> list[dict[str, str]]:
    text = content_of(table, person).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.usefixtures("deal")
def test_it_comes_as_a_file_that_is_safe_in_a_spreadsheet(
    table: Table, slack: FakeSlack, ana: Hands, admin: Hands, acme: Channel
) -> None:
    slack.workspace.people[ana.id].name = "=HYPERLINK(1)"
    table.wind(hours=1)
    give_role(ana, acme, "Ben", "Viewer")
    ana.types("/deal rename =cmd|' /C calc'!A0", in_=acme)
    ana.types("/deal export csv", in_=acme)
    with writes(table, "audit_exported", admin.id, "exports"):
        said = admin.types("/giveget audit exports export", in_=acme)
    assert "On its way" in said.text
    (row,) = table_of(table, admin)
    assert "The audit of this workspace" in sent_to(admin).text
    assert (row["person"], row["act"], row["detail"]) == (ana.id, "document", "ledger.csv")
    assert row["deal"] == table.deal.id
    assert row["deal name"].startswith("'=cmd")
    assert row["person name"] in ("Ana", "'=HYPERLINK(1)")


@pytest.mark.usefixtures("deal")
def test_without_the_permission_to_send_files_it_says_so(
    table: Table,
    slack: FakeSlack,
    admin: Hands,
    acme: Channel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_scope(slack, monkeypatch, "files:write")
    admin.presses("Download", on=admin.types("/giveget audit", in_=acme))
    table.tick()
    assert "The file with the audit was not sent." in told(admin).text


@pytest.mark.usefixtures("deal")
def test_the_audit_is_the_same_whether_there_is_a_plan_or_not(
    table: Table, ana: Hands, admin: Hands, chris: Hands, acme: Channel
) -> None:
    def ask() -> list[tuple[str, str, str]]:
        before = {row.id for row in rows(table)}
        for person in (ana, chris):
            person.types("/deal plan", in_=acme)
            person.types("/deal plan pdf", in_=acme)
            person.types("/deal plan issues", in_=acme)
        new = [row for row in rows(table) if row.id not in before]
        return sorted((row.act, row.person, row.detail) for row in new)

    with_plan = ask()
    press(ana, "Delete the plan", "/deal plan", acme)
    assert ask() == with_plan
    assert len(with_plan) == 6


@pytest.mark.usefixtures("deal")
def test_old_rows_are_deleted_as_an_admin_decided_and_not_under_a_hold(
    table: Table, ana: Hands, admin: Hands, acme: Channel
) -> None:
    ana.types("/deal plan", in_=acme)
    form = form_of(admin.types("/giveget settings data", in_=acme))
    label = "Months until what the audit holds is deleted"
    assert form[label] == "24"
    assert "from 1 to 120" in str(form.fill(label, "121").submit().errors)
    form = form_of(admin.types("/giveget settings data", in_=acme))
    said = form.fill(label, "1").fill("Legal hold", ["A legal hold stands"]).submit()
    assert "A legal hold stands" in said.text
    for _ in range(9):
        table.wind(days=7)
    assert any(row.act == "plan_asked" for row in rows(table))
    form = form_of(admin.types("/giveget settings data", in_=acme))
    said = form.fill("Legal hold", []).submit()
    assert "What the audit holds is deleted after 1 month." in said.text
    table.wind(hours=2)
    assert [row.act for row in rows(table)] == ["hold_ended"]


def test_the_same_in_german(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    slack.workspace.people[ben.id].locale = "de-DE"
    form_of(ben.types("/giveget einstellungen", in_=acme)).submit()
    admin = ben
    opened(ana, acme)
    ana.types("/deal plan", in_=acme)
    shown = admin.types("/giveget prüfprotokoll pläne @Ana seit gestern", in_=acme)
    assert "@Ana hat nach dem privaten Plan gefragt" in shown.text
    assert "seit" in shown.text
    said = admin.types("/giveget prüfprotokoll rollen exportieren", in_=acme)
    assert "Unterwegs: das Prüfprotokoll" in said.text


@pytest.mark.parametrize("detail", ["a lantern for 12k", "Acme", "=1+1", "x" * 301])
def test_a_row_takes_no_words_but_ours(table: Table, detail: str) -> None:
    with pytest.raises(UnfitForAudit):
        AuditRow(
            id="1",
            at=table.slack.clock.now(),
            person=PersonId("U1"),
            act=AuditAct.DOCUMENT,
            detail=detail,
        )


@pytest.mark.short_answers
@pytest.mark.usefixtures("deal")
def test_a_page_is_shown_as_a_whole(ana: Hands, admin: Hands, acme: Channel) -> None:
    for _ in range(8):
        ana.types("/deal export xlsx", in_=acme)
    shown = admin.types("/giveget audit exports", in_=acme)
    assert shown.text.count("had a file made") == 8
    assert "It is kept for 24 months." in shown.text
