"""What a deal is called in the CRM: typed, in a form, from a sheet, and shown wherever the deal is."""

import pytest

from bot.domain.references import DealReference
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_imports import pasted

LINK = "https://acme.my.salesforce.com/0061"
SALESFORCE = DealReference(system="Salesforce", id="OPP-4711", link=LINK)


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        (f"OPP-4711 {LINK}", SALESFORCE),
        (f"{LINK} OPP-4711", SALESFORCE),
        (f"OPP-4711 <{LINK}|the deal>", SALESFORCE),
        ("salesforce OPP-4711", DealReference(system="Salesforce", id="OPP-4711")),
        ("4711", DealReference(system="CRM", id="4711")),
        (
            "id 77 https://crm.acme.example/deals/77",
            DealReference(
                system="crm.acme.example", id="77", link="https://crm.acme.example/deals/77"
            ),
        ),
    ],
)
def test_a_reference_is_typed_in_any_order(
    table: Table, ana: Hands, acme: Channel, line: str, reference: DealReference
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal ref {line}", in_=acme).text
    assert f"Saved. {reference.system}: " in seen
    assert table.deal.references == (reference,)


def test_it_is_shown_wherever_the_deal_is(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(f"/deal ref OPP-4711 {LINK}", in_=acme)
    assert "Salesforce: OPP-4711" in ana.types("/deal", in_=acme).text
    assert "Salesforce: OPP-4711" in ana.home().text
    assert "Salesforce: OPP-4711" in ana.types("/deal ref", in_=acme).text
    assert LINK in str(ana.types("/deal", in_=acme).blocks)


def test_a_system_has_one_reference_and_each_can_be_removed(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(f"/deal ref OPP-1 {LINK}", in_=acme)
    seen = ana.types("/deal ref salesforce OPP-2 the big one", in_=acme).text
    assert "It replaces OPP-1: a deal has one reference in each system." in seen
    assert 'Not used: "big"' in seen
    ana.types("/deal ref coupa 90210", in_=acme)
    assert [each.system for each in table.deal.references] == ["Salesforce", "Coupa"]
    shown = ana.types("/deal ref", in_=acme)
    assert "Removed: Coupa 90210" in ana.presses("Remove Coupa", on=shown).text
    assert "Removed: Salesforce OPP-2" in ana.types("/deal ref remove", in_=acme).text
    assert table.deal.references == ()
    assert "There is no such reference." in ana.types("/deal ref remove Jira", in_=acme).text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("OPP-4711", f"OPP-4711 {LINK}"),
        (f"OPP-4711 {LINK}", "OPP-4711"),
        ("OPP-4711", "salesforce opp-4711"),
        ("OPP-4711", f"{LINK} opp-4711"),
    ],
)
def test_the_same_id_with_and_without_its_link_is_one_reference(
    table: Table, ana: Hands, acme: Channel, first: str, second: str
) -> None:
    opened(ana, acme)
    ana.types(f"/deal ref {first}", in_=acme)
    seen = ana.types(f"/deal ref {second}", in_=acme).text
    assert "It replaces" not in seen
    (reference,) = table.deal.references
    assert reference.system == "Salesforce"
    assert reference.id.upper() == "OPP-4711"
    assert bool(reference.link) == (LINK in first + second)


def test_another_id_is_another_reference(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal ref OPP-1", in_=acme)
    ana.types(f"/deal ref OPP-2 {LINK}", in_=acme)
    ana.types("/deal ref hubspot OPP-2", in_=acme)
    assert [each.system for each in table.deal.references] == ["CRM", "Salesforce", "HubSpot"]


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (LINK, "Which id does it have there?"),
        ("OPP-1 OPP-2", "Which of the words is its id?"),
        ("OPP-1 ftp://acme.example/1", "A link begins with https://"),
        ("OPP-1 javascript:alert(1)", "A link begins with https://"),
        ("OPP-1 https://ana:secret@acme.example/1", "A link begins with https://"),
        ("OPP-1 https://acme.example/" + "x" * 600, "A link begins with https://"),
        ("OPP-1 https://a.example https://b.example", "There are two links in it."),
        ("1" * 81, "An id has at most 80 characters."),
    ],
)
def test_what_is_no_reference_is_asked_back(
    table: Table, ana: Hands, acme: Channel, line: str, question: str
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal ref {line}", in_=acme)
    assert question in seen.text
    assert "You typed: " in seen.text
    assert table.deal.references == ()


def test_the_form_checks_the_link_and_starts_from_what_is_known(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Add", on=ana.types("/deal ref", in_=acme)))
    form.fill("Its id there", "OPP-4711").fill("Link", "ftp://acme.example")
    assert list(form.submit().errors) == ["Link"]
    form.fill("Link", LINK).submit(times=2)
    assert table.deal.references == (SALESFORCE,)
    form = form_of(ana.presses("Edit", on=ana.types("/deal ref", in_=acme)))
    assert (form["Its id there"], form["Link"], form["In which system"]) == (
        "OPP-4711",
        LINK,
        "Salesforce",
    )


def test_a_sheet_brings_it_along(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sheet = f"move,what,cost,crm id,crm link\ngive,5% off,12k,OPP-4711,{LINK}\nget,case study,,OPP-4711,{LINK}"
    checked = pasted(ana, acme, sheet)
    assert "Saved with it, as the deal in another system: Salesforce: OPP-4711" in checked.text
    done = ana.presses("Record 2 moves", on=checked)
    assert "The deal in another system: Salesforce: OPP-4711" in done.text
    assert table.deal.references == (SALESFORCE,)


def test_a_sheet_of_several_deals_sets_none(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sheet = "move,what,cost,crm id\ngive,5% off,12k,OPP-1\nget,case study,,OPP-2"
    checked = pasted(ana, acme, sheet)
    assert "is not clear, and not taken: OPP-1 and OPP-2" in checked.text
    ana.presses("Record 2 moves", on=checked)
    assert table.deal.references == ()


def test_a_reference_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    seen = dana.types(f"/deal verweis Nummer OPP-4711 {LINK}", in_=general).text
    assert "Gespeichert. Salesforce: OPP-4711" in seen
    seen = dana.types("/deal verweis OPP-1 ftp://acme.example", in_=general).text
    assert "Ein Link beginnt mit https:// oder http://" in seen
    assert (
        "Entfernt: Salesforce OPP-4711" in dana.types("/deal verweis entfernen", in_=general).text
    )
