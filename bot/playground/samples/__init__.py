"""One answer for everything the bot can say, for the gallery and for the tests that look at every message."""

from bot.playground.samples import (
    asides,
    asks,
    briefs,
    cautions,
    checklists,
    commitments,
    concerns,
    deals,
    debriefs,
    digests,
    direct,
    documents,
    door,
    endings,
    gets,
    gives,
    governance,
    imports,
    ladder,
    leads,
    links,
    mesos,
    moves,
    offers,
    plans,
    preferences,
    privacy,
    refusals,
    rhythms,
    savings,
    sayings,
    sizes,
    steps,
    tactics,
    tradeables,
    workspaces,
)
from bot.playground.samples.acme import DISCOUNT


def samples() -> list[tuple[str, object]]:
    """Every answer under a name that says when it comes."""
    groups = (
        gives.SAMPLES,
        asks.SAMPLES,
        gets.SAMPLES,
        moves.SAMPLES,
        deals.SAMPLES,
        cautions.caution_samples(gives.sample_recorded(DISCOUNT)),
        refusals.SAMPLES,
        *(
            concept.SAMPLES
            for concept in (
                *(
                    asides,
                    offers,
                    mesos,
                    plans,
                    savings,
                    sayings,
                    tactics,
                    tradeables,
                    ladder,
                    leads,
                    briefs,
                    checklists,
                    commitments,
                    links,
                    imports,
                    workspaces,
                    privacy,
                ),
                *(
                    preferences,
                    digests,
                    rhythms,
                    governance,
                    endings,
                    debriefs,
                    sizes,
                    direct,
                    concerns,
                    steps,
                    door,
                    documents,
                ),
            )
        ),
    )
    return [sample for group in groups for sample in group]
