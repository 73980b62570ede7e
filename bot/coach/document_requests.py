"""What waits in the outbox for a document that somebody asked for."""

from dataclasses import dataclass

DOCUMENT_POSTS = "document:"
"""What the ids of posts begin with that bring a document of a deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRequest:
    """Somebody wants a document: ids alone, as they wait in the outbox. `deal` is empty where it is about no deal,
    `about` the person whom it is about then."""

    team: str
    person: str
    deal: str
    kind: str
    form: str
    locale: str
    day: str
    """The day on which it was asked for, where the person is."""
    about: str = ""
