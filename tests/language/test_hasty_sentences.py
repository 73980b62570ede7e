"""Sentences as they are typed in haste: exchanges without a word that ties them, promises, reproaches, idioms, talk."""

import pytest

from bot.language.sentences.grammar import load_clause_grammar
from bot.language.sentences.marks import Turn
from bot.language.sentences.reader import read_sentence
from bot.language.sentences.readings import Label
from bot.language.sentences.side_by_side import find_each_share, leave_out_tag


@pytest.mark.parametrize(
    ("text", "give", "get"),
    [
        ("the bar for us, the stage for you, ok?", "the stage", "the bar"),
        ("die Bühne für uns, die Bar für euch, ok?", "die Bar", "die Bühne"),
        ("how about we do the walls and you do the floor", "do the walls", "do the floor"),
        ("We bring the tent, you drop the corkage, deal?", "bring the tent", "drop the corkage"),
        ("ihr macht die Werbung, wir stellen den Raum, ok?", "den Raum", "die Werbung"),
        (
            "i'd pay two months ahead for the corner desk, deal?",
            "pay two months ahead",
            "the corner desk",
        ),
        (
            "The hall in May? Sure, against a deposit by Friday.",
            "The hall in May",
            "a deposit by Friday",
        ),
        (
            "With a second truck thrown in, we could go to 31k.",
            "go to 31k",
            "a second truck thrown in",
        ),
        ("sure, but then you'd have to unload yourselves", "", "unload yourselves"),
        ("gern, dann müsst ihr aber selbst abladen", "", "selbst abladen"),
        ("Mit Vorkasse geht auch der alte Preis.", "geht auch der alte Preis", "Vorkasse"),
        (
            "We won't go to tender if you halve the call-out fee.",
            "won't go to tender",
            "halve the call-out fee",
        ),
        ("Wir kündigen nicht, wenn ihr die Miete senkt.", "kündigen nicht", "die Miete senken"),
        ("You collect it, and for that I take 60 off.", "take 60 off", "collect it"),
        ("ihr räumt auf, dafür ist die Küche umsonst", "ist die Küche umsonst", "aufräumen"),
        ("I'd come on Sunday too for an extra 80.", "come on Sunday", "an extra 80"),
        ("Two rides are free, after that it's 15 each.", "Two rides", "15 each"),
        ("Abendtermine gehen, kosten aber 20 extra.", "Abendtermine", "20 extra"),
        (
            "Mondays off is fine, you'd need to cover the bank holidays then.",
            "Mondays off",
            "cover the bank holidays",
        ),
        ("Travel on our bill and hotel on yours?", "Travel", "hotel"),
        (
            "ihr grabt die Löcher, wir bringen die Pfosten",
            "die Pfosten",
            "grabt die Löcher",
        ),
        (
            "A second rehearsal? Fine, as long as you tune the piano.",
            "A second rehearsal",
            "tune the piano",
        ),
        ("as soon as the keys are here you get the rest", "the rest", "the keys are here"),
        (
            "Take all ten and you can have the jars at cost.",
            "the jars at cost",
            "all ten",
        ),
        ("I could add a page, then the deadline moves.", "a page", "the deadline moves"),
        (
            "Anfahrt spar ich euch, dafür mäht ihr den Rasen",
            "Anfahrt sparen",
            "den Rasen mähen",
        ),
        (
            "mit Unterschrift bis Freitag kann ich den Preis halten",
            "den Preis halten",
            "Unterschrift bis Freitag",
        ),
        ("Den Hof könnt ihr nutzen, solange das Tor zu ist.", "Den Hof", "das Tor zu"),
        ("A second coat, yes, but then I need the room empty.", "A second coat", "the room empty"),
        (
            "We won't look elsewhere, provided you cover the heap.",
            "won't look elsewhere",
            "cover the heap",
        ),
        ("wenn du den zaun machst zahl ich das holz", "das holz zahlen", "den zaun"),
        ("Ab 15 Kartons bekommen Sie die Schalen umsonst.", "die Schalen umsonst", "15 Kartons"),
        (
            "Sie kriegen die Halle im Mai, aber dann ohne Bühne.",
            "die Halle im Mai",
            "ohne Bühne",
        ),
        ("Yes, if you feed the crew.", "", "feed the crew"),
        (
            "wenn ihr das zelt holt bringen wir die bänke mit",
            "die bänke mitbringen",
            "das zelt holen",
        ),
        ("3 years ok, but then with a rent cap", "3 years", "a rent cap"),
        ("Bei 40 Tonnen im Jahr sind 4 % drin.", "4 % drin", "40 Tonnen im Jahr"),
        (
            "Say you keep the negatives and we get the prints.",
            "the negatives",
            "the prints",
        ),
        ("You load the van, and in return the fuel is free.", "the fuel is free", "load the van"),
    ],
)
def test_an_exchange_needs_no_word_that_ties_it(text: str, give: str, get: str) -> None:
    reading = read_sentence(text)
    assert (reading.label, reading.give, reading.get) == (Label.OFFER, give, get)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Fine with us if the crew comes a day later.", Label.GIVE),
        ("Für uns wäre es in Ordnung, wenn die Crew später kommt.", Label.GIVE),
        ("Could you go over the quote once more?", Label.ASK),
        ("Da müsstet ihr beim Preis noch was machen.", Label.ASK),
        ("Please confirm that the lift is included.", Label.ASK),
        ("kannst du nicht die anfahrt streichen", Label.ASK),
        ("da kann ich leider nix dran ändern", Label.OTHER),
        ("Could the last instalment wait till after the harvest?", Label.ASK),
        ("You have my word, the rent stays at 900.", Label.GIVE),
        ("Mein Wort drauf, der Preis bleibt bis Mai.", Label.GIVE),
        ("because of the noise last night we won't charge the room", Label.GIVE),
        ("feel free to park in the yard", Label.GIVE),
        ("take the blue ones if you like", Label.GIVE),
        ("ihr dürft auch den Hof benutzen", Label.GIVE),
        ("I can send you the new plan tonight", Label.GIVE),
        ("can't you leave the surcharge out?", Label.ASK),
        ("könnt ihr die Gebühr nicht weglassen?", Label.ASK),
        ("how much less if I pick it up myself?", Label.ASK),
        ("und wer zahlt mir den Ausfall?", Label.ASK),
        ("Dienstag quetsch ich euch noch rein", Label.GIVE),
        ("you're booked", Label.ACCEPT),
        ("why should we pay for the storage?", Label.ASK),
        ("Mir wäre wichtig, dass die Halle sauber ist.", Label.ASK),
        ("es wäre schön, wenn der Zaun stehen bliebe", Label.ASK),
        ("macht uns doch einen besseren Preis", Label.ASK),
        ("You've got yourself a van.", Label.ACCEPT),
        ("we're happy to go along with what you suggested", Label.ACCEPT),
        ("Für uns ist das so in Ordnung.", Label.ACCEPT),
        ("We gave you two days for free last season, remember?", Label.OTHER),
        ("If the drawer sticks, pull it from below.", Label.OTHER),
        ("You should never buy a boat without a survey.", Label.OTHER),
        ("Man sollte Holz immer trocken lagern.", Label.OTHER),
        ("hat die Scheune eigentlich Strom?", Label.OTHER),
        ("ich hab dir gestern geschrieben", Label.OTHER),
        ("ich ruf euch morgen an", Label.OTHER),
        ("wir gratulieren Ihnen zum Umzug", Label.OTHER),
        ("ich glaub euch das", Label.OTHER),
    ],
)
def test_promises_reproaches_idioms_and_talk_are_told_apart(text: str, label: Label) -> None:
    assert read_sentence(text).label is label


@pytest.mark.parametrize(
    ("before", "text", "label"),
    [
        ("could you take it a week later?", "sure, no problem", Label.ACCEPT),
        ("Könnten Sie auch mit dem 20. leben?", "ja klar, kein Problem", Label.ACCEPT),
        ("der Anhänger kostet 3.200", "2.700, mehr hab ich nicht", Label.ASK),
    ],
)
def test_an_answer_in_haggling_is_read_by_what_was_said_before(
    before: str, text: str, label: Label
) -> None:
    said = (Turn("seller", before),)
    assert read_sentence(text, context=said, role="buyer").label is label


@pytest.mark.parametrize(
    ("text", "give"),
    [
        ("ok no deposit then", "no deposit"),
        ("we won't bill you for the second visit", "won't bill you for the second visit"),
        ("den zweiten Besuch berechnen wir nicht", "den zweiten Besuch nicht berechnen"),
        ("na gut, dann eben keine Anzahlung", "keine Anzahlung"),
    ],
)
def test_what_is_not_done_is_given_with_its_not(text: str, give: str) -> None:
    reading = read_sentence(text)
    assert (reading.label, reading.give) == (Label.GIVE, give)


@pytest.mark.parametrize(
    ("before", "text"),
    [("640 and I'll pick it up", "ok then, 640"), ("640 und ich hol es selbst", "gut, dann 640")],
)
def test_a_yes_with_their_figure_takes_it(before: str, text: str) -> None:
    reading = read_sentence(text, context=(Turn("buyer", before),), role="seller")
    assert (reading.label, reading.get) == (Label.ACCEPT, "640")


def test_a_bid_is_named_with_what_is_said_of_it() -> None:
    said = (Turn("seller", "99 a night"), Turn("buyer", "too much for us"))
    reading = read_sentence("well ok, 89 a night incl parking", context=said, role="seller")
    assert (reading.label, reading.give) == (Label.GIVE, "89 a night incl parking")


@pytest.mark.parametrize(
    ("role", "text", "give", "get"),
    [
        ("agent", "My clients are pleased to accept 416,000.", "", "416,000"),
        ("seller", "ok 6.95 it is", "", "6.95"),
        ("buyer", "fine, 455 it is", "455", ""),
        ("seller", "Agreed, see you on the 14th.", "", ""),
    ],
)
def test_an_agreement_names_the_price_that_it_agrees_to(
    role: str, text: str, give: str, get: str
) -> None:
    reading = read_sentence(text, role=role)
    assert (reading.label, reading.give, reading.get) == (Label.ACCEPT, give, get)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("we do the walls, you do the floor, deal?", "we do the walls, you do the floor"),
        ("10% off, ok?", "10% off, ok?"),
        ("can we get the key, ok?", "can we get the key, ok?"),
    ],
)
def test_only_a_question_for_a_yes_to_what_was_said_is_left_out(text: str, left: str) -> None:
    assert leave_out_tag(text, load_clause_grammar("en")) == left


def test_what_is_said_about_both_sides_shares_nothing_out() -> None:
    assert (
        find_each_share("that is good for us and fair for you", load_clause_grammar("en")) is None
    )


@pytest.mark.parametrize("text", ["nein danke", "no thanks", "nee danke", "nope, thank you"])
def test_a_polite_no_accepts_nothing(text: str) -> None:
    assert read_sentence(text).label is Label.OTHER
