"""Who is to have which role, as people type it: `@Ben co-owner`, `@Ben as scribe`, `@Ben raus`."""

import re
from dataclasses import dataclass

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.language.vocabulary import word_table

_WORDS = word_table("roles")
_MEANINGS = {word: Role(role) for word, role in _WORDS.meanings("meanings").items()}
_FILLERS = _WORDS.words("fillers")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRead:
    """Who is to have which role; None where the line does not say it. `not_read` are words that mean neither."""

    people: tuple[PersonId, ...] = ()
    role: Role | None = None
    not_read: str = ""


def find_mentions(text: str) -> tuple[PersonId, ...]:
    """The people mentioned in a line, each once."""
    return tuple(dict.fromkeys(PersonId(found) for found in _MENTION.findall(text)))


def remove_mentions(text: str) -> str:
    """The line without the people that it mentions."""
    return _MENTION.sub(" ", text)


def read_role(text: str) -> RoleRead:
    """The people mentioned in a line and the role that its words name. `co-owner`, `co owner` and `coowner` are one."""
    people = find_mentions(text)
    words = [word.strip(".,;:!?").casefold() for word in remove_mentions(text).split()]
    words = [word for word in words if word and word not in _FILLERS]
    role = _MEANINGS.get("".join(words).replace("-", ""))
    return RoleRead(people=people, role=role, not_read="" if role else " ".join(words))
