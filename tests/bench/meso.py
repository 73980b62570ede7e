"""`make bench`: how long the builder takes to find equal bundles in random deals of twelve issues with ten values each.

The search is exact, so what it finds needs no judging here; `tests/domain/test_mesos.py` compares it with trying all.
"""

import statistics
from collections.abc import Callable
from decimal import Decimal
from random import Random
from time import process_time

from bot.domain.ids import THEM, US, PartyId
from bot.domain.issues import Issue, Joint, Points, Scale
from bot.domain.meso import Meso, find_meso
from bot.domain.scores import Scores
from bot.domain.stakes import build_stakes

ISSUES, VALUES, DEALS = 12, 10, 20
LEVEL = Decimal("0.5")
"""In the middle, where there are most bundles."""
OPTIONS = tuple(f"option {n}" for n in range(VALUES))
SIDES = (PartyId(US), PartyId(THEM))


def with_scales(chance: Random, no: int) -> Issue:
    """Each option is worth something else to each side."""
    scales = {
        side: Scale(weight=Decimal(chance.randint(1, 100)), shape=Points(of=_points(chance)))
        for side in SIDES
    }
    return Issue(name=f"issue {no}", options=OPTIONS, scales=scales)


def _points(chance: Random) -> dict[str, Decimal]:
    return {option: Decimal(chance.randint(0, 1000)) for option in OPTIONS}


def opposed(chance: Random, no: int) -> Issue:
    """Nobody said more than which way is better: what one side gains the other loses."""
    return Issue(name=f"issue {no}", options=OPTIONS, more_is_ours=chance.random() < 0.5)


def numeric(chance: Random, no: int) -> Issue:
    low = Decimal(chance.randint(0, 1000))
    return Issue(
        name=f"issue {no}",
        low=low,
        high=low + chance.randint(9, 9000),
        more_is_ours=chance.random() < 0.5,
    )


def paired(chance: Random, no: int) -> Issue:
    """Every second issue is worth something only together with the one before."""
    if no % 2 == 0:
        return opposed(chance, no)
    pairs = {(a, b): Decimal(chance.randint(0, 1000)) for a in OPTIONS for b in OPTIONS}
    joint = Scale(
        weight=Decimal(chance.randint(1, 100)), shape=Joint(other=f"issue {no - 1}", of=pairs)
    )
    return Issue(name=f"issue {no}", options=OPTIONS, scales={SIDES[0]: joint})


def seconds(make: Callable[[Random, int], Issue], seed: int) -> tuple[float, int]:
    """How long one deal takes of one core, stakes included, and how many bundles were found."""
    chance = Random(seed)
    issues = {issue.name: issue for issue in (make(chance, no) for no in range(ISSUES))}
    importance = {name: Decimal(chance.randint(1, 100)) for name in issues}
    begun = process_time()
    found = find_meso(
        build_stakes(Scores(issues=issues, parties=SIDES), (), SIDES[1], importance), LEVEL
    )
    return process_time() - begun, len(found.packages) if isinstance(found, Meso) else 0


def main() -> None:
    """Prints the table."""
    print(
        f"equal bundles over {ISSUES} issues with up to {VALUES} values, {DEALS} random deals, CPU seconds"
    )
    for name, make in (
        ("scales", with_scales),
        ("opposed", opposed),
        ("numbers", numeric),
        ("in pairs", paired),
    ):
        took = [seconds(make, seed) for seed in range(DEALS)]
        times, found = [each for each, _ in took], min(bundles for _, bundles in took)
        print(
            f"  {name:<9} median {statistics.median(times):5.2f} s  max {max(times):5.2f} s  at least {found} bundles"
        )


if __name__ == "__main__":
    main()
