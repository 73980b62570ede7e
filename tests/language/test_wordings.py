"""What words give away: each wording in the words people type, and in words close to them that say something else."""

import timeit
from decimal import Decimal

import pytest

from bot.domain.wordings import Wording
from bot.language.wordings import WORDINGS

SAYS = [
    (Wording.GIFT, "gift card for their buyer"),
    (Wording.GIFT, "two concert tickets"),
    (Wording.GIFT, "tickets to the cup final"),
    (Wording.GIFT, "a case of wine"),
    (Wording.GIFT, "personal discount for their CTO"),
    (Wording.GIFT, "Geschenkgutschein"),
    (Wording.GIFT, "Fußballkarten"),
    (Wording.GIFT, "Konzertkarten für den Einkäufer"),
    (Wording.BUY_FROM_THEM, "we buy their hosting"),
    (Wording.BUY_FROM_THEM, "buy 50 laptops from them"),
    (Wording.BUY_FROM_THEM, "bei Ihnen Server kaufen"),
    (Wording.BUY_FROM_US, "they buy licences from us"),
    (Wording.BUY_FROM_US, "buying our platform"),
    (Wording.BUY_FROM_US, "kaufen Lizenzen bei uns"),
    (Wording.BOTH_BUY, "reciprocal purchasing"),
    (Wording.BOTH_BUY, "Gegengeschäft"),
    (Wording.REFERENCE, "a reference call"),
    (Wording.REFERENCE, "case study with logo"),
    (Wording.REFERENCE, "positive review on G2"),
    (Wording.REFERENCE, "Referenzkunde"),
    (Wording.SILENCE, "deemed accepted after five days"),
    (Wording.SILENCE, "silence means consent"),
    (Wording.SILENCE, "approved unless they object"),
    (Wording.SILENCE, "gilt nach 5 Tagen als genehmigt"),
    (Wording.SILENCE, "Schweigen gilt als Zustimmung"),
    (Wording.RENEWAL, "auto-renewal each year"),
    (Wording.RENEWAL, "renews automatically"),
    (Wording.RENEWAL, "verlängert sich automatisch"),
    (Wording.CREDIT, "service credits of 5%"),
    (Wording.CREDIT, "penalty for late delivery"),
    (Wording.CREDIT, "Vertragsstrafe"),
    (Wording.LOCKED_IN, "exclusive supplier"),
    (Wording.LOCKED_IN, "non-cancellable term"),
    (Wording.LOCKED_IN, "no termination before 2028"),
    (Wording.LOCKED_IN, "unkündbarer Vertrag"),
    (Wording.WAY_OUT, "30 days notice"),
    (Wording.WAY_OUT, "with a break clause"),
    (Wording.WAY_OUT, "Kündigungsfrist drei Monate"),
    (Wording.UNWRITTEN, "verbal yes on 24 months"),
    (Wording.UNWRITTEN, "handshake on the term"),
    (Wording.UNWRITTEN, "free month, not in the contract"),
    (Wording.UNWRITTEN, "mündlich zugesagt"),
    (Wording.SPLIT, "split the difference at 95k"),
    (Wording.SPLIT, "meet us halfway"),
    (Wording.SPLIT, "treffen wir uns in der Mitte"),
    (Wording.ON_TOP, "throw in training"),
    (Wording.ON_TOP, "one more thing: a logo"),
    (Wording.ON_TOP, "Schulung noch dazu"),
    (Wording.TENDER, "RFP hosting 2027"),
    (Wording.TENDER, "Ausschreibung Hosting"),
    (Wording.VAGUE, "we keep in touch regularly"),
    (Wording.VAGUE, "Austausch bei Bedarf"),
    (Wording.CADENCE, "monthly check-in"),
    (Wording.CADENCE, "every first Monday"),
    (Wording.CADENCE, "alle zwei Wochen"),
]

SAYS_NOT = [
    (Wording.GIFT, "gift wrapping service"),
    (Wording.GIFT, "conference tickets for their team"),
    (Wording.GIFT, "support tickets answered in 4 hours"),
    (Wording.GIFT, "no gift cards"),
    (Wording.GIFT, "in any case of delay"),
    (Wording.BUY_FROM_THEM, "purchase order from them by Friday"),
    (Wording.BUY_FROM_THEM, "buy-in from their board"),
    (Wording.BUY_FROM_US, "they buy 50 more seats"),
    (Wording.BUY_FROM_US, "order our way through procurement"),
    (Wording.REFERENCE, "quarterly review"),
    (Wording.REFERENCE, "security review"),
    (Wording.SILENCE, "a reply by Friday"),
    (Wording.SILENCE, "we agreed in silence"),
    (Wording.RENEWAL, "renewal discount"),
    (Wording.RENEWAL, "no auto-renewal"),
    (Wording.RENEWAL, "drop the auto-renewal clause"),
    (Wording.RENEWAL, "keine automatische Verlängerung"),
    (Wording.CREDIT, "credit check"),
    (Wording.CREDIT, "waive the late penalty"),
    (Wording.LOCKED_IN, "lock in the price"),
    (Wording.LOCKED_IN, "exclusive discount"),
    (Wording.LOCKED_IN, "excluding taxes"),
    (Wording.WAY_OUT, "no break clause"),
    (Wording.UNWRITTEN, "written confirmation"),
    (Wording.UNWRITTEN, "verbose logs"),
    (Wording.SPLIT, "split the invoice in two"),
    (Wording.SPLIT, "meet in the middle of March"),
    (Wording.ON_TOP, "top priority support"),
    (Wording.ON_TOP, "throughput guarantee"),
    (Wording.TENDER, "tendency report"),
    (Wording.CADENCE, "often enough"),
]


@pytest.mark.parametrize(("wording", "text"), SAYS)
def test_words_that_say_so_are_found(wording: Wording, text: str) -> None:
    assert wording in WORDINGS.find_in_text(text)
    assert wording in WORDINGS.find_in_text(text.upper())


@pytest.mark.parametrize(("wording", "text"), SAYS_NOT)
def test_words_close_to_them_are_left_in_peace(wording: Wording, text: str) -> None:
    assert wording not in WORDINGS.find_in_text(text)


def test_every_wording_is_tried() -> None:
    """A pattern whose first letters nobody listed would never be tried."""
    assert {wording for wording, _ in SAYS} | {Wording.DISCLOSED, Wording.BOTH_WAYS} == set(Wording)
    assert Wording.DISCLOSED in WORDINGS.find_in_text("disclosed on the page")
    assert Wording.BOTH_WAYS in WORDINGS.find_in_text("a joint case study")


@pytest.mark.parametrize(
    "text",
    [
        "5% off",
        "24-month term",
        "net 60",
        "20 more seats",
        "onboarding week",
        "12% discount",
        "Prepay",
        "",
    ],
)
def test_what_people_mostly_type_says_nothing_more(text: str) -> None:
    assert WORDINGS.find_in_text(text) == frozenset()


@pytest.mark.timing
def test_a_long_text_costs_little() -> None:
    text = "gift buy renew silence verbal split throw " * 50
    yardstick = min(
        timeit.repeat(lambda: [Decimal(n) * 3 for n in range(1000)], number=1, repeat=5)
    )

    def read_anew() -> frozenset[Wording]:
        return WORDINGS.find_among(text, frozenset(Wording))

    assert min(timeit.repeat(read_anew, number=1, repeat=5)) < 40 * yardstick
