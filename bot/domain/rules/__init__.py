"""The coach's rules: each looks at a situation and returns what it found, as facts."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from bot.domain.cautions import Caution, Severity
from bot.domain.policy import Policy
from bot.domain.rules import closing, ethics, limits, offers, pace, reciprocity, their_moves
from bot.domain.rules.rule import Rule
from bot.domain.situation import Occasion, Situation

_THEMES = (closing, ethics, limits, offers, pace, reciprocity, their_moves)

RULES: tuple[Rule, ...] = tuple(
    sorted((rule for theme in _THEMES for rule in theme.RULES), key=lambda rule: rule.rank)
)
"""All rules by rank, which is also the order in which settings list them."""

RULES_BY_ID = {rule.id: rule for rule in RULES}

_RULES_ON = {
    occasion: tuple(rule for rule in RULES if occasion in rule.occasions) for occasion in Occasion
}
_WORDLESS_RULES_ON = {
    occasion: tuple(rule for rule in rules if not rule.words)
    for occasion, rules in _RULES_ON.items()
}


def find_cautions(situation: Situation, *, muted: AbstractSet[str] = frozenset()) -> list[Caution]:
    """What all rules but the `muted` ones find, by severity and then by the rank of their rules."""
    found: list[Caution] = []
    for rule in _rules_for(situation):
        if rule.id not in muted:
            found.extend(rule.check(situation))
    # The sort is stable, so cautions of one severity stay in the order of their rules' ranks.
    found.sort(key=_severity, reverse=True)
    return found


def _rules_for(situation: Situation) -> Iterable[Rule]:
    """The rules that may find something. Those about wordings are left out where the move has none
    of theirs, because they run on every command and most moves say nothing of the kind."""
    occasion, move = situation.occasion, situation.move
    if move is None:
        return _RULES_ON[occasion]
    says = situation.wordings_of(move)
    if not says:
        return _WORDLESS_RULES_ON[occasion]
    return [rule for rule in _RULES_ON[occasion] if not rule.words or rule.words & says]


def _severity(caution: Caution) -> Severity:
    return caution.severity


def cautions_to_say(cautions: Iterable[Caution], policy: Policy) -> Iterator[Caution]:
    """The cautions of rules that speak up by themselves, in the order given."""
    return (caution for caution in cautions if caution.rule in policy.speaking)
