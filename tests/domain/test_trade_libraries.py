"""The libraries of trades: complete in both languages, and nothing in them that would not fit."""

import re

import pytest

from bot.content.load import load_libraries, load_trade_libraries
from bot.domain.deals import Side
from bot.domain.ids import TeamId
from bot.domain.industries import Industry
from bot.domain.own_tradeables import OwnTradeable, add_own_tradeables
from bot.domain.tradeables import LABEL_AT_MOST, Suits, propose_asks
from bot.domain.worth import Size
from bot.language.industries import find_industry
from tests.domain.ledgers import deal, table

WITH_LIBRARY = [industry for industry in Industry if industry is not Industry.SOFTWARE]
SIDES = (Side.SELLING, Side.BUYING)


@pytest.mark.parametrize("industry", WITH_LIBRARY)
@pytest.mark.parametrize("side", SIDES)
def test_each_trade_has_a_dozen_things_on_each_side_in_both_languages(
    industry: Industry, side: Side
) -> None:
    english = load_trade_libraries()["en"][industry, side]
    german = load_trade_libraries()["de"][industry, side]
    assert 12 <= len(english) <= 20
    assert [(t.key, t.cost, t.worth) for t in german] == [(t.key, t.cost, t.worth) for t in english]
    for tradeable in (*english, *german):
        assert 0 < len(tradeable.label) <= LABEL_AT_MOST
        assert len(tradeable.what) < 75
        assert not re.search(r"[.:;]$", tradeable.phrase)
    phrases = {t.phrase for t in english}
    # A phrase that is the same in both was not translated.
    assert not phrases & {t.phrase for t in german}
    assert all(t.worth is not Size.S or t.cost is Size.S for t in english)


def test_a_right_to_leave_is_proposed_for_software_alone() -> None:
    library = load_libraries()["en"][Side.BUYING]
    special = {
        tradeable.key for tradeable in library.tradeables if tradeable.suits is Suits.SOFTWARE
    }
    assert special == {"exit", "data-export", "early-access"}


@pytest.mark.parametrize(
    ("name", "industry"),
    [
        ("Cartons plant 2", Industry.PACKAGING),
        ("Wellpappe Werk Süd", Industry.PACKAGING),
        ("Lane Hamburg to Lyon", Industry.FREIGHT),
        ("Spedition Nord 2027", Industry.FREIGHT),
        ("Roof of hall 3", Industry.CONSTRUCTION),
        ("Sanierung Altbau", Industry.CONSTRUCTION),
        ("Campaign spring", Industry.AGENCY),
        ("Helpdesk licences", Industry.SOFTWARE),
        ("Zeitarbeit Lager", Industry.STAFFING),
        ("Cyberversicherung", Industry.INSURANCE),
        ("CNC lathe", Industry.MACHINERY),
        ("Supermarket listing", Industry.RETAIL),
        ("Acme renewal", None),
        ("Machine freight", None),
    ],
)
def test_what_the_name_of_a_deal_sounds_like(name: str, industry: Industry | None) -> None:
    assert find_industry(name) is industry


def test_what_people_added_comes_first_and_takes_the_place_of_its_name() -> None:
    library = load_libraries()["en"][Side.SELLING]
    own = OwnTradeable(
        team=TeamId("T"), id="1", side=Side.SELLING, what="reference call", worth=Size.L
    )
    added = add_own_tradeables(library, [own])
    assert [t.what for t in added.tradeables].count("reference call") == 1
    assert added.tradeables[0].is_own
    t = table("G1 5% off c12000 day 0", today=11, of=deal(240_000))
    assert propose_asks(t.situation("G1"), added)[0].what == "reference call"
    assert add_own_tradeables(library, []) == library
