"""Samples of what a deal is called in other systems."""

from dataclasses import replace

from bot.coach.answers.base import Answer
from bot.coach.answers.references import ReferenceAsked, ReferencesShown
from bot.domain.references import DealReference
from bot.language.deal_references import ReferenceFlaw
from bot.playground.samples.links import RENEWAL

SALESFORCE = DealReference(
    system="Salesforce", id="OPP-4711", link="https://acme.my.salesforce.com/0061?a=b&c=d"
)
COUPA = DealReference(system="Coupa", id="90210")
BOTH = replace(RENEWAL, references=(SALESFORCE, COUPA))

SAMPLES: tuple[tuple[str, Answer], ...] = (
    ("what the deal is called elsewhere", ReferencesShown(deal=BOTH, mine=True)),
    ("what the deal is called elsewhere, for a viewer", ReferencesShown(deal=BOTH, mine=False)),
    ("no reference yet", ReferencesShown(deal=RENEWAL, mine=True)),
    (
        "a reference set",
        ReferencesShown(
            deal=replace(RENEWAL, references=(SALESFORCE,)),
            mine=True,
            saved=SALESFORCE,
            before=replace(SALESFORCE, id="OPP-1"),
            not_used=("the big one",),
        ),
    ),
    ("a reference removed", ReferencesShown(deal=RENEWAL, mine=True, removed=COUPA)),
    *(
        (
            f"a reference not read: {flaw}",
            ReferenceAsked(deal=RENEWAL, typed="OPP-1 OPP-2", why=flaw),
        )
        for flaw in ReferenceFlaw
    ),
    ("no room for a reference", ReferenceAsked(deal=RENEWAL, typed="A-1", full=True)),
    ("no such reference", ReferenceAsked(deal=RENEWAL, typed="remove Jira")),
)
