"""What an admin sets for all new deals of a workspace."""

from bot.domain.ids import TeamId
from bot.playground.cast import OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, forged, form_of, opened

NOBODY_YET = "Nobody looks after Giveget here yet."
ADMINS_ONLY = "Only who looks after Giveget here can do this: @Ben."


def test_new_deals_start_with_what_an_admin_set(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form = form_of(ben.types("/deal settings workspace", in_=acme))
    form.fill("Rules that speak up by themselves", ["Open give", "Personal gift"])
    said = form.fill("A commitment is long from (months)", "48").submit()
    assert (
        "Saved for this workspace: new deals start with it. Deals that are open keep theirs."
        in said.text
    )
    assert "2 rules speak up by themselves" in said.text
    opened(ana, acme)
    assert table.deal.policy.speaking == {"open_give", "personal_gift"}
    assert table.deal.policy.long_months == 48
    assert (
        "as if it were for a person"
        in ana.types("/concede concert tickets cost 100", in_=acme).text
    )


def test_deals_that_are_open_keep_theirs(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = table.deal.policy
    form_of(ben.types("/deal settings workspace", in_=acme)).fill(
        "A commitment is long from (months)", "48"
    ).submit()
    assert table.deal.policy == before


def test_the_form_shows_what_was_set_and_a_deal_may_differ(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form_of(ben.types("/deal settings workspace", in_=acme)).fill(
        "A commitment is long from (months)", "48"
    ).submit()
    again = form_of(ben.types("/giveget deal settings workspace", in_=acme))
    assert again["A commitment is long from (months)"] == "48"
    opened(ana, acme)
    form = form_of(ana.types("/deal settings", in_=acme))
    assert form["A commitment is long from (months)"] == "48"
    form.fill("A commitment is long from (months)", "24").submit()
    assert table.deal.policy.long_months == 24
    assert (
        form_of(ben.types("/deal settings workspace", in_=acme))[
            "A commitment is long from (months)"
        ]
        == "48"
    )


def test_only_an_admin_may(table: Table, ana: Hands, acme: Channel) -> None:
    assert NOBODY_YET in ana.types("/deal settings workspace", in_=acme).text


def test_the_first_admin_of_slack_who_saves_it_looks_after_giveget(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form = form_of(ben.types("/giveget settings", in_=acme))
    assert form["Who looks after Giveget here"] == [ben.id]
    said = form.submit()
    assert "Giveget is looked after here by @Ben." in said.text
    assert ADMINS_ONLY in ana.types("/giveget settings", in_=acme).text


def test_slacks_own_admins_have_no_say_once_somebody_is_named(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form = form_of(ben.types("/giveget settings", in_=acme))
    form.fill("Who looks after Giveget here", ["Ana"]).submit()
    assert (
        "looks after Giveget here can do this: @Ana."
        in ben.types("/giveget settings", in_=acme).text
    )
    form_of(ana.types("/deal settings workspace", in_=acme))


def test_where_nobody_named_is_left_an_admin_of_slack_may_begin_again(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form = form_of(ben.types("/giveget settings", in_=acme))
    form.fill("Who looks after Giveget here", ["Ana"]).submit()
    deactivate(slack, ana)
    form_of(ben.types("/giveget settings", in_=acme))


def test_who_looks_after_giveget_is_a_full_member(table: Table, ben: Hands, acme: Channel) -> None:
    form = form_of(ben.types("/giveget settings", in_=acme))
    said = form.fill("Who looks after Giveget here", ["Gus"]).submit()
    assert said.errors == {
        "Who looks after Giveget here": "Please choose full members of this workspace."
    }


def test_the_first_admin_in_german(table: Table, slack: FakeSlack, acme: Channel) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    said = dana.types("/giveget einstellungen", in_=acme).text
    assert "kümmert sich hier noch niemand" in said


def test_a_form_that_somebody_else_sends_sets_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    form_of(ben.types("/deal settings workspace", in_=acme)).submit()
    said = forged(table.slack, ana, user=ana.id, metadata='{"once":"another","version":1}')
    assert "Only who looks after Giveget here can do this:" in str(said.answers)
    with table.store.reading() as work:
        kept = work.workspaces.find(TeamId(OURS.id))
    assert kept is not None
    assert kept.version == 1


def test_two_admins_at_once_keep_the_first(table: Table, ben: Hands, acme: Channel) -> None:
    first, second = (form_of(ben.types("/deal settings workspace", in_=acme)) for _ in range(2))
    first.fill("A commitment is long from (months)", "48").submit()
    assert (
        "Saved for this workspace"
        not in second.fill("A commitment is long from (months)", "60").submit().text
    )
    again = form_of(ben.types("/deal settings workspace", in_=acme))
    assert again["A commitment is long from (months)"] == "48"


def test_what_does_not_fit_is_said_at_its_field(table: Table, ben: Hands, acme: Channel) -> None:
    form = form_of(ben.types("/deal settings workspace", in_=acme))
    said = form.fill("A commitment is long from (months)", "long").submit()
    assert said.errors == {
        "A commitment is long from (months)": "Please write a whole number such as 14."
    }
