"""What a hiring deal keeps no words of, taken out of a line: past pay and traits of a person."""

import re
from collections.abc import Mapping

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concerns import find_ingredients, join_pattern

_NAMES: Mapping[Concern, tuple[str, ...]] = {
    Concern.SALARY_HISTORY: ("past_pay_sure", "past_pay"),
    Concern.PROTECTED_TRAIT: ("trait",),
}
"""The ingredients that are not kept, by the concern."""


def speaks_of_person(text: str) -> bool:
    """Whether a line has any of these ingredients at all: most lines have none."""
    return any(find_ingredients(text, Side.HIRING).has(*names) for names in _NAMES.values())


def leave_out(text: str, concern: Concern) -> str:
    """The line without the clauses that speak of past pay or of a trait: `60k, she earned 54k` leaves `60k`, `2k less
    because he is over 55` leaves `2k less`. Where no clause can be told apart nothing is left."""
    parts = re.split(f"({join_pattern('clause_ends')})", text, flags=re.IGNORECASE)
    kept: list[str] = []
    left_any_out = False
    # Clauses stand at even places, what separates them in between.
    for place in range(0, len(parts), 2):
        clause = parts[place]
        if not _speaks_of(clause, concern):
            kept += parts[place - 1 : place] if kept else []
            kept.append(clause)
            continue
        left_any_out = True
        before = _cut_at_conjunction(clause, concern)
        if before:
            kept += parts[place - 1 : place] if kept else []
            kept.append(before)
    rest = "".join(kept).strip(" ,;:-")
    if not left_any_out or not any(map(str.isalnum, rest)):
        return ""
    return rest


def _speaks_of(clause: str, concern: Concern) -> bool:
    return find_ingredients(clause, Side.HIRING).has(*_NAMES[concern])


def _cut_at_conjunction(clause: str, concern: Concern) -> str:
    """What stands in a clause before the conjunction that leads to it."""
    for match in reversed(list(re.finditer(join_pattern("leads_to_ground"), clause))):
        before = clause[: match.start()]
        if before.strip() and not _speaks_of(before, concern):
            return before
    return ""
