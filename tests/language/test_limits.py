"""How far we would go, told apart from offers, asks and what the other side says of itself."""

import pytest

from bot.language.limits import OwnLimit, find_own_limit

OURS = """
my floor is 138k
our limit is 28k all in
my limit is 28k all in
my limit is 395 per desk
our walk-away is 138k
our walk away price is 138k
we can't go below 138k
I won't go under 138k
we will never pay more than 90k
138k is our limit
138k is my absolute floor
138k is our bottom line
we can go to 138k at most
we'd pay max 95k
we can pay no more than 95k
at 138k we walk
we walk at 138k
below 138k we walk
our max is 95k
my budget is 95k
btw my floor is 138k, don't tell them
our limit is 138k but I want 150k
we're not willing to go below 138k
our lowest is 138k
internally our ceiling is 95k
my reservation price is $95,000
we can't do more than 10%
our max discount is 10%
meine Grenze ist 33k
unsere Obergrenze liegt bei 33k
wir gehen nicht über 33k
wir gehen auf keinen Fall über 33k
ich zahle nicht mehr als 33k
mehr als 33k zahlen wir nicht
unter 33k machen wir es nicht
unser Limit liegt bei 33k
unsere Schmerzgrenze: 33k
33k ist unsere Grenze
33k ist unser Maximum
wir zahlen höchstens 33k
wir können maximal 33k zahlen
unser Ausstiegspunkt ist 33k
unser Budget ist 33k
wir wollen nicht unter 33k verkaufen
wir dürfen nicht über 33k gehen
unter 33k sind wir raus
ab 33k sind wir raus
wir haben maximal 33k
unser Mindestpreis ist 33k
wir brauchen mindestens 33k
"""
BARE = """
floor 138k
bottom line: 138k
never below 90k
not above 33k
mehr als 33k geht nicht
Schmerzgrenze 33k
nicht über 33k
nie unter 33k
intern: Limit 33k
"""
TARGETS = """
our target is 150k
my goal is 150k
unser Ziel ist 30k
mein Zielpreis liegt bei 30k
"""
NONE_OF_OURS = """
their limit is 138k
they won't go below 76k
we offered 24k
24 months, price 95k
my offer is 95k
our price is 95k
unser Preis ist 95k
we said 28k
can we go below 90k?
what is our limit?
sie gehen nicht unter 200k
ihre Grenze ist 33k
5% off cost 12k
max 3 revisions
we need at least 3 references
we want at least 24 months
wir wollen mindestens 24 Monate
no price rise above 3%
no more than 3 revisions
we can do 10% off
our floor space is 300 sqm
our target date is 3 May
wir bieten 33k
"""


@pytest.mark.parametrize("line", OURS.strip().splitlines())
def test_a_limit_that_names_us_is_ours(line: str) -> None:
    found = find_own_limit(line, named=True)
    assert found is not None
    assert not found.is_target


@pytest.mark.parametrize("line", BARE.strip().splitlines())
def test_a_limit_that_names_nobody_is_ours_only_where_nothing_else_can_be_meant(line: str) -> None:
    assert find_own_limit(line, named=False) is not None
    assert find_own_limit(line, named=True) is None


@pytest.mark.parametrize("line", TARGETS.strip().splitlines())
def test_a_target_is_told_apart(line: str) -> None:
    found = find_own_limit(line, named=True)
    assert found is not None
    assert found.is_target


@pytest.mark.parametrize("line", NONE_OF_OURS.strip().splitlines())
def test_what_is_no_limit_of_ours(line: str) -> None:
    assert find_own_limit(line, named=False) is None


@pytest.mark.parametrize(
    ("line", "amount"),
    [
        ("my limit is 395 per desk", "395 per desk"),
        ("our limit is 138k but I want 150k", "138k"),
        ("my reservation price is $95,000", "$95,000"),
        ("our max discount is 10%", "10%"),
        ("btw my floor is 138k, don't tell them", "138k"),
        ("wir können maximal 33k zahlen", "33k"),
    ],
)
def test_the_figure_of_a_limit(line: str, amount: str) -> None:
    assert find_own_limit(line, named=True) == OwnLimit(amount=amount)
