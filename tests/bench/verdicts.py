"""What the bench says in the end: each target, what was measured, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """A target, what was measured, and the most that it may be, or the least; without a figure why there is none."""

    target: str
    figure: float | None
    most: float | None = None
    least: float | None = None
    why_not: str = ""

    @property
    def told(self) -> str:
        """Whether the target is met, and by how much it is missed."""
        if self.figure is None:
            return f"not measured: {self.why_not}"
        if self.least is not None:
            missed_by = 1 - self.figure / self.least
        elif self.most is not None:
            missed_by = self.figure / self.most - 1
        else:
            return "reported"
        return "met" if missed_by <= 0 else f"missed by {missed_by:.0%}"

    def __str__(self) -> str:
        bound = ""
        if self.most is not None:
            bound = f"≤ {self.most:g}"
        elif self.least is not None:
            bound = f"≥ {self.least:g}"
        figure = "" if self.figure is None else f"{self.figure:.2f}"
        return f"{self.target:<58} {figure:>9} {bound:>8}  {self.told}"


def print_table(verdicts: Sequence[Verdict]) -> None:
    """Prints the table that the bench ends with."""
    print(f"\n{'target':<58} {'figure':>9} {'bound':>8}  verdict")
    for verdict in verdicts:
        print(verdict)
    measured = [verdict for verdict in verdicts if verdict.figure is not None]
    met = [verdict for verdict in measured if verdict.told in ("met", "reported")]
    print(f"{len(met)} of {len(measured)} that were measured are met")
