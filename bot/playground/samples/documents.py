"""Samples of what is said about documents."""

from bot.coach.answers.base import Answer
from bot.coach.answers.documents import (
    CanvasKept,
    CanvasNotKept,
    CanvasPromised,
    DocumentLinked,
    DocumentNotSent,
    DocumentPromised,
    DocumentSent,
    DocumentWithheld,
    NotSentReason,
    WrongForm,
)
from bot.domain.documents import FORMS, DocumentForm, DocumentKind
from bot.domain.ids import PersonId
from bot.playground.samples.links import RENEWAL

PAIRS = [(kind, form) for kind, forms in FORMS.items() for form in forms]

SAMPLES: list[tuple[str, Answer]] = [
    *(
        (f"document promised, {kind} {form}", DocumentPromised(deal=RENEWAL, kind=kind, form=form))
        for kind, form in PAIRS
    ),
    *(
        (f"document sent, {kind}", DocumentSent(deal=RENEWAL, kind=kind, form=forms[0]))
        for kind, forms in FORMS.items()
    ),
    *(
        (
            f"document not sent, {why}",
            DocumentNotSent(
                deal=RENEWAL,
                kind=DocumentKind.LEDGER,
                form=DocumentForm.XLSX,
                why=why,
                reference="K7Q2M9" if why is not NotSentReason.NO_SCOPE else "",
            ),
        )
        for why in NotSentReason
    ),
    (
        "document not sent, private",
        DocumentNotSent(
            deal=RENEWAL,
            kind=DocumentKind.PLAN,
            form=DocumentForm.PDF,
            why=NotSentReason.NO_SCOPE,
            is_private=True,
        ),
    ),
    (
        "document linked",
        DocumentLinked(
            deal=RENEWAL,
            kind=DocumentKind.LEDGER,
            form=DocumentForm.XLSX,
            url="https://giveget.example.com/documents?en#eyJ1bnRpbCI6MX0.5e1f",
        ),
    ),
    ("canvas promised", CanvasPromised(deal=RENEWAL)),
    ("canvas kept", CanvasKept(deal=RENEWAL, by=PersonId("U0ANA"))),
    ("canvas not kept", CanvasNotKept(deal=RENEWAL, why=NotSentReason.NOT_TAKEN)),
    ("canvas not kept, no scope", CanvasNotKept(deal=RENEWAL, why=NotSentReason.NO_SCOPE)),
    ("document withheld", DocumentWithheld()),
    *(
        (
            f"wrong form, {kind}",
            WrongForm(deal=RENEWAL, kind=kind, form=DocumentForm.CSV, forms=FORMS[kind]),
        )
        for kind in FORMS
    ),
]
