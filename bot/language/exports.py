"""Which document somebody wants, and in which form, as people type it: `ledger as excel`, `Termine`, `plan pdf`."""

import re
from dataclasses import dataclass

from bot.domain.documents import FORMS, DocumentForm, DocumentKind, find_kind_of_form
from bot.language.clean import clean_text
from bot.language.vocabulary import word_table

_WORDS = word_table("exports")
_KINDS = {
    word: DocumentKind(kind)
    for word, kind in _WORDS.meanings("kinds").items()
    if kind in set(DocumentKind)
}
_FORMS = {
    word: DocumentForm(form)
    for word, form in _WORDS.meanings("forms").items()
    if form in set(DocumentForm)
}
_FILLERS = _WORDS.words("fillers")
_TOKEN = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRead:
    """The document and its form, each None where the text does not say it. `unread` is the first word that means
    nothing here."""

    kind: DocumentKind | None = None
    form: DocumentForm | None = None
    unread: str = ""


def read_export(text: str) -> ExportRead:
    """What was typed after `/deal export`, in any order. A form that only one document comes in names that document;
    a document without a form comes in its usual one."""
    kind, form, unread = None, None, ""
    for word in _TOKEN.findall(clean_text(text).casefold()):
        if word in _KINDS and kind is None:
            kind = _KINDS[word]
        elif word in _FORMS and form is None:
            form = _FORMS[word]
        elif word not in _FILLERS and word not in _KINDS and word not in _FORMS:
            unread = unread or word
    if kind is None and form is not None:
        kind = find_kind_of_form(form)
    if kind is not None and form is None:
        form = FORMS[kind][0]
    return ExportRead(kind=kind, form=form, unread=unread)


def read_form(text: str) -> DocumentForm | None:
    """The form that a text names and nothing else: `pdf`, `as markdown`."""
    read = [_FORMS.get(word) for word in _TOKEN.findall(text.casefold()) if word not in _FILLERS]
    return read[0] if len(read) == 1 else None
