from datetime import date

import pytest

from bot.language.commitments import (
    CommitmentDeed,
    read_commitment,
    read_commitment_request,
    read_moved,
)

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "side", "what", "due"),
    [
        ("they send the case study by 15 Jan", "theirs", "send the case study", "2027-01-15"),
        ("they send the case study, 15 Jan", "theirs", "send the case study", "2027-01-15"),
        ("case study from them by Friday", "theirs", "case study", "2026-11-27"),
        ("Acme sends the forecast by 5 Jan", "theirs", "send the forecast", "2027-01-05"),
        ("she sends certificates by Friday", "theirs", "send certificates", "2026-11-27"),
        ("we send the site plan til Friday", "ours", "send the site plan", "2026-11-27"),
        ("they owe us a reference call", "theirs", "a reference call", None),
        ("they promised to pay by 30 June 2027", "theirs", "pay", "2027-06-30"),
        ("the customer shall name a lead by 10 Jan", "theirs", "name a lead", "2027-01-10"),
        ("we will provide a sandbox within 10 days", "ours", "provide a sandbox", "2026-12-03"),
        ("We to deliver training in January", "ours", "deliver training", "2027-01-31"),
        ("our team will finish migration on 1 Mar", "ours", "finish migration", "2027-03-01"),
        ("they host the 1 May event", "theirs", "host the 1 May event", None),
        ("they answer tickets in 4 hours", "theirs", "answer tickets in 4 hours", None),
        ("they call us every friday", "theirs", "call us every friday", None),
        ("they clean each monday", "theirs", "clean each monday", None),
        ("we install on 11 and 12 april", "ours", "install on 11 and 12 april", "2027-04-12"),
        ("we deliver between 3 and 5 dec", "ours", "deliver between 3 and 5 dec", "2026-12-05"),
        ("we deliver 3-5 dec", "ours", "deliver 3-5 dec", "2026-12-05"),
        ("they paint from 3 to 5 dec", "theirs", "paint from 3 to 5 dec", "2026-12-05"),
        (
            "she fixes roof before we move in 1 dec",
            "theirs",
            "fix roof before we move in",
            "2026-12-01",
        ),
        ("we move in on 1 dec", "ours", "move in", "2026-12-01"),
        ("mr pike pays 500 by friday", "theirs", "mr pike pays 500", "2026-11-27"),
        ("case study by end of month", None, "case study", "2026-11-30"),
        ("they", "theirs", "", None),
    ],
)
def test_who_what_and_when_are_read(
    typed: str, side: str | None, what: str, due: str | None
) -> None:
    said = read_commitment(typed, locale="en-US", today=MONDAY, names=["Acme"])
    assert (said.side, said.what) == (side, what)
    assert said.due == (date.fromisoformat(due) if due else None)


@pytest.mark.parametrize(
    ("typed", "side", "what", "due"),
    [
        ("sie schicken die Fallstudie bis 15.1.", "theirs", "die Fallstudie schicken", "2027-01-15"),
        ("wir stellen einen Raum bereit bis Freitag", "ours", "einen Raum bereitstellen", "2026-11-27"),
        ("sie werden die Referenz nennen bis zum 1. Februar", "theirs", "die Referenz nennen", "2027-02-01"),
        ("Fallstudie von ihnen bis Ende Januar", "theirs", "Fallstudie", "2027-01-31"),
        ("der Kunde benennt einen Leiter bis 10.1.", "theirs", "benennt einen Leiter", "2027-01-10"),
    ],
)  # fmt: skip
def test_german_ones_are_things_to_do(typed: str, side: str, what: str, due: str) -> None:
    said = read_commitment(typed, locale="de-DE", today=MONDAY)
    assert (said.side, said.what, said.due) == (side, what, date.fromisoformat(due))


@pytest.mark.parametrize(
    ("typed", "owner", "role", "where"),
    [
        ("we deliver onboarding owner <@U1ANA|ana>", "U1ANA", "", ""),
        ("they name a lead owner their COO by 10 Jan", None, "their COO", ""),
        ("they pay in MSA 4.2 by 1 Feb", None, "", "MSA 4.2"),
        ("they pay by 30 June (clause 7)", None, "", "clause 7"),
        ("they: logo use under section 4.1", None, "", "section 4.1"),
        ("they owe us a workshop in our office", None, "", ""),
    ],
)
def test_owner_and_place_in_the_contract_are_read(
    typed: str, owner: str | None, role: str, where: str
) -> None:
    said = read_commitment(typed, locale="en-US", today=MONDAY)
    assert (said.owner, said.role, said.where) == (owner, role, where)


@pytest.mark.parametrize(
    ("typed", "deed", "rest"),
    [
        ("c2", CommitmentDeed.SHOW, ""),
        ("#C2", CommitmentDeed.SHOW, ""),
        ("c2 delivered https://x.y/z", CommitmentDeed.DELIVERED, "https://x.y/z"),
        ("delivered #c2 link https://x", CommitmentDeed.DELIVERED, "link https://x"),
        ("z2 geliefert", CommitmentDeed.DELIVERED, ""),
        ("waived c2 because they changed plans", CommitmentDeed.WAIVED, "because they changed plans"),
        ("moved c2 to 1 Feb", CommitmentDeed.MOVED, "to 1 Feb"),
        ("edit c2 by 1 Feb", CommitmentDeed.MOVED, "by 1 Feb"),
    ],
)  # fmt: skip
def test_a_number_names_one(typed: str, deed: CommitmentDeed, rest: str) -> None:
    request = read_commitment_request(typed)
    assert request is not None
    assert (request.no, request.deed, request.rest) == (2, deed, rest)


@pytest.mark.parametrize(
    "typed",
    ["the case study", "C-level meeting 2", "5% off cost 12k", "we meet the team in room c2"],
)
def test_other_lines_name_none(typed: str) -> None:
    assert read_commitment_request(typed) is None


def test_another_day_needs_no_words_around_it() -> None:
    assert read_moved("to 1 Feb", locale="en-US", today=MONDAY).due == date(2027, 2, 1)
    assert read_moved("auf den 1. Februar", locale="de-DE", today=MONDAY).due == date(2027, 2, 1)
