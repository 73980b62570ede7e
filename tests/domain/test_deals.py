from bot.domain.deals import Party, build_parties
from bot.domain.ids import THEM, PartyId

ACME = Party(id=PartyId(THEM), name="Acme")


def test_a_table_has_one_other_party_though_nobody_named_it() -> None:
    assert build_parties(()) == (Party(id=PartyId(THEM), name=""),)


def test_a_new_name_for_the_only_other_party_is_the_same_party() -> None:
    assert build_parties(("Acme Holding",), (ACME,)) == (
        Party(id=PartyId(THEM), name="Acme Holding"),
    )


def test_who_comes_to_the_table_gets_an_id_and_who_sat_there_keeps_theirs() -> None:
    both = build_parties(("Beta", "Acme"), (ACME,))
    assert both == (Party(id=PartyId("them2"), name="Beta"), ACME)
    three = build_parties(("Acme", "Gamma", "Beta"), both)
    assert three == (
        ACME,
        Party(id=PartyId("them3"), name="Gamma"),
        Party(id=PartyId("them2"), name="Beta"),
    )


def test_an_id_is_not_given_twice_after_somebody_left() -> None:
    beta = Party(id=PartyId("them2"), name="Beta")
    assert build_parties(("Beta", "Gamma"), (ACME, beta)) == (
        beta,
        Party(id=PartyId("them3"), name="Gamma"),
    )


def test_a_table_that_had_no_names_keeps_its_party_as_the_first() -> None:
    nameless = (Party(id=PartyId(THEM), name=""),)
    assert [p.id for p in build_parties(("Acme", "Beta"), nameless)] == [THEM, "them2"]
