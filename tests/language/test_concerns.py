"""What raises a question of law or fairness, and what only has the same words."""

import pytest

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.concerns import find_concerns, split_words
from bot.language.phrase_finder import PhraseFinder, PhraseSpan
from tests.evals.teach_concerns import load_lawful_drafts, load_lines, strip_command

QUESTIONED = [
    (Concern.LINKING, Side.SELLING, "we buy 200 of their chairs if they renew"),
    (Concern.LINKING, Side.BUYING, "they buy our licences, then we order the steel"),
    (Concern.GIFT, Side.SELLING, "concert tickets for the plant manager and his wife"),
    (Concern.GIFT, Side.SELLING, "Kiste Wein für den Einkaufsleiter zu Weihnachten"),
    (Concern.PAID_REFERENCE, Side.SELLING, "5% off for a five star review, discount not mentioned"),
    (Concern.SIDE_PROMISE, Side.SELLING, "a right of return, but not in the contract"),
    (Concern.SIDE_PROMISE, Side.HIRING, "a raise in May, HR does not need to know"),
    (Concern.SILENCE_CONSENT, Side.SELLING, "no reply by Friday counts as accepted"),
    (Concern.SILENCE_CONSENT, Side.SELLING, "Keine Antwort bis Freitag gilt als Zustimmung"),
    (Concern.SURPRISE_RENEWAL, Side.SELLING, "it renews by itself, we do not remind them"),
    (
        Concern.ONE_SIDED_CREDIT,
        Side.BUYING,
        "they pay 1% per late day, we pay nothing when we are late",
    ),
    (Concern.FALSE_CLAIM, Side.SELLING, "say We have another buyer, which is not true."),
    (Concern.THREAT, Side.SELLING, "sign or we tell your boss about the audit"),
    (Concern.COLLUSION, Side.SELLING, "we and the other bidder agree who takes which lot"),
    (Concern.KICKBACK, Side.SELLING, "2% for the buyer personally on a private account"),
    (Concern.SALARY_HISTORY, Side.HIRING, "her current salary"),
    (Concern.PROTECTED_TRAIT, Side.HIRING, "she is pregnant, offer less"),
    (Concern.CONFIDENTIAL, Side.BUYING, "the rep showed me the competitor's price list"),
]

NOT_QUESTIONED = [
    (Side.SELLING, "buy back of unsold stock after 90 days"),
    (Side.SELLING, "20 support tickets a month"),
    (Side.SELLING, "300 watches at 61 EUR, delivery in March"),
    (Side.SELLING, "reference call with the CFO by Friday"),
    (Side.SELLING, "60 days payment, written into the contract"),
    (Side.SELLING, "they went silent since Monday"),
    (Side.SELLING, "renewal with a reminder 60 days before"),
    (Side.BUYING, "5% service credit for each late delivery"),
    (Side.SELLING, "they say another supplier is cheaper"),
    (Side.SELLING, "they threatened to walk"),
    (Side.SELLING, "the competitor is 5% cheaper, what now?"),
    (Side.SELLING, "3% volume rebate to the company, in the contract"),
    (Side.HIRING, "what salary does she expect?"),
    (Side.HIRING, "12 weeks of parental leave for everyone"),
    (Side.BUYING, "their cost breakdown under NDA"),
    (Side.SELLING, "5% off for 24-month term"),
]


@pytest.mark.parametrize(("concern", "side", "text"), QUESTIONED)
def test_a_line_raises_a_question(concern: Concern, side: Side, text: str) -> None:
    assert find_concerns(text, side) == (concern,)


@pytest.mark.parametrize(("side", "text"), NOT_QUESTIONED)
def test_words_alone_raise_none(side: Side, text: str) -> None:
    assert find_concerns(text, side) == ()


def test_our_own_lines_are_told_apart() -> None:
    # The weights were learned from these lines: this only shows that files and code fit together.
    missed = wrong = 0
    lines = [line for place, line in enumerate(load_lines()) if place % 5 == 0]
    for line in lines:
        raised = bool(find_concerns(strip_command(line.text), line.side))
        missed += line.questioned and not raised
        wrong += raised and not line.questioned
    assert missed + wrong < len(lines) / 20


def test_short_forms_and_umlauts_are_written_out() -> None:
    assert split_words("They'd won't, dont für €5") == (
        "they would will not , do not fuer eur 5".split()
    )


def test_phrases_are_found_by_their_first_words() -> None:
    finder = PhraseFinder(
        {
            "hidden": ["not ~ in <paper>", "secret*"],
            "paper": ["contract", "order form"],
            "place": ["*haus", "# rooms"],
        }
    )
    words = "not really in order form , secretly 12 rooms gasthaus".split()
    assert finder.find(words) == {
        "hidden": [PhraseSpan(0, 5), PhraseSpan(6, 7)],
        "paper": [PhraseSpan(3, 5)],
        "place": [PhraseSpan(7, 9), PhraseSpan(9, 10)],
    }


def test_ordinary_drafts_of_many_trades_raise_none() -> None:
    drafts = list(load_lawful_drafts())
    raised = [line.text for line in drafts if find_concerns(line.text, line.side)]
    assert len(drafts) > 1000
    assert len(raised) < len(drafts) / 100


@pytest.mark.parametrize(
    "text",
    ["we give them a second driver, cost 150", "give them the spare key", "I'd hand them a van"],
)
def test_a_thing_that_is_given_to_them_is_no_purchase_from_them(text: str) -> None:
    assert find_concerns(text, Side.SELLING) == ()


@pytest.mark.parametrize(
    "text", ["sonst liefern wir nicht", "we want photos of the finished kitchen"]
)
def test_an_everyday_line_raises_no_question(text: str) -> None:
    assert find_concerns(text, Side.SELLING) == ()
