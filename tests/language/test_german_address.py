"""German sentences with *Sie*, said with *du* and *ihr*."""

import re
import tomllib
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from bot.content.load import TEMPLATES
from bot.domain.styles import Address
from bot.language.speaking.german_address import address_german

FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihre?[nmrs]?)\b")
SENTENCE_TEMPLATES = ("sentences/", "parts/confirm", "parts/request", "parts/spoken_")
GAPS = {
    "get": "die Gebühr streichen",
    "give": "die Gebühr senken",
    "deed": "früher zahlen",
    "need": "Sie mit uns planen",
    "want": "die Gebühr erlassen",
    "you": "24 Monate zusagen",
}
"""What may stand in a gap behind *Sie*: the clause ends with it."""


@pytest.mark.parametrize(
    ("formal", "one", "several"),
    [
        (
            "Was brauchen Sie, um zuzusagen?",
            "Was brauchst du, um zuzusagen?",
            "Was braucht ihr, um zuzusagen?",
        ),
        (
            "Klappt das für Sie bis 4. Dez?",
            "Klappt das für dich bis 4. Dez?",
            "Klappt das für euch bis 4. Dez?",
        ),
        (
            "Danke, dass Sie die Staffelmiete streichen.",
            "Danke, dass du die Staffelmiete streichst.",
            "Danke, dass ihr die Staffelmiete streicht.",
        ),
        (
            "Wir können Ihnen 3 % Bonus anbieten, wenn Sie 500 Stück bis 27. Nov bestellen.",
            "Wir können dir 3 % Bonus anbieten, wenn du 500 Stück bis 27. Nov bestellst.",
            "Wir können euch 3 % Bonus anbieten, wenn ihr 500 Stück bis 27. Nov bestellt.",
        ),
        (
            "Ihren Wunsch können wir noch nicht zusagen. Hilft Ihnen das?",
            "Deinen Wunsch können wir noch nicht zusagen. Hilft dir das?",
            "Euren Wunsch können wir noch nicht zusagen. Hilft euch das?",
        ),
        ("Bitte geben Sie uns Bescheid.", "Bitte gib uns Bescheid.", "Bitte gebt uns Bescheid."),
        ("Nehmen Sie sich Zeit.", "Nimm dir Zeit.", "Nehmt euch Zeit."),
        (
            "Meinen Sie, Sie könnten warten?",
            "Meinst du, du könntest warten?",
            "Meint ihr, ihr könntet warten?",
        ),
        (
            "Das geht, wenn Sie uns Zugang geben und die Gebühr erlassen.",
            "Das geht, wenn du uns Zugang gibst und die Gebühr erlässt.",
            "Das geht, wenn ihr uns Zugang gebt und die Gebühr erlasst.",
        ),
        (
            "Das geht, wenn Sie anfangen und wir die Ziele festhalten.",
            "Das geht, wenn du anfängst und wir die Ziele festhalten.",
            "Das geht, wenn ihr anfangt und wir die Ziele festhalten.",
        ),
        (
            "Das geht, wenn Sie liefern und montieren können.",
            "Das geht, wenn du liefern und montieren kannst.",
            "Das geht, wenn ihr liefern und montieren könnt.",
        ),
        (
            "Den Teil, der Sie stört, lassen wir weg.",
            "Den Teil, der dich stört, lassen wir weg.",
            "Den Teil, der euch stört, lassen wir weg.",
        ),
        (
            "Was müssten Sie sehen, um sich zu entscheiden?",
            "Was müsstest du sehen, um dich zu entscheiden?",
            "Was müsstet ihr sehen, um euch zu entscheiden?",
        ),
        (
            "Was brauchen Sie beide? Von Ihnen beiden hören wir gern.",
            "Was braucht ihr beide? Von euch beiden hören wir gern.",
            "Was braucht ihr beide? Von euch beiden hören wir gern.",
        ),
        (
            "Das klappt, wenn Sie im Januar loswandern.",
            "Das klappt, wenn du im Januar loswanderst.",
            "Das klappt, wenn ihr im Januar loswandert.",
        ),
    ],
)
def test_a_sentence_is_said_with_du_and_with_ihr(formal: str, one: str, several: str) -> None:
    assert address_german(formal, Address.FORMAL) == formal
    assert address_german(formal, None) == formal
    assert address_german(formal, Address.ONE) == one
    assert address_german(formal, Address.SEVERAL) == several


def test_what_says_du_is_not_said_to_somebody_with_sie() -> None:
    typed = "Wir können Ihnen 2 Tage anbieten, wenn du bis Freitag zusagst."
    assert address_german(typed, None) == ""
    assert address_german("Das geht, wenn du bis Freitag zusagst.", Address.ONE)


def test_where_no_verb_is_found_there_is_no_sentence() -> None:
    assert address_german("Das geht, wenn Sie Laufzeit plus Menge.", Address.ONE) == ""


@pytest.mark.parametrize("address", [Address.ONE, Address.SEVERAL])
def test_everything_that_is_said_to_the_other_side_has_both_forms(address: Address) -> None:
    without = [
        text
        for text in list_said_texts()
        if not (said := address_german(text, address)) or FORMAL.search(without_start(said))
    ]
    assert without == []


def without_start(said: str) -> str:
    """The sentence without *Ihr* where it begins one: there it may be *ihr*."""
    return re.sub(r"(?:^|[.?!:] )Ihr\b", "", said)


def list_said_texts() -> Iterator[str]:
    """The German words of cards, objections, playbooks, libraries and sentences that speak to the other side."""
    for path in sorted((TEMPLATES / "de").rglob("*.toml")):
        for key, text in list_texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            said = put_into_sentence(key, text)
            if said and FORMAL.search(said):
                yield said
    with (TEMPLATES / "locale/de/LC_MESSAGES/messages.po").open("rb") as source:
        messages = [message for message in read_po(source, locale="de") if message.id]
    for message in messages:
        if not any(is_sentence_template(place) for place, _line in message.locations):
            continue
        text = message.string if isinstance(message.string, str) else str(message.string)
        filled = re.sub(r"%\((\w+)\)s", lambda gap: GAPS.get(gap[1], "X"), text)
        if FORMAL.search(filled):
            yield filled


def is_sentence_template(place: str) -> bool:
    return place.removeprefix("templates/").startswith(SENTENCE_TEMPLATES)


def list_texts(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from list_texts(inner, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from list_texts(inner, key)
    elif isinstance(value, str):
        yield key, value


def put_into_sentence(key: str, text: str) -> str:
    match key:
        case "say" | "question":
            return text
        case "phrase":
            return f"Dafür bräuchten wir {text}."
        case "need":
            return f"Probieren können wir das, wenn {text}."
        case "we":
            return f"Wir könnten {text}."
        case "you":
            return f"Das geht, wenn Sie {text}."
    return ""
