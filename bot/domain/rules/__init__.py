"""The coach's rules: each looks at a situation and returns what it found, as facts. Their order is their rank."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.domain.cautions import Caution, Severity
from bot.domain.policy import Policy
from bot.domain.rules.pace import drip, growing_steps, no_reason, second_in_a_row, too_much_too_soon
from bot.domain.rules.reciprocity import no_asks, one_get_many_gives, open_give, stalled_ask, wrong_variable
from bot.domain.situation import Situation, situation_of

__all__ = ["RULES", "Rule", "check", "situation_of", "speaking"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `severity` is the most that its cautions weigh; `evidence` are ids of the evidence page."""

    id: str
    check: Callable[[Situation], Iterable[Caution]]
    severity: Severity
    evidence: tuple[str, ...]


RULES = (
    Rule(id="second_in_a_row", check=second_in_a_row, severity=Severity.STRONG, evidence=("E3", "E4")),
    Rule(id="open_give", check=open_give, severity=Severity.CAUTION, evidence=("E1", "E2", "E5", "E17")),
    Rule(id="too_much_too_soon", check=too_much_too_soon, severity=Severity.CAUTION, evidence=("E8",)),
    Rule(id="drip", check=drip, severity=Severity.CAUTION, evidence=("E4", "E5")),
    Rule(id="stalled_ask", check=stalled_ask, severity=Severity.CAUTION, evidence=("E1", "E17")),
    Rule(id="one_get_many_gives", check=one_get_many_gives, severity=Severity.CAUTION, evidence=("E3",)),
    Rule(id="no_asks", check=no_asks, severity=Severity.CAUTION, evidence=("E21",)),
    Rule(id="growing_steps", check=growing_steps, severity=Severity.CAUTION, evidence=("E7",)),
    Rule(id="wrong_variable", check=wrong_variable, severity=Severity.NOTE, evidence=("E5",)),
    Rule(id="no_reason", check=no_reason, severity=Severity.NOTE, evidence=("E21",)),
)


def check(situation: Situation, *, muted: AbstractSet[str] = frozenset()) -> list[Caution]:
    """What all rules found but those muted, the weightiest first: by severity, then by the rules' rank."""
    found = [c for rule in RULES if rule.id not in muted for c in rule.check(situation)]
    found.sort(key=_severity, reverse=True)
    return found


def _severity(caution: Caution) -> Severity:
    return caution.severity


def speaking(cautions: Iterable[Caution], policy: Policy) -> Caution | None:
    """The one caution to say unasked: the first of a rule that speaks up by itself."""
    return next((c for c in cautions if c.rule in policy.speaking), None)
