"""A draft sentence before it is said, the style of a deal, a get put to the test, their objections as trades."""

import pytest

from bot.content.load import load_objections
from bot.content.objections import parse_objections
from bot.content.parsing import UnreadableContent
from bot.domain.moves import Kind
from bot.domain.objections import find_objection
from bot.domain.styles import Aim, Phrasing
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened, pressed

SAY = '/coach say "we can do 10% off"'


def test_a_draft_that_gives_is_put_better_with_something_to_ask_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types(SAY, in_=acme)
    assert "A give with nothing in return: 10% off. Nothing is recorded." in said.text
    assert "Say instead" not in said.text
    assert said.buttons == ["In return: 24-month term", "Make it conditional", "Record as a give"]
    said = ana.presses("In return: 24-month term", on=said)
    assert 'Say instead: "We can do 10% off in return for ' in said.text
    assert "Can you confirm by " in said.text
    assert "because" not in said.text
    assert said.buttons[0] == "Copy"
    assert said.buttons[-2:] == ["Make it conditional", "Record as a give"]
    assert said.public == ()
    assert table.ledger.moves == {}


def test_a_draft_is_put_better_at_once_with_what_was_asked_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 30 Nov", in_=acme)
    table.wind(days=1)
    said = ana.types(SAY, in_=acme)
    assert 'Say instead: "We can do 10% off in return for a reference call.' in said.text


def test_something_else_can_be_asked_for_in_it(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.presses("In return: 24-month term", on=ana.types(SAY, in_=acme))
    other = said.buttons[1]
    assert other.startswith("Instead: ")
    again = ana.presses(other, on=said)
    assert again.text != said.text
    assert other not in again.buttons
    assert "Say instead:" in again.text
    form = form_of(ana.presses("Copy", on=again))
    assert str(form["Say"]).startswith("We can do 10% off in return for ")
    assert str(form["Say"]) in again.text


def test_it_can_be_recorded_bare_or_on_a_condition(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.presses("In return: 24-month term", on=ana.types(SAY, in_=acme))
    bare = form_of(ana.presses("Record as a give", on=said))
    assert (bare["What"], bare["In return for"]) == ("10% off", None)
    bare.close()
    tied = form_of(ana.presses("Make it conditional", on=said))
    assert tied["What"] == "10% off"
    assert tied["In return for"]
    tied.submit()
    assert table.states() == ["give conditional", "ask open"]


def test_a_draft_that_is_tied_is_put_with_our_offer_first(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach say If you commit to 24 months, we can do 10% off.", in_=acme)
    assert "A give tied to a get." in said.text
    assert 'Our offer first: "We can do 10% off if you commit to 24 months."' in said.text
    form = form_of(ana.presses("Record as a give", on=said))
    assert (form["What"], form["Only if"]) == ("10% off", "you commit to 24 months")


@pytest.mark.parametrize(
    ("draft", "read", "button"),
    [
        ("We need a 24-month term", "An ask: a 24-month term.", "Open the ask"),
        (
            "You take Spain and we take the rest",
            "A give and a get, side by side.",
            "Make it conditional",
        ),
        ("Agreed!", "Agreement: it takes what is on the table.", "Show the deal"),
    ],
)
def test_asks_packages_and_agreement_are_told_apart(
    ana: Hands, acme: Channel, draft: str, read: str, button: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    assert read in said.text
    assert button in said.buttons


def test_an_ask_goes_into_its_form(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(
        ana.presses("Open the ask", on=ana.types("/coach say We need a 24-month term", in_=acme))
    )
    assert form["What"] == "a 24-month term"
    form.submit()
    assert table.states() == ["ask open"]


def test_before_agreeing_what_is_open_is_told(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% discount cost 2k", in_=acme)
    assert "1 give of ours is still open." in ana.types("/coach say Agreed", in_=acme).text


def test_what_says_nothing_comes_back_with_an_example(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach say how is the weather", in_=acme)
    assert "I find neither a give nor an ask in: how is the weather" in said.text
    assert "/coach say We can do 10% off if you sign by Friday" in said.text


def test_without_words_a_form_asks_for_them(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form = form_of(ana.types("/coach say", in_=acme))
    assert form.submit().errors
    said = form.fill("What would you say?", "We can waive the setup fee").submit()
    assert "A give with nothing in return: waive the setup fee." in said.text
    assert table.ledger.moves == {}


def test_a_draft_is_its_authors_alone_and_travels_in_no_button(
    slack: FakeSlack, table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("In return: 24-month term", on=ana.types(SAY, in_=acme))
    ana.presses("Copy", on=said)
    assert "10%" not in pressed(slack)


def test_a_draft_no_longer_remembered_is_asked_for_once_more(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("In return: 24-month term", on=ana.types(SAY, in_=acme))
    table.restart()
    assert form_of(ana.presses("Record as a give", on=said)).title == "Before it is said"
    assert "Say instead" not in ana.presses("Copy", on=said).text


def test_a_viewer_may_ask_but_not_record(ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "viewer")
    said = ben.types(SAY, in_=acme)
    assert "A give with nothing in return" in said.text
    assert ben.presses("Record as a give", on=said).form is None


def test_a_style_changes_how_sentences_are_put_and_nothing_else(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    straight = ana.types("/ask 24-month term by Friday", in_=acme)
    assert '"We would like a 24-month term. Can you confirm by Friday?"' in straight.text
    form = form_of(ana.types("/deal style", in_=acme))
    form.fill("What matters more in this deal?", "The relationship")
    form.fill("How should things be put to them?", "Roundabout")
    set_ = form.fill("What behaviour do we show first?", "we answer within a day").submit()
    assert "the relationship first, put roundabout" in set_.text
    assert "What we show first: we answer within a day" in set_.text
    assert (table.deal.style.aim, table.deal.style.phrasing) == (
        Aim.RELATIONSHIP,
        Phrasing.INDIRECT,
    )
    said = ana.types("/ask 20 more seats by Friday", in_=acme)
    assert (
        '"We were hoping for an order for 20 more seats. Could you perhaps tell us by Friday?"'
        in said.text
    )
    copied = form_of(ana.presses("Copy", on=said))
    assert (
        copied["Say"]
        == "We were hoping for an order for 20 more seats. Could you perhaps tell us by Friday?"
    )


def test_the_style_can_be_set_right_after_opening(table: Table, ana: Hands, acme: Channel) -> None:
    form = form_of(ana.presses("Style", on=opened(ana, acme)))
    form.fill("What matters more in this deal?", "This transaction").submit()
    assert table.deal.style.aim is Aim.TRANSACTION
    assert (
        '"We need a 24-month term. Please confirm by Friday."'
        in ana.types("/ask 24-month term by Friday", in_=acme).text
    )


def test_a_viewer_may_not_set_the_style(ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    give_role(ana, acme, "Ben", "viewer")
    assert ben.types("/deal style", in_=acme).form is None


def test_two_who_set_the_style_at_once_do_not_undo_each_other(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    one, other = (
        form_of(ana.types("/deal style", in_=acme)),
        form_of(ben.types("/deal style", in_=acme)),
    )
    one.fill("How should things be put to them?", "Roundabout").submit()
    other.fill("What matters more in this deal?", "This transaction").submit()
    assert (table.deal.style.aim, table.deal.style.phrasing) == (
        Aim.RELATIONSHIP,
        Phrasing.INDIRECT,
    )


def test_a_get_out_of_the_blue_is_credited_sized_and_answered_with_no_more(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/coach they want faster delivery", in_=acme)
    said = ana.types("/got reference call worth 12k", in_=acme)
    assert "That is 5 % of the deal." in said.text
    assert (
        'Say: "Thank you for agreeing to the reference call. In return we could offer ' in said.text
    )
    assert (
        "our" not in said.text.partition("In return we could offer ")[2].partition(".")[0].split()
    )
    assert "Test it" in said.buttons


def test_a_get_for_a_give_is_credited_without_another_give(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% discount cost 2k", in_=acme)
    said = ana.types("/got reference call worth 5k for #1", in_=acme)
    assert "Thank you for agreeing to the reference call." in said.text
    assert "In return" not in said.text


def _judge(ana: Hands, acme: Channel, wanted: str, costly: str, kept: str) -> str:
    opened(ana, acme)
    said = ana.types("/got logo badge", in_=acme)
    form = form_of(ana.presses("Test it", on=said))
    form.fill("Do we want it?", wanted).fill("Did it cost them anything?", costly)
    return form.fill("Have they left it with us?", kept).submit().text


def test_a_get_that_was_meant_is_answered(table: Table, ana: Hands, acme: Channel) -> None:
    said = _judge(ana, acme, "Yes", "Yes", "Yes")
    assert "It was meant" in said
    # Nobody knows what it is worth to us, so nothing is offered for it.
    assert "Thank you for agreeing to the logo badge." in said
    assert "In return we could offer" not in said
    assert table.states() == ["get firm"]


def test_a_get_for_show_asks_for_a_more_significant_move(
    table: Table, ana: Hands, acme: Channel
) -> None:
    said = _judge(ana, acme, "No", "No", "Yes")
    assert "It moves little: we do not want it and it cost them nothing." in said
    assert "You have offered the logo badge. What did you have in mind?" in said
    assert "What would help us more is " in said
    assert "In return we could offer" not in said
    assert table.states() == ["get firm"]


def test_an_objection_becomes_two_trades_and_a_question(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.types("/coach they say it's too expensive", in_=acme)
    assert "They object: it's too expensive. Nothing is recorded." in said.text
    assert 'Ask first: "What are you comparing us with, and over which period?"' in said.text
    assert "We could lower the yearly price if you sign for 24 months." in said.text
    assert table.ledger.moves == {}
    asked = ana.presses("Ask: 24-month term", on=said)
    assert "24-month term" in asked.text
    assert table.states() == ["ask open"]
    ana.presses("Ask: 24-month term", on=said)
    assert table.states() == ["ask open"]


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("/coach objection not in this year's budget", "about the budget"),
        ("/coach they said their legal team cannot accept the liability clause", "about the terms"),
        ("/coach they think a competitor has a better offer", "about the alternative"),
        ("/coach objection it feels odd", "about what holds you back"),
    ],
)
def test_objections_are_recognised(ana: Hands, acme: Channel, line: str, about: str) -> None:
    opened(ana, acme)
    assert about in ana.types(line, in_=acme).text


def test_what_they_want_stays_an_ask_of_theirs(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "Their ask #1: 15% off" in ana.types("/coach they want 15% off by Friday", in_=acme).text
    assert "Their ask #2" in ana.types("/coach they say they want net 60", in_=acme).text
    assert [move.kind for move in table.ledger.moves.values()] == [Kind.ASK, Kind.ASK]


def test_an_objection_without_words_gets_an_example(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach objection", in_=acme)
    assert said.lines[0] == "/coach does not know: objection"
    assert "/coach they say it's too expensive" in said.text


def test_every_side_has_its_objections_in_every_language() -> None:
    known = load_objections()
    for side, english in known["en"].items():
        german = known["de"][side]
        assert [o.key for o in english] == [o.key for o in german]
        assert len(english) >= 8
        for objection in english:
            for word in objection.words:
                assert find_objection(word, english).words


@pytest.mark.parametrize("text", ["", "objection = 1", '[[objection]]\nkey = "a"'])
def test_a_file_of_objections_that_is_not_complete_is_refused(text: str) -> None:
    with pytest.raises(UnreadableContent):
        parse_objections(text)


def test_german_drafts_and_objections_are_read_too(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general)
    said = dana.types("/coach say Wir können Ihnen 10 % Rabatt geben", in_=general)
    assert "Ein Zugeständnis ohne Gegenleistung: 10 % Rabatt." in said.text
    said = dana.presses("Dafür: 24 Monate Laufzeit", on=said)
    assert "„Wir können Ihnen 10 % Rabatt geben. Dafür bräuchten wir " in said.text
    objected = dana.types("/coach sie sagen es ist zu teuer", in_=general)
    assert (
        "Wir könnten den Jahrespreis senken, wenn Sie für 24 Monate abschließen." in objected.text
    )


def test_a_draft_in_another_language_keeps_to_it(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general)
    said = dana.types("/coach say we can do 10% off", in_=general)
    assert "„We can do 10% off if we get … in return.“" in said.text
    chosen = dana.types("/deal stil", in_=general)
    assert chosen.form is not None


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Sign by Friday or we walk away", "*An ultimatum*"),
        ("This is our final offer, take it or leave it", "*An ultimatum*"),
        ("We have another buyer at 95k (not true)", "*It is not true*"),
        ("Our walk-away is 82k", "*It tells our limit*"),
        ("The lowest we could go is 82k", "*It tells our limit*"),
        (
            "If you do not answer by Friday the contract renews automatically",
            "*Silence is no yes*",
        ),
        ("We will buy from you if you buy our software", "*Each would buy from the other*"),
    ],
)
def test_what_a_draft_gives_away_is_told_before_it_is_said(
    ana: Hands, acme: Channel, draft: str, told: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    assert told.strip("*") in said.text
    assert said.public == ()


@pytest.mark.parametrize(
    "draft",
    [
        "We can do 10% off if you sign by Friday",
        "If you can't sign this week, the offer moves to January",
        "That is true for the first year",
        "We will not go to court over this",
    ],
)
def test_a_plain_draft_is_not_warned_about(ana: Hands, acme: Channel, draft: str) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    for told in ("ultimatum", "not true", "our limit", "no yes", "from the other"):
        assert told not in said.text


def test_what_is_not_true_is_not_put_better(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach say We can do 5% off, we have another buyer (not true)", in_=acme)
    assert "It is not true" in said.text
    assert "Say instead" not in said.text


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Das ist unser letztes Angebot", "Ein Ultimatum"),
        ("Wir haben einen anderen Käufer für 95.000 (stimmt nicht)", "Das stimmt nicht"),
        ("Unsere Schmerzgrenze liegt bei 82.000", "Das verrät unsere Grenze"),
    ],
)
def test_what_a_german_draft_gives_away_is_told_too(
    slack: FakeSlack, draft: str, told: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general)
    assert told in dana.types(f"/coach say {draft}", in_=general).text


def test_nothing_large_is_asked_for_a_small_give(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    large = ana.types("/coach say We can do 10% off", in_=acme)
    small = ana.types("/coach say We'll waive the late fee this time", in_=acme)
    assert "24-month term" in large.text + " ".join(large.buttons)
    assert "24-month term" not in small.text + " ".join(small.buttons)
    assert "Say instead:" in ana.presses(small.buttons[0], on=small).text


@pytest.mark.parametrize(
    "draft",
    [
        "We removed the minimum order from the draft",
        "We no longer insist on the exclusivity",
        "The first month is on us",
    ],
)
def test_what_cannot_go_on_with_an_if_is_not_put_better(
    ana: Hands, acme: Channel, draft: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    assert "A give with nothing in return" in said.text
    assert "Say instead" not in said.text
    assert "What would it be for?" in said.text


@pytest.mark.parametrize(
    ("draft", "calmer"),
    [
        (
            "24-month term or no deal",
            "We really need a 24-month term. What would make that possible for you?",
        ),
        (
            "We need net 45, otherwise no deal.",
            "We really need net 45. What would make that possible for you?",
        ),
        (
            "If you don't drop the crating charge, we'll go with another carrier.",
            "Could you drop the crating charge? If that is difficult, what would make it possible?",
        ),
        (
            "Either you cover the toll or we're out.",
            "Could you cover the toll? If that is difficult, what would make it possible?",
        ),
        ("41 a head, take it or leave it.", "This is where we are today."),
        ("This is our last word, end of discussion.", "This is where we are today."),
    ],
)
def test_an_ultimatum_is_offered_in_calmer_words_that_keep_the_door_open(
    ana: Hands, acme: Channel, draft: str, calmer: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    assert "An ultimatum" in said.text
    assert f'Calmer: "{calmer}' in said.text
    assert str(form_of(ana.presses("Copy", on=said))["Say"]).startswith(calmer)


def test_a_calmer_ask_keeps_to_the_style_of_the_deal(ana: Hands, acme: Channel) -> None:
    form = form_of(ana.presses("Style", on=opened(ana, acme)))
    form.fill("How should things be put to them?", "Roundabout").submit()
    said = ana.types("/coach say 24-month term or no deal", in_=acme)
    assert 'Calmer: "We were hoping for a 24-month term. Could we look together' in said.text


@pytest.mark.parametrize(
    "draft",
    [
        "We can't go below 90",
        "The most we can pay is 62 an hour",
        "Our ceiling is 14.50 a metre",
        "I'm authorised to go up to 95k",
        "90 is as low as we can go",
        "We could come down to 85 if we really have to",
    ],
)
def test_how_far_we_would_go_is_kept_out_of_the_sentence(
    ana: Hands, acme: Channel, draft: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/coach say {draft}", in_=acme)
    assert "It tells our limit" in said.text
    better = said.text.partition('Say instead: "')[2].partition('"')[0]
    assert "does not work for us yet" in better
    assert not any(map(str.isdigit, better))


def test_before_a_yes_there_is_a_private_look(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% discount cost 2k", in_=acme)
    said = ana.types("/coach say Agreed, 205k it is", in_=acme)
    assert "Before accepting 205,000 EUR" in said.text
    assert "Still open before a yes: 1 give with nothing back yet." in said.text
    assert said.public == ()
    ana.types("/offer they: price 212k", in_=acme)
    assert (
        "Before accepting their offer 1"
        in ana.types("/coach say We accept your offer", in_=acme).text
    )


def test_what_gives_and_names_its_return_already_gets_no_other_one(
    ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for draft in (
        "How about this: you take all six loads, we waive the haulage.",
        "Only with a signed order can I hold that rate.",
        "With your forecast by Monday we can start a week earlier.",
        "We will hold the rate in return for volume.",
    ):
        said = ana.types(f"/coach say {draft}", in_=acme)
        assert "for a 24-month term" not in said.text
        assert "Say instead" not in said.text


def test_an_answer_has_four_buttons_and_each_press_shows_the_next_thing_to_ask_for(
    ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = ana.presses("In return: 24-month term", on=ana.types(SAY, in_=acme))
    seen: list[str] = []
    for _ in range(3):
        assert len(said.buttons) == 4
        seen.append(said.buttons[1])
        said = ana.presses(said.buttons[1], on=said)
    assert len(set(seen)) == 3


@pytest.mark.parametrize(
    ("draft", "told", "better"),
    [
        ("24 Monate oder gar nicht", "Ein Ultimatum", "Könnten Sie sich auf 24 Monate festlegen?"),
        (
            "Wenn Sie die Klausel nicht streichen, sind wir raus",
            "Ein Ultimatum",
            "Könnten Sie die Klausel streichen?",
        ),
        ("Nehmen Sie es oder lassen Sie es", "Ein Ultimatum", "Das ist heute unser Stand."),
        ("Unter 90 können wir nicht gehen", "Das verrät unsere Grenze", "So geht es für uns"),
        ("Zur Not könnten wir 80 nehmen", "Das verrät unsere Grenze", "So geht es für uns"),
        ("Bei 75.000 ist für uns Schluss", "Das verrät unsere Grenze", "So geht es für uns"),
    ],
)
def test_german_ultimatums_and_limits_are_put_calmly(
    slack: FakeSlack, draft: str, told: str, better: str
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general)
    said = dana.types(f"/coach say {draft}", in_=general)
    assert told in said.text
    assert f"„{better}" in said.text


def test_a_german_yes_is_looked_at_before_it_is_said(slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general)
    said = dana.types("/coach say Einverstanden, 205.000 passt", in_=general)
    assert "Vor der Annahme von 205.000" in said.text


def test_what_is_asked_for_behind_a_long_give_hangs_on_an_if(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    term = "In return: 24-month term"
    short = ana.presses(term, on=ana.types(SAY, in_=acme))
    assert '"We can do 10% off in return for a 24-month term.' in short.text
    said = ana.types("/coach say We can take 10% off the second and the third site", in_=acme)
    long = ana.presses(term, on=said)
    assert "the third site if we get a 24-month term." in long.text


def test_what_a_named_side_gives_is_tied_too(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach say The landlord will repaint before you move in", in_=acme)
    assert "A give with nothing in return: repaint before you move in." in said.text
    said = ana.presses(said.buttons[0], on=said)
    assert 'Say instead: "The landlord will repaint before you move in if we get ' in said.text
