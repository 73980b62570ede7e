"""The samples as somebody who types German would have typed them, so that German messages can be
read aloud."""

import dataclasses

from bot.coach.answers.base import Answer

TYPED = {
    "5% off": "5% Rabatt",
    "8% off": "8% Rabatt",
    "10% off": "10% Rabatt",
    "12% off": "12% Rabatt",
    "15% off": "15% Rabatt",
    "24-month term": "24 Monate Laufzeit",
    "a 24-month term": "24 Monate Laufzeit",
    "20 more seats": "20 weitere Lizenzen",
    "waive the fee": "Gebühr erlassen",
    "logo badge": "Logo",
    "10 more seats": "10 weitere Lizenzen",
    "18 months": "18 Monate",
    "Prepay": "Vorauszahlung",
    "payment of the first year in advance": "das erste Jahr im Voraus bezahlt",
    "net 60": "Zahlungsziel 60 Tage",
    "signed by 30 Nov": "bis 30. Nov unterschrieben",
    "We can do 10% off": "Wir können 10 % Rabatt geben",
    "payment at net 60": "Zahlungsziel 60 Tage",
    "if you commit to 24 months": "wenn Sie 24 Monate zusagen",
    "you commit to 24 months": "Sie 24 Monate zusagen",
    "you sign by Friday": "Sie bis Freitag unterschreiben",
    "it's too expensive": "es ist zu teuer",
    "too expensive": "zu teuer",
    "reference call": "Referenzgespräch",
    "case study": "Fallstudie",
    "the study": "die Studie",
    "a no on the study": "ein Nein zur Studie",
    "onboarding week": "Onboarding-Woche",
    "free setup": "kostenlose Einrichtung",
    "3% price rise": "3% Preiserhöhung",
    "a good start": "der Start gelingen soll",
    "they commit volume": "sie Volumen zusagen",
    "it lets us plan capacity": "wir so Kapazität planen können",
    "offer a smaller scope at a smaller price": "einen kleineren Umfang zu einem niedrigeren Preis anbieten",
    "you tell us what you can do without": "Sie uns sagen, worauf Sie verzichten können",
    "What are you comparing our price with?": "Womit vergleichen Sie unseren Preis?",
    "prepayment of the first year": "die Vorauszahlung des ersten Jahres",
    "we renew": "wir verlängern",
    "typed twice": "doppelt eingegeben",
    "cost was net of tax": "die Kosten ohne Steuer waren",
    "Acme renewal": "Acme Verlängerung",
    "Umbrella pilot": "Umbrella Pilot",
}


def in_german(answer: Answer) -> Answer:
    """The same answer with what was typed in German, as far as this list knows it."""
    written = _put_in_german(answer)
    assert isinstance(written, Answer)
    return written


def _put_in_german(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(map(_put_in_german, value))
    if type(value) is str:
        return TYPED.get(value, value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    inits = {
        field.name: _put_in_german(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if field.init
    }
    return dataclasses.replace(value, **inits) if inits else value


def typed_in(value: object) -> set[str]:
    """All texts that an answer holds."""
    if isinstance(value, tuple | frozenset | set | list):
        return {text for each in value for text in typed_in(each)}
    if isinstance(value, dict):
        return typed_in(tuple(value.items()))
    if type(value) is str:
        return {value}
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return set()
    return {
        text for field in dataclasses.fields(value) for text in typed_in(getattr(value, field.name))
    }
