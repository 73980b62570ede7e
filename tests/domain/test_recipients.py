"""Who gets a line: tables of the people of a deal, one letter each, and whom the line goes to.

Ana owns the deal, Ben co-owns it, Chris is a member, Dana a scribe, Eve a viewer; Finn is on the escalation path and
has no role; Gil is an admin of the workspace.
"""

from dataclasses import replace

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.domain.recipients import (
    Consent,
    DealPeople,
    DealPerson,
    LineFacts,
    Urgency,
    Voice,
    resolve_recipients,
)

ROLES = {
    "ana": Role.OWNER,
    "ben": Role.CO_OWNER,
    "chris": Role.MEMBER,
    "dana": Role.SCRIBE,
    "eve": Role.VIEWER,
    "finn": Role.NOBODY,
}
MARKS = {Voice.OWN: "", Voice.NEUTRAL: "~", Voice.ADMIN: "!"}


def person(word: str) -> DealPerson:
    """`ana`: said yes. `ana?`: never asked; `ana.`: asked without an answer; `ana-`: wants none; `ana/`: away; `ana x`:
    left the workspace; `ana+`: pressed *Remind me*; `ana*`: follows; `ana=`: pressed *Stop reminding
    me*."""
    name = word.rstrip("?.-/x+*=").strip()
    known = DealPerson(person=PersonId(name), role=ROLES[name], consent=Consent.YES)
    marks = word[len(name) :]
    consents = {"?": Consent.UNASKED, ".": Consent.ASKED, "-": Consent.NO}
    for mark, consent in consents.items():
        if mark in marks:
            known = replace(known, consent=consent)
    return replace(
        known,
        is_away="/" in marks,
        is_active="x" not in marks,
        is_reminded="+" in marks,
        is_quiet="=" in marks,
        follows="*" in marks,
    )


def deal(words: str, path: str = "", admins: str = "gil") -> DealPeople:
    return DealPeople(
        people=[person(word.strip()) for word in words.split(",")],
        path=[PersonId(name) for name in path.split()],
        admins=[PersonId(name) for name in admins.split()],
    )


def told(line: LineFacts, people: DealPeople) -> str:
    """Whom it goes to, `~` those who read it in neutral words, `!` admins; behind a bar those who are asked."""
    found = resolve_recipients(line, people)
    names = " ".join(f"{each.person}{MARKS[each.voice]}" for each in found.told)
    return f"{names} | {' '.join(found.to_ask)}".strip(" |") if found.to_ask else names


@pytest.mark.parametrize(
    ("people", "author", "waited", "goes_to"),
    [
        # The author first, the others after five working days, a viewer never.
        ("ana, ben, chris, dana, eve", "chris", 0, "chris"),
        ("ana, ben, chris, dana, eve", "chris", 4, "chris"),
        ("ana, ben, chris, dana, eve", "chris", 5, "chris ana~ ben~ dana~"),
        # At once where the author is away, left, wants nothing, or was never asked.
        ("ana, ben, chris/", "chris", 0, "chris ana~ ben~"),
        ("ana, ben, chrisx", "chris", 0, "ana~ ben~"),
        ("ana, ben, chris-", "chris", 0, "ana~ ben~"),
        ("ana, ben, chris?", "chris", 0, "ana~ ben~"),
        ("ana, ben, chris.", "chris", 0, "ana~ ben~"),
        # Whoever chose to follow it hears it at once, whatever their role.
        ("ana, chris, eve*", "ana", 0, "ana eve~"),
        ("ana, chris*", "ana", 0, "ana chris~"),
        ("ana, chris, eve*-", "ana", 0, "ana"),
        ("anax, chris, evex*", "ana", 0, "chris~"),
        # Nobody is asked for a move that waits while an owner is there; an admin does not hear of it.
        ("ana?, ben?", "ana", 9, ""),
    ],
)
def test_a_move_that_waits(people: str, author: str, waited: int, goes_to: str) -> None:
    line = LineFacts(urgency=Urgency.ROUTINE, author=PersonId(author), waited=waited)
    assert told(line, deal(people)) == goes_to


@pytest.mark.parametrize(
    ("people", "goes_to"),
    [("ana, chris", "chris"), ("ana*, chris/", "chris"), ("ana, chrisx", ""), ("ana, chris?", "")],
)
def test_a_draft_is_its_authors_alone(people: str, goes_to: str) -> None:
    line = LineFacts(urgency=Urgency.PRIVATE, author=PersonId("chris"), waited=30)
    assert told(line, deal(people)) == goes_to


@pytest.mark.parametrize(
    ("people", "turn", "path", "goes_to"),
    [
        # One addressee, and the next one where that one cannot be told.
        ("ana, ben, chris", "chris", "", "chris"),
        ("ana, ben, chris?", "chris", "", "ana"),
        ("ana-, ben, chrisx", "chris", "", "ben"),
        ("ana?, ben?, chris, dana", "", "", "chris"),
        ("ana/, ben", "ana", "", "ana ben"),
        ("ana?, dana, finn?", "ana", "finn", "dana"),
        # Of a deal without an owner the admin hears, and the next one named is asked; of others nobody does.
        ("ana?, ben?", "ana", "", ""),
        ("anax, ben?, finn?", "ana", "finn", "gil! | ben"),
        ("anax, ben., finn?", "ana", "finn", "gil! | finn"),
        ("anax, ben., finn.", "ana", "finn", "gil!"),
        ("anax, ben-, finn-", "ana", "finn", "gil!"),
        ("anax, chris?", "ana", "", "gil!"),
    ],
)
def test_what_one_person_has_to_answer(people: str, turn: str, path: str, goes_to: str) -> None:
    line = LineFacts(urgency=Urgency.IN_TURN, turn=[PersonId(name) for name in turn.split()])
    assert told(line, deal(people, path)) == goes_to


@pytest.mark.parametrize(
    ("people", "turn", "goes_to"),
    [
        # Remind me reminds the one who pressed it, whatever their role.
        ("ana+, ben+, chris, eve+", "ana", "ana ben~ eve~"),
        ("ana?, eve+", "ana", "eve~"),
        # Who stopped all messages and pressed it afterwards wants these; who stopped these wants none.
        ("ana, ben+-, chris+x", "ana", "ana ben~"),
        ("ana=, ben, eve+=", "ana", "ben"),
    ],
)
def test_what_comes(people: str, turn: str, goes_to: str) -> None:
    line = LineFacts(urgency=Urgency.AHEAD, turn=[PersonId(turn)])
    assert told(line, deal(people)) == goes_to


@pytest.mark.parametrize(
    ("people", "path", "goes_to"),
    [
        # Two people of the deal, and whoever pressed Remind me.
        ("ana, ben, chris", "", "ana ben"),
        ("ana, chris, dana", "", "ana chris"),
        ("ana, ben, chris, eve+", "", "ana ben eve~"),
        ("ana/, ben, chris", "", "ana ben chris"),
        ("anax, ben, chris", "", "ben chris"),
        # With too few of them an admin hears of it too, and who was named is asked, once.
        ("ana, ben?, finn?", "finn", "ana gil! | ben"),
        ("ana, ben., finn?", "finn", "ana gil! | finn"),
        ("ana, ben., finn.", "finn", "ana gil!"),
        ("ana?, ben?, finn?", "finn", "gil! | ana ben"),
        ("anax, chris", "", "chris gil!"),
        ("ana, chris?, dana?", "", "ana gil!"),
        ("anax, ben-", "", "gil!"),
    ],
)
def test_a_day_that_binds_us(people: str, path: str, goes_to: str) -> None:
    line = LineFacts(urgency=Urgency.BINDING, turn=[PersonId("ana")])
    assert told(line, deal(people, path)) == goes_to


def test_an_admin_who_is_in_the_deal_reads_it_as_one_of_the_deal() -> None:
    line = LineFacts(urgency=Urgency.BINDING)
    assert told(line, deal("anax, chris", admins="chris gil")) == "chris gil!"


def test_nobody_stands_twice_in_the_list() -> None:
    line = LineFacts(urgency=Urgency.BINDING, author=PersonId("ana"), turn=[PersonId("ana")])
    people = deal("ana+, ben+, finn", "finn ben ana")
    assert told(line, people) == "ana ben"


def test_somebody_without_a_role_is_never_told_what_is_in_a_deal() -> None:
    people = deal("anax, finn+*", "finn")
    for urgency in Urgency:
        found = resolve_recipients(LineFacts(urgency=urgency, author=PersonId("finn")), people)
        assert found.voice_for(PersonId("finn")) is None
