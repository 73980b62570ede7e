"""Who may do what, and what strangers, forgeries and odd input come to: nothing."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.wire import Sending, What, signature
from bot.playground.workspace import Channel, Kind, Organisation, Team
from tests.flows.table import Table, forged, form_of, give_role, opened, pressed

OUTSIDER = "Only full members of this workspace can use Giveget. Nothing was changed."
STRANGER = "Only full members of this workspace can use Giveget. Nothing was changed."


def test_an_outsider_who_presses_a_button_is_refused(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.presses("Post it to the channel", on=ana.types("/deal share", in_=acme))
    ana.presses("Edit", on=ana.types("/deal log #1", in_=acme))
    before = table.entries()
    olga, shared = slack.person("Olga"), slack.channel("acme-shared")
    said = olga.watching(
        lambda: slack.deliver(Sending(what=What.INTERACTIVE, payload=_as_olga(slack, olga, shared)))
    )
    assert OUTSIDER in said.text
    assert table.entries() == before


def _as_olga(slack: FakeSlack, olga: Hands, shared: Channel) -> dict[str, object]:
    payload = json.loads(json.dumps(slack.last_payload(What.INTERACTIVE)))
    payload["user"] = {
        "id": olga.id,
        "username": "olga",
        "name": "olga",
        "team_id": olga.person.team,
    }
    payload["channel"] = {"id": shared.id, "name": shared.name}
    payload["trigger_id"] = slack.workspace.new_trigger(olga.id).id
    link = slack.workspace.new_response_url(channel=shared.id, person=olga.id)
    payload["response_url"] = f"{slack.url}/respond/{link.id}"
    return dict(payload)


def test_a_guest_is_refused_on_every_command(table: Table, slack: FakeSlack, ana: Hands) -> None:
    globex = slack.channel("globex")
    opened(ana, globex)
    before = table.entries()
    gus = slack.person("Gus")
    for line in (
        "/concede 5% off",
        "/ask x",
        "/got y",
        "/deal",
        "/deal log",
        "/coach",
        "/giveget deal",
        "/concede",
    ):
        assert gus.types(line, in_=globex).text == STRANGER
    assert gus.home().text == STRANGER
    assert table.entries() == before


def test_who_left_is_refused_at_once(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ben.types("/concede", in_=acme)).fill("What", "5% off")
    ben.person.kind = Kind.DEACTIVATED
    slack.changes(ben)
    before = table.entries()
    assert STRANGER in form.submit().text
    assert table.entries() == before


def test_who_slack_does_not_know_is_refused(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.clock.wind(timedelta(minutes=11))
    slack.board.faults.fail("internal_error", 5, method="users.info")
    said = ana.types("/concede 5% off cost 2k", in_=acme)
    assert (
        said.text
        == "I could not check with Slack who you are, so I did nothing. Please try again in a moment."
    )
    assert table.states() == []


def test_the_deal_of_another_channel_cannot_be_reached_by_a_forged_button(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Edit", on=ana.types("/concede 5% off cost 2k", in_=acme))
    secret = pressed(slack)
    chris, globex = slack.person("Chris"), slack.channel("globex")
    opened(chris, globex, "/deal open Globex pilot partnering 50k EUR")
    before = table.entries()
    mine = chris.types("/concede shared booth cost 100", in_=globex)
    chris.presses("Undo", on=mine)
    before = table.entries()
    for value in (secret, secret.replace("|1|1|", "|1|9|"), secret.split("|")[0] + "|1|1|2|0|"):
        said = forged(slack, chris, value=value)
        assert "You are not part of this deal." in said.text
        assert "5% off" not in said.text
        assert "Acme" not in said.text
    assert table.entries() == before


@pytest.mark.parametrize(
    "value",
    [
        "nonsense",
        "a|b|c|d|e|f",
        "|||||",
        "d" * 32 + "|1|1|0|0|",
        "x|" + "9" * 30 + "|1|0|0|",
        "x|-1|1|0|0|",
        "'; DROP TABLE moves; --|1|1|1|1|",
    ],
)
def test_a_forged_value_does_nothing(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, value: str
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    before = table.entries()
    said = forged(slack, ana, value=value)
    assert (
        "This button is none of ours, or too old." in said.text
        or "You are not part of this deal." in said.text
    )
    assert table.entries() == before


def test_a_forged_proposal_leaves_the_draft_a_draft(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    ana.presses("24-month term", on=check)
    ana.types("/deal undo", in_=acme)
    value = pressed(slack).replace("|1|1|", "|1|3|").rsplit("|", 1)[0]
    assert table.states()[0] == "give draft"
    for key in ("nonsense", "#77", ""):
        said = forged(slack, ana, value=f"{value}|{key}")
        assert "Somebody changed this since you saw it, so nothing was done." in said.text
    assert table.states()[0] == "give draft"


def test_a_forged_rule_mutes_nothing(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k on 2 Nov", in_=acme))
    ana.presses("Mute", on=ana.types("/ask reference call", in_=acme))
    said = forged(slack, ana, value=pressed(slack).replace("open_give", "everything"))
    assert "nothing was done" in said.text


@pytest.mark.parametrize(
    "metadata",
    [
        "",
        "{}",
        "[]",
        "null",
        '{"once": 5}',
        '{"once": "x", "deal": "y", "extra": 1}',
        '{"once": "x", "deal": 7}',
    ],
)
def test_forged_form_metadata_is_harmless(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel, metadata: str
) -> None:
    opened(ana, acme)
    form_of(ana.types("/concede", in_=acme)).fill("What", "5% off").submit()
    before = table.entries()
    forged(slack, ana, metadata=metadata)
    answer = slack.board.answers[-1].said or {}
    assert "This form was not opened here." in json.dumps(answer)
    assert table.entries() == before


def test_a_form_cannot_be_turned_on_the_deal_of_another_channel(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    acmes = table.deal.id
    chris, globex = slack.person("Chris"), slack.channel("globex")
    opened(chris, globex, "/deal open Globex pilot partnering 50k EUR")
    form_of(chris.types("/concede", in_=globex)).fill("What", "shared booth").submit()
    before = table.entries()
    forged(slack, chris, metadata=json.dumps({"once": "fresh", "deal": acmes}))
    assert "You are not part of this deal." in json.dumps(slack.board.answers[-1].said)
    assert table.entries() == before


def test_a_deal_cannot_be_opened_in_a_channel_by_a_forged_form(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    chris, globex = slack.person("Chris"), slack.channel("globex")
    form = form_of(chris.types("/deal open", in_=globex))
    form.fill("Name of the deal", "Mine").fill("Which side are we on?", "Selling").submit()
    ticket = json.loads(slack.last_payload(What.INTERACTIVE)["view"]["private_metadata"])
    forged(slack, chris, metadata=json.dumps(ticket | {"once": "fresh", "channel": acme.id}))
    assert "This form was not opened here." in json.dumps(slack.board.answers[-1].said)
    assert len(table.deals()) == 1


RECORDING = ("/concede 5% off", "/ask case study", "/got logo", "/coach they want 2 sites")


def test_a_viewer_reads_and_records_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    check = ana.types("/concede 5% off cost 12k", in_=acme)
    assert "Kept as draft #1" in check.text
    ben.types("/ask reference call", in_=acme)
    give_role(ana, acme, "Ben", "Viewer")
    before = table.entries()
    for line in (*RECORDING, "/concede", "/deal match", "/deal undo"):
        assert "Your role in this deal does not allow this." in ben.types(line, in_=acme).text
    assert "Your role in this deal does not allow this." in ben.types("/deal share", in_=acme).text
    assert "Acme renewal, selling" in ben.types("/deal", in_=acme).text
    assert table.entries() == before


def test_a_scribe_records_and_does_not_share(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "Scribe")
    assert "Open ask #1" in ben.types("/ask reference call", in_=acme).text
    assert "Your role in this deal does not allow this." in ben.types("/deal share", in_=acme).text


def test_nobody_sees_nothing(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ben.types("/ask reference call", in_=acme)
    give_role(ana, acme, "Ben", "Nobody")
    before = table.entries()
    for line in (
        "/deal",
        "/deal log",
        "/concede 5% off",
        "/concede",
        "/deal open asks",
        "/deal people",
        "/coach",
    ):
        said = ben.types(line, in_=acme).text
        assert "You are not part of this deal." in said
        assert "reference" not in said
    assert "No deal yet." in ben.types("/deal").text
    assert "reference" not in ben.home().text
    assert table.entries() == before


def test_a_role_lost_while_a_form_is_open_counts(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ben.types("/concede", in_=acme)).fill("What", "5% off")
    give_role(ana, acme, "Ben", "Viewer")
    before = table.entries()
    assert "Your role in this deal does not allow this." in form.submit().text
    assert table.entries() == before


def test_a_guest_gets_no_role(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Change a role", on=ana.types("/deal people", in_=acme)))
    sent = form.fill("Who?", ["Gus"]).fill("May do what?", "Member").submit()
    assert sent.errors == {"Who?": "Please choose a full member of this workspace."}


def test_in_a_shared_channel_commands_answer_privately_and_sharing_is_refused(
    table: Table, slack: FakeSlack, ana: Hands
) -> None:
    shared = slack.channel("acme-shared")
    said = opened(ana, shared)
    assert (
        "This channel is shared with another company, or may be: whatever you type here is answered to you alone."
        in (said.text)
    )
    ana.types("/concede 5% off cost 2k", in_=shared)
    preview = ana.types("/deal share", in_=shared)
    assert "so nothing can be shown here." in preview.text
    assert "Post it to the channel" not in preview.buttons
    assert slack.person("Olga").sees(shared) == []


def test_a_post_button_from_before_is_refused_once_the_channel_is_shared(
    table: Table, slack: FakeSlack, ana: Hands
) -> None:
    globex = slack.channel("globex")
    slack.leaves(slack.person("Gus"), globex)
    opened(ana, globex)
    ana.types("/concede 5% off cost 2k", in_=globex)
    preview = ana.types("/deal share", in_=globex)
    assert "Post it to the channel" in preview.buttons
    slack.invites_company_to(globex)
    slack.clock.wind(timedelta(minutes=11))
    said = ana.presses("Post it to the channel", on=preview)
    assert said.public == ()
    assert "shared with another company, or may be, so nothing is posted here." in said.text


GROUP = Organisation(id="E0000GROUP", name="Giveget group")
SISTER = Team(id="T0000SISTER", name="Giveget France", domain="giveget-france")


@pytest.mark.parametrize("click_team", ["T0000SISTER", "E0000GROUP"])
@pytest.mark.parametrize("shows_team", [True, False])
def test_people_of_an_enterprise_organisation_use_every_door(
    table: Table,
    slack: FakeSlack,
    ana: Hands,
    acme: Channel,
    click_team: str,
    shows_team: bool,
) -> None:
    slack.joins_organisation(GROUP)
    ana.person.click_team = click_team
    ana.person.shows_team = shows_team
    opened(ana, acme)
    draft = ana.types("/concede 5% off cost 12k", in_=acme)
    assert "Recorded #1" in ana.presses("Already said", on=draft).text
    form = ana.types("/got", in_=acme).form
    assert form is not None
    form.fill("What", "a lantern")
    assert "Recorded get #2" in form.submit().text
    assert "#1 in Acme renewal: 5% off" in ana.home().text


def test_somebody_of_another_workspace_of_our_organisation_is_no_member(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    slack.joins_organisation(GROUP)
    opened(ana, acme)
    ben = slack.person("Ben")
    slack.moves_to_other_workspace(ben, SISTER)
    said = ben.types("/concede 5% off cost 12k", in_=acme)
    assert "Only full members of this workspace can use Giveget" in said.text
    assert table.states() == []


def test_a_channel_of_our_organisation_is_private_while_only_colleagues_are_in_it(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    slack.joins_organisation(GROUP)
    slack.moves_to_other_workspace(slack.person("Ben"), SISTER)
    slack.shares_in_organisation(acme)
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    preview = ana.types("/deal share", in_=acme)
    assert "Post it to the channel" in preview.buttons
    assert ana.presses("Post it to the channel", on=preview).public != ()


def test_a_guest_in_a_channel_of_our_organisation_makes_it_shared(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    slack.joins_organisation(GROUP)
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    preview = ana.types("/deal share", in_=acme)
    assert "Post it to the channel" in preview.buttons
    slack.shares_in_organisation(acme)
    slack.joins(slack.person("Gus"), acme)
    slack.clock.wind(timedelta(minutes=11))
    said = ana.presses("Post it to the channel", on=preview)
    assert said.public == ()
    assert "shared with another company, or may be, so nothing is posted here." in said.text


@pytest.mark.parametrize("kind", [Kind.WORKFLOW, Kind.GUEST])
def test_a_channel_that_holds_less_than_a_full_member_counts_as_shared(
    table: Table, slack: FakeSlack, ana: Hands, kind: Kind
) -> None:
    globex = slack.channel("globex")
    gus = slack.person("Gus")
    opened(ana, globex)
    ana.types("/concede 5% off cost 2k", in_=globex)
    gus.person.kind = kind
    slack.changes(gus)
    assert "so nothing can be shown here." in ana.types("/deal share", in_=globex).text
    gus.person.kind = Kind.MEMBER
    slack.changes(gus)
    slack.clock.wind(timedelta(minutes=11))
    assert "Post it to the channel" in ana.types("/deal share", in_=globex).buttons


def test_a_workflow_bot_is_no_member(table: Table, slack: FakeSlack, ana: Hands) -> None:
    globex = slack.channel("globex")
    opened(ana, globex)
    before = table.entries()
    gus = slack.person("Gus")
    gus.person.kind = Kind.WORKFLOW
    slack.changes(gus)
    assert gus.types("/concede 5% off", in_=globex).text == STRANGER
    assert table.entries() == before


def test_a_channel_that_nobody_can_ask_about_counts_as_shared(
    table: Table, slack: FakeSlack, ben: Hands
) -> None:
    hiring = slack.channel("hiring")
    said = opened(ben, hiring, "/deal open Analyst offer hiring 90k EUR")
    assert "shared with another company, or may be" in said.text
    ben.types("/concede signing bonus cost 1k", in_=hiring)
    assert "so nothing can be shown here." in ben.types("/deal share", in_=hiring).text


def test_a_channel_that_becomes_shared_locks_its_deal_until_the_owner_says_so(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    ben.types("/ask reference call", in_=acme)
    old = acme.id
    slack.shares(acme)
    assert acme.id != old
    table.tick()
    assert table.deal.locked
    before = table.entries()
    for person in (ana, ben):
        assert (
            "became shared with another company."
            in person.types("/concede 5% off cost 2k", in_=acme).text
        )
        assert "Acme renewal, selling" in person.types("/deal", in_=acme).text
    assert table.entries() == before
    (letter,) = ana.sees(ana.dm)
    assert "The deal is locked" in letter.text
    assert ben.sees(ben.dm) == []
    assert (
        "Your role in this deal does not allow this."
        in ben.presses("Go on with it", on=ben.types("/ask case study", in_=acme)).text
    )
    assert "Acme renewal, selling" in ana.presses("Go on with it", on=letter).text
    assert "Recorded #2" in ana.types("/concede 5% off cost 2k", in_=acme).text
    assert "so nothing can be shown here." in ana.types("/deal share", in_=acme).text


def test_a_channel_event_that_comes_four_times_tells_the_owner_once(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    slack.event(
        "channel_shared", times=4, channel=acme.id, connected_team_id="T0000ACME", event_ts="1.1"
    )
    table.tick()
    assert len(ana.sees(ana.dm)) == 1


@pytest.mark.parametrize(
    "name", ["<!channel>", "@channel", "@here", "<@U000000BEN>", "@ben", "<#C00GLOBEX>"]
)
def test_what_people_type_never_pings(table: Table, ana: Hands, acme: Channel, name: str) -> None:
    opened(ana, acme)
    form_of(ana.types("/concede", in_=acme)).fill("What", f"lunch with {name}").fill(
        "Cost to us", "2k"
    ).submit()
    said = ana.presses("Post it to the channel", on=ana.types("/deal share", in_=acme))
    (public,) = said.public
    assert "lunch with" in public.message.text
    for ping in ("<!channel", "<!here", "<@U000000BEN"):
        assert ping not in public.message.text
    told = json.dumps(public.message.blocks)
    for ping in (
        '"user_id": "U000000BEN"',
        '"type": "broadcast"',
        '"type": "user"',
        '"type": "channel"',
    ):
        assert ping not in told
    assert not [
        text
        for text in texts(public.message.blocks)
        if text["type"] == "mrkdwn" and "BEN" in text["text"]
    ]


def texts(value: object) -> Iterator[dict[str, str]]:
    """Every text object in some blocks."""
    if isinstance(value, list):
        for each in value:
            yield from texts(each)
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        yield from texts(list(value.values()))


LONG = "5% off " + "very " * 8000
ODD = [
    ("{{7*7}} off", "{{7*7}} off"),
    ("Robert'); DROP TABLE moves;--", "Robert'); DROP TABLE moves;--"),
    ("\u202eevil\u202c zero\u200bwidth", "evil zerowidth"),
    (
        "5% off *bold* _it_ `code` ~no~ :tada: > quote",
        "5% off *bold* _it_ `code` ~no~ :tada: > quote",
    ),
    ("&lt;b&gt; &amp;amp; <b>", "&lt;b&gt; &amp;amp; <b>"),
    ("a\0b discount", "ab discount"),
    ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ("🎉", "🎉"),
]


@pytest.mark.parametrize(("typed", "kept"), ODD)
def test_odd_text_is_kept_to_the_letter(
    table: Table, ana: Hands, acme: Channel, typed: str, kept: str
) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/concede", in_=acme)).fill("What", typed).fill("Because", typed)
    assert f"Recorded #1: {kept}, because {kept}." in form.fill("Cost to us", "2k").submit().text
    for line in ("/deal", "/deal log", "/deal log #1", "/deal share"):
        assert kept in ana.types(line, in_=acme).text
    # No sentence to them can hold such words, so the ask stands there without them; `ab discount` is a thing.
    asked = ana.types("/ask reference call for #1", in_=acme).text
    reminds = "We have given you an ab discount. In return we need a reference call."
    says = reminds if kept == "ab discount" else "We would like a reference call."
    assert f'Say: "{says} Can you confirm by Friday?"' in asked
    assert kept in ana.home().text
    assert table.move(1).what == kept


@pytest.mark.parametrize(("typed", "kept"), ODD)
def test_odd_text_in_a_line_breaks_nothing(
    table: Table, ana: Hands, acme: Channel, typed: str, kept: str
) -> None:
    opened(ana, acme)
    for line in (
        f"/concede {typed} cost 2k",
        f"/ask {typed}",
        f"/got {typed}",
        f"/coach they want {typed}",
    ):
        assert "Sorry" not in ana.types(line, in_=acme).text
    for line in (f"/deal {typed}", f"/coach {typed}", "/deal log", "/deal open asks"):
        assert "Sorry" not in ana.types(line, in_=acme).text


@pytest.mark.parametrize(
    "line",
    [
        "/concede 🎉🎉🎉",
        "/concede nothing",
        "/concede 5",
        "/concede -",
        "/got nothing yet",
        "/ask !",
        "/concede \u200b\u200b",
    ],
)
def test_what_says_nothing_comes_back_with_an_example(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    before = table.entries()
    said = ana.types(line, in_=acme)
    assert "For example: /" in said.text or said.form is not None
    assert "Sorry" not in said.text
    assert table.entries() == before


def test_a_long_sentence_to_the_coach_records_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    before = table.entries()
    said = ana.types(f"/coach {LONG}", in_=acme)
    assert said.text
    assert "Sorry" not in said.text
    assert table.entries() == before


@pytest.mark.parametrize("amount", ["NaN", "1e999", "-5k", "inf", "12k12k", "∞"])
def test_an_amount_that_is_none_counts_nothing(
    table: Table, ana: Hands, acme: Channel, amount: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/concede 5% off cost {amount}", in_=acme)
    assert "Sorry" not in said.text
    assert table.sums.exposure == 0
    form = (
        form_of(ana.types("/concede", in_=acme)).fill("What", "5% off").fill("Cost to us", amount)
    )
    assert "Please write an amount such as 12k" in form.submit().errors["Cost to us"]


def test_the_longest_line_there_is_fits_everywhere(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    text = ("<&>" * 640)[:1900]
    said = ana.types(f"/concede discount {text} cost 2k", in_=acme)
    assert "Sorry" not in said.text
    for line in ("/deal", "/deal log", "/deal log #1", "/deal share", f"/ask {text[:900]} for #1"):
        assert "Sorry" not in ana.types(line, in_=acme).text
    assert "Sorry" not in ana.home().text
    assert "Sorry" not in ana.types(f"/concede {text} for #9", in_=acme).text


def test_a_wrong_signature_is_refused(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call", in_=acme)
    payload = slack.last_payload(What.COMMAND) | {"text": "case study", "trigger_id": "1.2.3"}
    before = table.entries()
    (answer,) = slack.deliver(
        Sending(what=What.COMMAND, payload=payload, signature="v0=" + "0" * 64)
    )
    assert answer.status == 401
    old = "1600000000"
    (answer,) = slack.deliver(
        Sending(
            what=What.COMMAND,
            payload=payload,
            timestamp=old,
            signature=signature("wrong", old, b"x"),
        )
    )
    assert answer.status == 401
    assert table.entries() == before
