"""Lines typed to the bot itself: which deal they name, whether they only greet, and their marks of formatting."""

import pytest

from bot.language.clean import strip_formatting
from bot.language.deal_names import find_named_deal
from bot.language.direct_lines import find_command, is_report_of_give
from bot.language.greetings import is_greeting

NAMES = (
    "Acme renewal",
    "Acme renewal 2027",
    "Wartung Linie 2",
    "Spring campaign",
    "Hafenlager Miete",
)
PARTIES: tuple[tuple[str, ...], ...] = ((), (), ("Korbel GmbH",), ("Tavrin", "Molsey"), ())


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        ("Acme renewal: they want 15% off", "Acme renewal", "they want 15% off"),
        ("Acme renewal 2027: they want 15% off", "Acme renewal 2027", "they want 15% off"),
        ("in acme renewal they want 15% off", "Acme renewal", "they want 15% off"),
        ("for the deal Acme renewal, they want 15% off", "Acme renewal", "they want 15% off"),
        ("they want 15% off in Acme renewal.", "Acme renewal", "they want 15% off"),
        ("they want 15% off (Acme renewal)", "Acme renewal", "they want 15% off"),
        ("they want the Acme renewal terms in Spanish", "Acme renewal", None),
        ("what did we get in Acme renewal?", "Acme renewal", None),
        ("Acme renewal", "Acme renewal", ""),
        ("Spring: they want 15% off", "Spring campaign", "they want 15% off"),
        ("bei Hafenlager Miete wollen sie Vorkasse", "Hafenlager Miete", "sie wollen Vorkasse"),
        ("bei Hafenlager Miete: sie wollen Vorkasse", "Hafenlager Miete", "sie wollen Vorkasse"),
        ("Für Hafenlager Miete haben wir 5% gegeben", "Hafenlager Miete", "wir haben 5% gegeben"),
        ("bei Hafenlager Miete kann ich 5% geben?", "Hafenlager Miete", "kann ich 5% geben?"),
        ("sie wollen Vorkasse (Deal Hafenlager Miete)", "Hafenlager Miete", "sie wollen Vorkasse"),
        ("Korbel GmbH will 8% mehr", "Wartung Linie 2", None),
        ("molsey asks for a longer term", "Spring campaign", None),
    ],
)
def test_a_line_names_its_deal(text: str, name: str, rest: str | None) -> None:
    found = find_named_deal(text, NAMES, PARTIES)
    assert found is not None
    assert (NAMES[found.place], found.is_sure) == (name, True)
    if rest is not None:
        assert found.rest.strip() == rest


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("they want the Wartung included", "Wartung Linie 2"),
        ("they want it all by Spring", "Spring campaign"),
        ("by spring they want it all", None),
        ("they want 15% off", None),
        ("acmes new boss wants 15% off", None),
        ("Acme wants 15% off", None),
    ],
)
def test_a_word_of_a_name_is_at_most_a_hint(text: str, hint: str | None) -> None:
    found = find_named_deal(text, NAMES, PARTIES)
    assert (None if found is None else NAMES[found.place]) == hint
    assert found is None or not found.is_sure


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Hi there!",
        "good morning",
        "hello what can you do?",
        "hey, how does this work?",
        "what can I ask you?",
        "thanks a lot!",
        "ok",
        ":wave:",
        ":tada: :+1::skin-tone-2:",
        "👋",
        "",
        "?!",
        "who are you",
        "how do I start",
        "hallo",
        "Hallo, was kannst du?",
        "Guten Morgen",
        "moin moin",
        "Servus, wie funktioniert das?",
        "danke!",
        "Grüß Gott",
        "was kann ich dich fragen?",
        "hilfe",
        "hi, can you help me?",
    ],
)
def test_it_only_greets(text: str) -> None:
    assert is_greeting(text)


@pytest.mark.parametrize(
    "text",
    [
        "hello, they want 15% off",
        "hi what now",
        "thanks, they agreed",
        "what can we give?",
        "good, they signed",
        "they said hello",
        "hallo, sie wollen 15% Rabatt",
        "danke, sie haben zugesagt",
        "was kann ich geben?",
        "ok if we give 5%?",
        "morning call moved to 9",
        "help them with the move",
        "team of five for a month",
        "test run for free?",
    ],
)
def test_it_says_more_than_hello(text: str) -> None:
    assert not is_greeting(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("```they want 15% off```", "they want 15% off"),
        ("> they want 15% off\n> by Friday", "they want 15% off\nby Friday"),
        ("&gt; they want 15% off", "they want 15% off"),
        ("*they* want _15%_ off", "they want 15% off"),
        ("~10%~ 15% off", "10% 15% off"),
        ("2 * 3 * 4 pallets", "2 * 3 * 4 pallets"),
        ("snake_case_name and a_b", "snake_case_name and a_b"),
        ("5% off", "5% off"),
    ],
)
def test_marks_of_formatting_are_left_out(text: str, plain: str) -> None:
    assert strip_formatting(text) == plain


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("concede 5% off cost 12k for 24-month term", "/concede"),
        ("deal log", "/deal"),
        ("deal rename Acme 2027", "/deal"),
        ("coach brief", "/coach"),
        ("giveget ask reference call", "/giveget"),
        ("ask 24-month term worth 30k by Friday", "/ask"),
        ("got reference call worth 5k", "/got"),
        ("got the rebate for #3", "/got"),
        ("offer 230k, 24 months", "/offer"),
        ("offer price 4.35 per unit", "/offer"),
        ("got Referenzgespräch Wert 5k", "/got"),
    ],
)
def test_a_command_needs_no_slash_there(text: str, command: str) -> None:
    assert find_command(text) == (command, text.partition(" ")[2])


@pytest.mark.parametrize(
    "text",
    [
        "got their counter: 2.10 per unit, 50k units",
        "got nothing back",
        "ask them for a discount?",
        "ask for more, good idea?",
        "offer them a pilot?",
        "offer from Korbel came in",
        "they want 15% off",
        "concede",
        "deals like this one are hard",
    ],
)
def test_a_sentence_that_begins_like_a_command_stays_a_sentence(text: str) -> None:
    assert find_command(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "we gave 3% on the call, cost 7k",
        "we gave them 5% off for a 24-month term",
        "I've just waived the setup fee of 2k",
        "just threw in 2 spare pallets",
        "gave the tenant one month free, cost 1.8k, for 5 years",
        "wir haben ihnen 3% Rabatt gegeben, Kosten 7k",
        "habe dem Kunden 2 Wochen Support geschenkt",
        "gestern haben wir 60 Tage Zahlungsziel zugesagt",
    ],
)
def test_what_we_gave_is_recorded_like_a_give(text: str) -> None:
    assert is_report_of_give(text)


@pytest.mark.parametrize(
    "text",
    [
        "we gave 10% and got nothing",
        "we gave 10% and they want more",
        "we gave too much, 12% already",
        "did we give 5%?",
        "we gave 5%, was that a mistake?",
        "they gave 5% off",
        "we gave them until 4 December",
        "wir haben 10% gegeben und sie wollen mehr",
        "wir haben 3 Wochen nichts gehört",
        "wir haben schon wieder 2% gegeben",
        "we gave up on the 5%",
    ],
)
def test_a_complaint_or_a_question_is_no_give(text: str) -> None:
    assert not is_report_of_give(text)
