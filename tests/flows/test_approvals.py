"""Approvals: a give above what an admin set waits for somebody's yes, by whichever door it came."""

from collections.abc import Callable

import pytest

from bot.domain.ids import PersonId
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, broken, deactivate, forged, form_of, give_role, opened, pressed
from tests.flows.test_asides import MAIL

AMOUNT = "A give waits above this cost"
APPROVERS = "Who approves"
KINDS = "Whatever they cost"
SHARE = "Or above this share of its deal"
UNANSWERED = "Or where a deal's sum with nothing back would pass"
SIDES = "In which deals"
SPARED = "Who needs no approval"
WAITS = "it waits for approval"
GIVE = "/concede 5% off cost 12k for 24-month term"


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    """Somebody at work at the same hours as the others: messages about approvals come in working hours."""
    chris = slack.person("Chris")
    slack.workspace.people[chris.id].zone = "Europe/Berlin"
    return chris


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Somebody who reads German."""
    return slack.person("Dana")


def told(person: Hands) -> Shown:
    """The last direct message that came to somebody."""
    return person.sees(person.dm)[-1]


def limit(
    admin: Hands, channel: Channel, *approvers: str, amount: str = "5k EUR", **rest: object
) -> Seen:
    """An admin says which gives wait, and who approves them. `rest` are further fields by their labels."""
    shown = admin.types("/giveget approvals", in_=channel)
    form = form_of(admin.presses("Change the rules", on=shown))
    form = form.fill(AMOUNT, amount).fill(APPROVERS, list(approvers))
    for label, answer in rest.items():
        form = form.fill(label, answer)
    return form.submit()


@pytest.fixture
def in_force(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> Callable[..., None]:
    """A deal, a limit of 5,000 EUR unless said otherwise, and Chris who agreed to approve what is above it."""

    def begin(line: str = "", **rest: object) -> None:
        if line:
            opened(ana, acme, line)
        else:
            opened(ana, acme)
        limit(ben, acme, "Chris", **rest)  # type: ignore[arg-type] # fields by their labels
        table.tick()
        assert "You were named to approve gives" in told(chris).text
        chris.presses("I will", on=told(chris))

    return begin


def approve_give(table: Table, author: Hands, approver: Hands, channel: Channel) -> Seen:
    """A give above the limit that the approver says yes to; what they see then."""
    author.types(GIVE, in_=channel)
    table.tick()
    return approver.presses("Approve", on=told(approver))


def assert_sums_hold(table: Table) -> None:
    """The kept sums are those of the whole ledger."""
    assert table.sums.last


def verbs(table: Table) -> list[str]:
    return [str(entry.verb) for entry in table.entries()]


def test_a_large_give_waits_for_a_yes_and_counts_after_it(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    said = ana.types(GIVE, in_=acme)
    assert WAITS in said.text
    assert "above 5,000 EUR" in said.text
    assert table.states() == []
    table.tick()
    assert "5% off, cost 12,000 EUR, for 24-month term" in told(chris).text
    done = chris.presses("Approve", on=told(chris))
    assert "Acme renewal: approved and recorded." in done.text
    assert table.states() == ["give conditional", "ask open"]
    assert verbs(table)[-2:] == ["approved", "recorded"]
    assert [str(entry.person) for entry in table.entries()][-2:] == [chris.id, ana.id]
    table.tick()
    assert "@Chris approved it; you can say it." in told(ana).text
    assert_sums_hold(table)


def test_a_small_give_does_not_wait(
    table: Table, ana: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    said = ana.types("/concede training cost 1k for a reference call", in_=acme)
    assert "Conditional give #1" in said.text
    assert "approved" not in verbs(table)


def test_nothing_waits_by_default_or_before_somebody_agreed(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    assert table.states() == ["give conditional", "ask open"]
    said = limit(ben, acme, "Chris")
    assert "Until one of them agrees, nothing waits." in said.text
    assert WAITS not in ana.types("/concede extra seats cost 9k for a case study", in_=acme).text
    table.tick()
    chris.presses("Not me", on=told(chris))
    assert WAITS not in ana.types("/concede support cost 9k for an intro", in_=acme).text


def test_a_no_is_told_with_its_words_and_records_nothing(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types(GIVE, in_=acme)
    table.tick()
    form = form_of(chris.presses("Decline", on=told(chris)))
    assert "not approved" in form.fill("A word for its author", "not this quarter").submit().text
    assert table.states() == []
    assert verbs(table)[-1] == "not_approved"
    table.tick()
    assert "Acme renewal: not approved, and not recorded.\n@Chris decided so." in told(ana).text
    assert "With the words: not this quarter" in told(ana).text


def test_a_trade_instead_is_one_press_for_the_author(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    waits = ana.presses("Already said", on=draft)
    assert WAITS in waits.text
    assert table.states() == ["give draft"]
    table.tick()
    form = form_of(chris.presses("Trade instead", on=told(chris)))
    assert (
        "can give it at a press in return for: 24-month term"
        in form.fill("Only in return for", "24-month term").submit().text
    )
    table.tick()
    assert "@Chris approves it in return for: 24-month term." in told(ana).text
    done = ana.presses("Give it for that", on=told(ana))
    assert "24-month term" in done.text
    assert table.states() == ["give conditional", "ask open"]
    again = forged(table.slack, ana)
    assert "settled" in again.text or "Nothing" in again.text
    assert table.states() == ["give conditional", "ask open"]


def doors(ana: Hands, acme: Channel) -> dict[str, Callable[[], Seen]]:
    def by_form() -> Seen:
        form = form_of(ana.types("/concede", in_=acme))
        return (
            form.fill("What", "5% off")
            .fill("Cost to us", "12k")
            .fill("In return for", "24-month term")
            .submit()
        )

    def by_goodwill() -> Seen:
        return ana.presses(
            "Goodwill, on purpose", on=ana.types("/concede 5% off cost 12k", in_=acme)
        )

    def by_condition() -> Seen:
        draft = ana.types("/concede 5% off cost 12k", in_=acme)
        return ana.presses("If signed by 30 Nov", on=draft)

    def by_several() -> Seen:
        return ana.types(
            "/concede training cost 3k for a case study, extra seats cost 4k for a reference call",
            in_=acme,
        )

    def by_offer() -> Seen:
        ana.types("/offer price 240k", in_=acme)
        return ana.types("/offer price 220k", in_=acme)

    def by_import() -> Seen:
        form = form_of(ana.types("/deal import", in_=acme))
        text = "id,move,what,cost\n1,give,5% off,12000\n2,get,case study,\n"
        checked = form.fill("Rows, with their headings", text).submit()
        return ana.presses("Record 2 moves", on=checked)

    def by_edit() -> Seen:
        ana.types("/concede training cost 1k for a case study", in_=acme)
        return ana.types("/deal edit #1 cost 12k", in_=acme)

    def directly() -> Seen:
        return ana.types("/concede Acme renewal: 5% off cost 12k for 24-month term", in_=ana.dm)

    def for_their_ask() -> Seen:
        ana.types("/coach they want 5% off", in_=acme)
        return ana.types("/concede 5% off cost 12k for 24-month term", in_=acme)

    return {
        "typed": lambda: ana.types(GIVE, in_=acme),
        "form": by_form,
        "goodwill": by_goodwill,
        "condition": by_condition,
        "several": by_several,
        "offer": by_offer,
        "import": by_import,
        "edit": by_edit,
        "direct message": directly,
        "their ask": for_their_ask,
    }


def further_doors(ana: Hands, acme: Channel) -> dict[str, Callable[[], Seen]]:
    def by_their_offer() -> Seen:
        ana.types("/offer price 240k", in_=acme)
        offered = ana.types("/offer they offered price 220k", in_=acme)
        said = ana.presses("We accept", on=offered)
        if "Accept their offer" in said.buttons:
            said = ana.presses("Accept their offer", on=said)
        if "Accept all the same" in said.buttons:
            said = ana.presses("Accept all the same", on=said)
        return said

    def by_packages() -> Seen:
        ana.types("/offer price 240k EUR, term 36 months", in_=acme)
        ana.types("/offer they: price 205k EUR, term 12 months", in_=acme)
        seen = ana.types("/offer meso", in_=acme)
        if "Build without" in seen.buttons:
            seen = ana.presses("Build without", on=seen)
        return ana.presses("Put on the table", on=seen)

    def by_pasted_message() -> Seen:
        found = ana.types(f"/concede {MAIL}", in_=acme)
        ana.presses("We promised: waive the setup fee", on=found)
        return ana.presses("Already said", on=ana.types("/deal edit #1 cost 12k", in_=acme))

    def by_shortcut() -> Seen:
        message = ana.says("We can do 5% off cost 12k for 24-month term", in_=acme)
        return form_of(ana.shortcut("Log as give", on=message)).submit()

    def for_a_get() -> Seen:
        ana.types("/got 24-month term worth 30k", in_=acme)
        return ana.types("/concede 5% off cost 12k for #1", in_=acme)

    def from_home() -> Seen:
        ana.types("/concede 5% off cost 12k", in_=acme)
        return ana.presses("Already said", on=ana.home())

    return {
        "their offer": by_their_offer,
        "packages": by_packages,
        "pasted message": by_pasted_message,
        "shortcut": by_shortcut,
        "for a get": for_a_get,
        "home": from_home,
    }


@pytest.mark.parametrize(
    "by",
    [
        "typed",
        "form",
        "goodwill",
        "condition",
        "several",
        "offer",
        "import",
        "edit",
        "direct message",
        "their ask",
        "their offer",
        "packages",
        "pasted message",
        "shortcut",
        "for a get",
        "home",
    ],
)
def test_whatever_the_door_it_waits_and_is_recorded_as_it_was(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None], by: str
) -> None:
    in_force()
    said = (doors(ana, acme) | further_doors(ana, acme))[by]()
    assert WAITS in said.text, said.text
    before = [state for state in table.states() if state != "give draft"]
    counted = {"edit": ["give conditional", "ask open"]}
    assert [s for s in before if s.startswith("give")] == [
        s for s in counted.get(by, []) if s.startswith("give")
    ]
    table.tick()
    done = chris.presses("Approve", on=told(chris))
    assert "approved and recorded" in done.text
    gives = [s for s in table.states() if s.startswith("give")]
    assert gives
    assert "give draft" not in gives
    assert_sums_hold(table)


def test_an_undo_does_not_bring_back_more_than_may_be_unanswered(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force(**{"amount": "", UNANSWERED: "5k EUR"})
    ana.types("/concede training cost 4k", in_=acme)
    void = ana.types("/deal void #1", in_=acme)
    ana.types("/concede extra seats cost 4k", in_=acme)
    assert table.states() == ["give void", "give firm"]
    said = ana.presses("Undo", on=void)
    assert (
        "More would then be given with nothing back than is allowed without approval." in said.text
    )
    assert table.states() == ["give void", "give firm"]
    ana.types("/deal void #2", in_=acme)
    assert "Undone" in ana.presses("Undo", on=void).text, "now there is room for it"
    assert table.states() == ["give firm", "give void"]
    assert_sums_hold(table)


def test_what_was_approved_comes_back_by_an_undo(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force(**{"amount": "", UNANSWERED: "5k EUR"})
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    assert WAITS in ana.presses("Already said", on=draft).text
    table.tick()
    chris.presses("Approve", on=told(chris))
    ana.presses("Undo", on=ana.types("/deal void #1", in_=acme))
    assert table.states() == ["give firm"]


def test_the_close_says_what_waits_and_takes_none_of_it_for_agreed(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types("/got 24-month term", in_=acme)
    ana.types("/concede 5% off cost 12k for #1", in_=acme)
    assert "Waiting for approval: 1 give" in ana.types("/deal close", in_=acme).text
    shown = ana.types("/deal close terms", in_=acme)
    assert "1 give waits for approval: it is no part of what was agreed" in shown.text
    assert "5% off" not in shown.text
    ana.presses("All in the contract", on=shown)
    done = ana.presses("Finish and close as won", on=ana.types("/deal close terms", in_=acme))
    assert "5% off" not in done.text
    assert table.states() == ["get firm"]
    table.wind(minutes=5)
    shown = ana.types("/giveget approvals", in_=acme)
    assert "Nothing waits for you" in shown.text
    assert "Approve" not in chris.home().buttons


def test_nobody_approves_their_own(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    limit(ben, acme, "Chris", "Ben")
    table.tick()
    ben.presses("I will", on=told(ben))
    chris_deal = ben.types(GIVE, in_=acme)
    assert "@Chris was asked" in chris_deal.text
    table.tick()
    assert "your approval is wanted" in told(chris).text
    shown = ben.types("/giveget approvals", in_=acme)
    assert "Yours that wait" in shown.text
    assert "Approve" not in shown.buttons
    chris.presses("Approve", on=told(chris))
    value = pressed(table.slack)
    ben.types("/concede support cost 9k for an intro", in_=acme)
    table.tick()
    chris.presses("Trade instead", on=told(chris))
    mine = pressed(table.slack)
    assert mine != value
    # The author's own press on the approver's button changes nothing.
    chris.presses("Approve", on=told(chris))
    chris.presses("Undo", on=told(chris))
    forged(table.slack, ben, value=mine, user=ben.id)
    assert verbs(table).count("approved") == 2


def test_where_the_only_approver_made_it_nobody_is_asked(
    table: Table, chris: Hands, ana: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types("/deal people @Chris member", in_=acme)
    said = chris.types("/concede Acme renewal: 5% off cost 12k for 24-month term", in_=chris.dm)
    assert (
        "Nobody who may approve it can be asked at the moment; nobody approves their own."
        in said.text
    )
    assert table.states() == []


@pytest.mark.parametrize("stranger", ["Ben", "Dana", "Gus", "Olga", "Ana"])
def test_a_forged_press_decides_nothing(
    table: Table,
    ana: Hands,
    chris: Hands,
    acme: Channel,
    in_force: Callable[..., None],
    stranger: str,
) -> None:
    in_force()
    approve_give(table, ana, chris, acme)
    value = pressed(table.slack)
    chris.presses("Undo", on=told(chris))
    before = table.states()
    forged(
        table.slack, table.slack.person(stranger), value=value, user=table.slack.person(stranger).id
    )
    assert table.states() == before
    assert verbs(table).count("approved") == 1


def test_the_author_takes_it_back(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    done = ana.presses("Withdraw", on=ana.types(GIVE, in_=acme))
    assert "Withdrawn. It is not recorded" in done.text
    table.tick()
    assert "@Ana took it back." in told(chris).text
    waiting = next(each for each in chris.sees(chris.dm) if "Approve" in each.text)
    assert "already settled" in chris.presses("Approve", on=waiting).text
    assert table.states() == []


def test_what_was_said_already_counts_marked_so(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    done = ana.presses("It was said already", on=ana.types(GIVE, in_=acme))
    assert "Recorded, marked as said without approval." in done.text
    assert table.states() == ["give conditional", "ask open"]
    assert verbs(table)[-2:] == ["said_unapproved", "recorded"]
    table.tick()
    assert "@Ana recorded it as said to the other side already." in told(chris).text
    ana.presses("Undo", on=done)
    assert table.states() == ["give void", "ask void"]


def test_the_approver_takes_a_yes_back(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    done = approve_give(table, ana, chris, acme)
    back = chris.presses("Undo", on=done)
    assert "taken back. It waits for you again" in back.text
    assert table.states() == ["give void", "ask void"]
    table.tick()
    assert "the decision was taken back" in told(ana).text
    chris.presses("Approve", on=back)
    assert table.states() == ["give void", "ask void", "give conditional", "ask open"]
    assert_sums_hold(table)


def test_a_yes_cannot_be_taken_back_for_ever(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    done = approve_give(table, ana, chris, acme)
    table.wind(minutes=30)
    chris.presses("Undo", on=done)
    assert table.states() == ["give conditional", "ask open"]


def test_who_is_no_approver_any_more_takes_nothing_back(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    done = approve_give(table, ana, chris, acme)
    limit(ben, acme, "Dana")
    assert "already settled" in chris.presses("Undo", on=done).text
    assert table.states() == ["give conditional", "ask open"]


def test_other_moves_meanwhile_do_not_matter(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types(GIVE, in_=acme)
    ana.types("/ask a case study worth 3k", in_=acme)
    ana.types("/got reference call worth 2k", in_=acme)
    table.tick()
    chris.presses("Approve", on=told(chris))
    assert table.states() == ["ask open", "get firm", "give conditional", "ask open"]
    assert table.move(3).ref == 4
    assert_sums_hold(table)


def test_a_draft_that_says_something_else_by_now_is_asked_about_again(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.presses("Already said", on=draft)
    table.tick()
    ana.types("/deal edit #1 cost 11k", in_=acme)
    assert "already settled" in chris.presses("Approve", on=told(chris)).text
    assert table.states() == ["give draft"]
    assert "Nothing waits for you" in ana.types("/giveget approvals", in_=acme).text


def test_a_draft_that_waits_is_not_asked_about_and_does_not_lapse(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types("/coach start", in_=acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    status = ana.types("/deal", in_=acme)
    assert "Waits for approval by @Chris: 5% off, outside every sum." in status.text
    assert "Draft #1" not in status.text
    home = ana.home().text
    assert "Yours that wait for approval" in home
    assert "To decide" not in home
    for _ in range(10):
        table.wind(days=1)
    assert table.states() == ["give draft"]
    mornings = [each.text for each in ana.sees(ana.dm)]
    assert sum("Waits for approval by @Chris" in text for text in mornings) in (1, 2, 3)
    chris.presses("Approve", on=told(chris))
    assert table.states() == ["give firm"]


def test_the_approver_sees_it_in_home_and_in_mornings(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    chris.types("/coach start", in_=chris.dm)
    ana.types(GIVE, in_=acme)
    assert "Acme renewal, @Ana: 5% off, 12,000 EUR" in chris.home().text
    table.wind(days=1)
    assert "Waits for your yes, @Ana: 5% off, 12,000 EUR." in told(chris).text
    table.wind(days=1)
    assert "Waits for your yes, @Ana: 5% off, 12,000 EUR." in told(chris).text
    listed = chris.presses("What waits", on=told(chris))
    chris.presses("Approve", on=listed)
    table.wind(days=1)
    assert "Waits for your yes" not in told(chris).text


def test_after_four_working_hours_the_next_one_is_asked(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    limit(ben, acme, "Chris", "Dana")
    dana = table.slack.person("Dana")
    table.tick()
    dana.presses("Mache ich", on=told(dana))
    ana.types(GIVE, in_=acme)
    table.wind(hours=3)
    assert "Acme" not in told(dana).text
    table.wind(hours=2)
    assert "hat noch nicht geantwortet" in told(dana).text
    dana.presses("Genehmigen", on=told(dana))
    assert table.states() == ["give conditional", "ask open"]
    table.tick()
    assert "approved and recorded" in told(chris).text


def test_who_is_away_or_gone_is_passed_over(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    limit(ben, acme, "Chris", "Dana")
    dana = table.slack.person("Dana")
    table.tick()
    dana.presses("Mache ich", on=told(dana))
    deactivate(table.slack, chris)
    assert "@Dana was asked" in ana.types(GIVE, in_=acme).text


def test_where_an_approver_leaves_meanwhile_the_next_one_is_asked(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    limit(ben, acme, "Chris", "Dana")
    dana = table.slack.person("Dana")
    table.tick()
    dana.presses("Mache ich", on=told(dana))
    ana.types(GIVE, in_=acme)
    deactivate(table.slack, chris)
    table.wind(minutes=5)
    assert "Acme renewal" in told(dana).text


def test_what_waits_ends_with_its_day_and_with_its_deal(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.presses("If signed by 30 Nov", on=draft)
    ana.types("/concede support cost 9k for an intro", in_=acme)
    table.wind(days=9)
    assert "nobody decided in time" in "".join(each.text for each in ana.sees(ana.dm))
    shown = ana.types("/giveget approvals", in_=acme)
    assert "support" in shown.text
    assert "5% off" not in shown.text
    ana.types("/deal close lost too expensive", in_=acme)
    table.wind(minutes=5)
    assert "Nothing waits for you" in ana.types("/giveget approvals", in_=acme).text


@pytest.mark.parametrize(
    "case",
    [
        ({"amount": "", SHARE: "4 %"}, GIVE, True),
        ({"amount": "", SHARE: "6 %"}, GIVE, False),
        ({"amount": "", UNANSWERED: "10k EUR"}, "/concede 5% off cost 12k as goodwill", False),
        (
            {"amount": "", KINDS: ["Goodwill: given on purpose for nothing"]},
            "/concede a pen cost 10 as goodwill",
            True,
        ),
        (
            {"amount": "", KINDS: ["Anything about the price"]},
            "/concede 1% off cost 100 for a case study",
            True,
        ),
        (
            {"amount": "", KINDS: ["Anything about the price"]},
            "/concede training cost 9k for a case study",
            False,
        ),
        (
            {"amount": "", KINDS: ["Gives whose cost nobody can tell"]},
            "/concede training for a case study",
            True,
        ),
        ({"amount": "5k USD", KINDS: ["Gives whose cost nobody can tell"]}, GIVE, True),
        ({"amount": "5k USD"}, GIVE, False),
        ({SIDES: ["Buying"]}, GIVE, False),
        ({"Instead, where we sell": "20k EUR"}, GIVE, False),
        ({"Instead, where we buy": "20k EUR"}, GIVE, True),
        ({"amount": "", "Instead, where we sell": "5k EUR"}, GIVE, True),
        ({"amount": "", "Instead, where we buy": "5k EUR"}, GIVE, False),
        (
            {"Instead, for those who do not own the deal": "1k EUR"},
            "/concede a pen cost 2k for an intro",
            False,
        ),
        ({SIDES: ["Selling"]}, GIVE, True),
        ({SPARED: ["Owners and co-owners of the deal"]}, GIVE, False),
    ],
)
def test_what_waits_is_what_the_rules_say(
    table: Table,
    ana: Hands,
    acme: Channel,
    in_force: Callable[..., None],
    case: tuple[dict[str, object], str, bool],
) -> None:
    rest, line, waits = case
    in_force(**rest)
    assert (WAITS in ana.types(line, in_=acme).text) is waits


def test_another_amount_counts_for_who_does_not_own_the_deal(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    other = {
        "Instead, where we sell": "20k EUR",
        "Instead, for those who do not own the deal": "1k EUR",
    }
    in_force(**other)
    assert "above 20,000 EUR where we sell" in ben.types("/giveget approvals", in_=acme).text
    ana.types("/deal people @Ben member", in_=acme)
    said = ben.types("/concede training cost 2k for a case study", in_=acme)
    assert WAITS in said.text
    assert "above 1,000 EUR" in said.text
    assert WAITS not in ana.types("/concede seats cost 9k for a reference call", in_=acme).text
    table.tick()
    assert "above 1,000 EUR" in told(chris).text
    form = form_of(ben.presses("Change the rules", on=ben.types("/giveget approvals", in_=acme)))
    assert form["Instead, where we sell"] == "20000 EUR"


def test_several_small_ones_add_up(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force(**{"amount": "", UNANSWERED: "10k EUR"})
    ana.types("/concede training cost 4k", in_=acme)
    ana.presses("Already said", on=ana.types("/concede extra seats cost 4k", in_=acme))
    said = ana.presses("Already said", on=ana.types("/concede onboarding cost 4k", in_=acme))
    assert "more than 10,000 EUR with nothing back" in said.text
    table.tick()
    assert "would rise from 8,000 to 12,000 EUR" in told(chris).text


def test_a_limit_needs_somebody_who_approves(
    table: Table, ben: Hands, ana: Hands, acme: Channel
) -> None:
    shown = ben.types("/giveget approvals", in_=acme)
    assert "No give waits for approval here." in shown.text
    form = form_of(ben.presses("Change the rules", on=shown))
    assert "name somebody" in form.fill(AMOUNT, "5k").submit().errors[APPROVERS]
    assert "Please write an amount" in form.fill(AMOUNT, "many").submit().errors[AMOUNT]
    assert (
        "full members"
        in form.fill(AMOUNT, "5k").fill(APPROVERS, ["Gus"]).submit().errors[APPROVERS]
    )
    assert "Change the rules" not in ana.types("/giveget approvals", in_=acme).buttons


def test_a_deal_that_is_locked_or_left_records_nothing(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ben.types(GIVE, in_=acme)
    give_role(ana, acme, "Ben", "Nobody")
    table.tick()
    done = chris.presses("Approve", on=told(chris))
    assert "it could not be recorded, because the deal has changed since" in done.text
    assert table.states() == []


def test_a_give_whose_deal_cannot_be_read_holds_up_no_other(
    table: Table, ana: Hands, acme: Channel, slack: FakeSlack, in_force: Callable[..., None]
) -> None:
    in_force()
    first = table.deal.id
    ana.types("/concede 5% off cost 12k if signed by 30 Nov", in_=acme)
    general = slack.channel("general")
    opened(ana, general, "/deal open Globex pilot selling 50k EUR")
    ana.types("/concede support cost 9k if signed by 30 Nov", in_=general)
    with broken(table, "deals", "policy", first):
        table.wind(days=9)
    with table.store.reading() as work:
        waiting = work.approvals.list_all_waiting()
    assert [approval.deal for _team, approval in waiting] == [first]


def test_who_was_taken_out_of_the_deal_is_told_nothing_more_of_what_waits(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ben.types("/coach start", in_=acme)
    ben.types(GIVE, in_=acme)
    assert "Yours that wait for approval" in ben.home().text
    assert "Acme renewal" in ben.types("/giveget approvals").text
    give_role(ana, acme, "Ben", "Nobody")
    assert "Yours that wait for approval" not in ben.home().text
    assert "nothing of yours waits" in ben.types("/giveget approvals").text
    before = len(ben.sees(ben.dm))
    table.wind(days=2)
    assert all("5% off" not in each.text for each in ben.sees(ben.dm)[before:])
    # Who may decide about it still does.
    assert "Acme renewal" in chris.home().text


def test_a_message_that_waits_for_the_morning_is_given_up_when_its_reader_is_taken_out(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    table.wind(hours=12)
    ana.types(GIVE, in_=acme)
    give_role(ana, acme, "Chris", "Nobody")
    before = len(chris.sees(chris.dm))
    table.wind(days=1)
    assert chris.sees(chris.dm)[before:] == []


def test_slacks_second_delivery_asks_once(
    table: Table, ana: Hands, chris: Hands, acme: Channel, in_force: Callable[..., None]
) -> None:
    in_force()
    ana.types(GIVE, in_=acme, times=3)
    table.tick()
    assert sum("your approval is wanted" in each.text for each in chris.sees(chris.dm)) == 1
    shown = ana.types("/giveget approvals", in_=acme).text
    assert shown.count("5% off") == 1


def test_in_german(table: Table, ben: Hands, dana: Hands, acme: Channel, slack: FakeSlack) -> None:
    table.slack.workspace.channels[acme.id].members.append(dana.id)
    opened(dana, acme, "/deal eröffnen Acme Verlängerung Verkauf 240k EUR")
    limit(ben, acme, "Ana")
    ana = slack.person("Ana")
    table.tick()
    ana.presses("I will", on=told(ana))
    said = dana.types("/concede 5% Rabatt Kosten 12k für 24 Monate Laufzeit", in_=acme)
    assert "Noch nicht eingetragen: es wartet auf Genehmigung." in said.text
    assert "über 5.000 EUR" in said.text
    assert "Genehmigungen" in dana.types("/giveget genehmigungen", in_=acme).text
    table.tick()
    ana.presses("Approve", on=told(ana))
    table.tick()
    assert "genehmigt" in told(dana).text
    assert PersonId(dana.id) in [entry.person for entry in table.entries()]
