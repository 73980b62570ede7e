"""People who were erased: what they did stands under an id that says nothing of them."""

from bot.domain.ids import PersonId

ERASED = "ERASED"
"""What the id begins with that stands for somebody who was erased; none of Slack's does."""


def make_erased_id(key: str) -> PersonId:
    """An id for somebody who was erased; `key` tells one from another and comes from nothing about them."""
    return PersonId(f"{ERASED}{key}")


def is_erased(person: str) -> bool:
    """Whether the id stands for somebody who was erased."""
    return person.startswith(ERASED)
