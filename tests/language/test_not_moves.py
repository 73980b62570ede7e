"""Lines that move nothing are told apart by what they are."""

from datetime import date

import pytest

from bot.language.grammar import read_line
from bot.language.lines import Command, NotAMove, NotAMoveKind, NumberAnswered, ParsedLine, Reading

TODAY = date(2026, 11, 23)
KINDS = {
    NotAMoveKind.MOOD: (
        "/got they were in a great mood today",
        "[de-DE] /got die waren heute echt gut drauf",
        "[de-DE] /got Frau Berger war mies gelaunt",
        "/got the carrier sounded positive about net 60",
        "/got they loved the sample flooring",
        "[de-DE] /got eher skeptisch bei der Haftung",
        "[de-DE] /got der Makler fand das Exposé gut",
        "/got lukewarm response",
        "/got they seemed happy with the pilot",
        "/got mixed feedback on the draft lease",
        "/got their buyer was not very impressed",
        "[de-DE] /got verhaltene Resonanz auf das Angebot",
        "[de-DE] /got Kunde wirkte zufrieden",
        "[de-DE] /got die Reaktion war eher kühl",
    ),
    NotAMoveKind.LIMIT: (
        "/concede can't go lower than 4.10 per kg",
        "/concede we mustn't drop under 42k",
        "/concede max 3% and that's all",
        "/concede price floor of 2.35 per litre",
        "[de-DE] /concede tiefer als 92k können wir nicht",
        "/concede never below 90k",
        "/concede floor is 92k, dont go below",
        "/concede no discount above 20%",
        "/concede max 10%",
        "/concede our bottom line is 1.85m",
        "/concede not more than 4% on freight",
        "[de-DE] /concede nicht unter 90k",
        "[de-DE] /concede unter 2,10 € gehen wir nicht",
        "[de-DE] /concede höchstens 5 % Rabatt",
        "[de-DE] /concede Schmerzgrenze 70k",
    ),
    NotAMoveKind.PLAN: (
        "/concede keep 2% in reserve",
        "/concede next round: offer the second crane",
        "/concede if they push, one more week",
        "/concede we should offer the parking bays",
        "[de-DE] /concede 3 % in der Hinterhand",
        "[de-DE] /concede nächste Runde 2 % Bonus anbieten",
        "/concede may give 5% more volume later if needed",
        "/concede thinking of offering net 60",
        "/concede maybe offer the second dock next week",
        "/concede we could throw in the forklift",
        "[de-DE] /concede könnten den Umzug übernehmen",
        "[de-DE] /concede vielleicht später 2 Tage Homeoffice",
        "[de-DE] /concede wir überlegen 3% Skonto",
        "[de-DE] /concede evtl. später noch ein Monteur",
        "[de-DE] /concede ggf. ne Schulung",
    ),
    NotAMoveKind.MAYBE: (
        "/got they nearly agreed to net 45",
        "/got the union needs to check with its members",
        "[de-DE] /got fast bei 5 % gelandet",
        "[de-DE] /got sie müssen das intern klären",
        "[de-DE] /got sie verlängern evtl. früher",
        "/got might be willing to consider 2,500",
        "/got could imagine 24 months",
        "/got they hinted at a longer lease",
        "/got sounds like they would prepay",
        "[de-DE] /got sie könnten sich 24 Monate vorstellen",
        "[de-DE] /got eventuell eine Referenz",
        "[de-DE] /got Einkauf will das prüfen",
    ),
    NotAMoveKind.REFUSAL: (
        "/concede no, we won't touch the overtime rule",
        "/concede net 60? forget it",
        "[de-DE] /concede Rabatt? vergiss es",
        "[de-DE] /concede 60 Tage? keine Chance",
        "/concede sorry we cannot change the delivery window",
        "/got they'd rather not extend",
        "/got they can't deliver before March",
        "/got they conceded nothing but were friendly",
        "[de-DE] /got sie haben sich nicht bewegt",
        "/got no way, doesn't even cover their fuel",
        "/got the landlord is not going to extend",
        "/got prepayment is off the table",
        "/concede no further discounts, told them twice",
        "/concede no way on 4 weeks extra holiday",
        "/concede we won't move on price",
        "[de-DE] /concede auf keinen Fall mehr als das",
        "[de-DE] /concede keine weiteren Nachlässe",
        "[de-DE] /got sie bewegen sich nicht",
    ),
    NotAMoveKind.REMINDER: (
        "/concede call Ben about the lease tomorrow",
        "/concede need approval for 10%",
        "/concede ask legal about the cap",
        "[de-DE] /concede Legal fragen wegen der Haftung",
        "/concede pls remind me to send the NDA on friday",
        "/concede remember to call the broker",
        "/got don't forget the site visit",
        "[de-DE] /concede erinnere mich an die Muster",
        "[de-DE] /ask noch die NDA schicken",
    ),
    NotAMoveKind.OFFER: (
        "/got 88k is their final price",
        "/concede our best and final is 92k",
        "[de-DE] /got 88k ist ihr letztes Wort",
        "/got counteroffer 88k",
        "/concede our counter: 90k",
        "/got they countered with 2,150",
        "[de-DE] /got Gegenangebot 88k",
    ),
    NotAMoveKind.TAKEN_BACK: (
        "/concede withdraw the 5%",
        "/concede the free training is gone",
        "[de-DE] /concede die 5 % sind vom Tisch",
        "[de-DE] /concede 5 % zurückziehen",
        "/concede took back the 5%",
        "/concede took the onboarding off the table",
        "/concede withdrew the extra dock slot",
        "[de-DE] /concede 5% Rabatt zurückgenommen",
    ),
    NotAMoveKind.LEDGER: (
        "/concede #3 was 12k not 15k",
        "/concede oops, wrong deal",
        "/concede undo last",
        "[de-DE] /concede #3 auf 4 % ändern",
        "/concede show #1",
        "/concede edit #1 on 16 Nov",
        "/concede void #1",
        "/got edit",
        "/ask undo",
        "[de-DE] /concede #1 löschen",
        "[de-DE] /got zeige #4",
    ),
}
MOVES = (
    "/concede no price increase above 3%",
    "/concede maximum order size raised to 500",
    "/concede change of control clause",
    "/concede match their price",
    "/concede no minimum order",
    "/concede plan review each quarter",
    "/concede idea workshop for their team",
    "/concede reminder letters at our cost",
    "/concede withdraw the late claim",
    "/concede best price guarantee",
    "/concede open the second gate on Saturdays",
    "/concede hold prices until June",
    "/concede next-day delivery in Benelux",
    "/got almost 10k in marketing support",
    "/got they can wait until January for payment",
    "/got price is now fixed for 2 years",
    "/ask call with their CFO",
    "/ask offer for 3 more sites",
    "[de-DE] /concede kein Mindermengenzuschlag unter 500 €",
    "[de-DE] /concede ziehen die Klage zurück",
    "[de-DE] /got sie verlangen keine Kaution",
    "[de-DE] /got keine Preiserhöhung bis 2028",
    "/got they won't charge for the spare parts",
    "/got no fee for the first year",
    "/concede limit of liability raised to 2m",
    "/concede maximum 2 rounds of edits",
    "/concede we're prepared to give 5% for a 3 year lease",
    "/ask not more than 30 days of notice",
    "[de-DE] /concede Preiserhöhung auf 3 % gedeckelt",
    "[de-DE] /got sie berechnen die Ersatzteile nicht",
    "/concede take back 40 old units",
    "/got warm intro to their CFO",
    "/got positive reference",
    "/got they are happy with 24 months",
    "/concede cancel at any time",
    "/got they won't raise prices in 2027",
    "[de-DE] /concede keine Mindestmenge",
    "[de-DE] /got positive Referenz",
)


def read(typed: str) -> Reading:
    locale = "en-US"
    if typed.startswith("["):
        locale, _, typed = typed[1:].partition("] ")
    command, _, text = typed.partition(" ")
    return read_line(text, command=Command(command), locale=locale, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "kind"), [(typed, kind) for kind, lines in KINDS.items() for typed in lines]
)
def test_what_moves_nothing_is_told_apart(typed: str, kind: NotAMoveKind) -> None:
    found = read(typed)
    assert isinstance(found, NotAMove)
    assert found.kind is kind


@pytest.mark.parametrize("typed", MOVES)
def test_what_only_sounds_like_it_is_a_move(typed: str) -> None:
    assert isinstance(read(typed), ParsedLine)


def test_the_number_of_an_ask_alone_grants_it() -> None:
    found = read("/got #3 worth 5k")
    assert isinstance(found, NumberAnswered)
    assert found.line.refs == (3,)
    assert found.line.worth is not None


def test_the_number_of_an_entry_is_kept_with_what_is_to_become_of_it() -> None:
    found = read("/concede edit #12 cost 4k")
    assert isinstance(found, NotAMove)
    assert found.no == 12
