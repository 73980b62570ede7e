"""What was agreed for the time after the signature, in the words people type."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.governance import (
    AfterTerm,
    LimitDirection,
    LimitResponse,
    Period,
    PeriodUnit,
    Recalibration,
)
from bot.language.governance import (
    BandRead,
    LimitRead,
    LineGap,
    RenewalRead,
    read_band,
    read_limit,
    read_renewal,
)

MONDAY = date(2026, 11, 23)
FULL = {
    "name": "CPI",
    "base": Decimal("2.1"),
    "low": Decimal(2),
    "high": Decimal(4),
    "cap": Decimal(5),
    "unit": "%",
    "recalibrated": Recalibration.YEARLY,
}
THREE_MONTHS = Period(count=3, unit=PeriodUnit.MONTHS)
YEAR = Period(count=12, unit=PeriodUnit.MONTHS)
NEW_YEAR = date(2027, 12, 31)


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        ("en-US", "CPI base 2.1% band 2-4% cap 5% recalibrate yearly", FULL),
        ("en-US", "CPI: base 2.1 %, between 2 and 4 percent, capped at 5%, reset annually", FULL),
        ("en-US", "cpi 2–4%", {"name": "cpi", "low": 2, "high": 4, "unit": "%"}),
        ("en-US", "CPI 4-2%", {"name": "CPI", "low": 2, "high": 4, "unit": "%"}),
        (
            "en-US",
            "steel base 100 ±5% every 6 months recalibrated",
            {
                "name": "steel",
                "base": 100,
                "spread": 5,
                "spread_unit": "%",
                "recalibrated": Recalibration.HALF_YEARLY,
            },
        ),
        (
            "en-US",
            "CPI 2-4% source the Bureau, reopens price",
            {
                "name": "CPI",
                "low": 2,
                "high": 4,
                "unit": "%",
                "source": "the Bureau",
                "terms": "price",
            },
        ),
        ("de-DE", "CPI Basis 2,1 % Korridor 2 bis 4 % Deckel 5% jährlich angepasst", FULL),
        (
            "de-DE",
            "VPI Basis 2,1% Band 2-4% Anpassung quartalsweise ab 1.1.2027 Quelle Destatis",
            {
                "name": "VPI",
                "base": Decimal("2.1"),
                "low": 2,
                "high": 4,
                "unit": "%",
                "recalibrated": Recalibration.QUARTERLY,
                "since": date(2027, 1, 1),
                "source": "Destatis",
            },
        ),
        ("en-US", "band 2-4%", {"low": 2, "high": 4, "unit": "%", "missing": LineGap.NAME}),
        (
            "en-US",
            "CPI base 2.1% band 2-4 points",
            {
                "name": "CPI",
                "base": Decimal("2.1"),
                "low": 2,
                "high": 4,
                "unit": "%",
                "missing": LineGap.UNITS,
            },
        ),
        (
            "en-US",
            "CPI cap 5% cap 6%",
            {"name": "CPI", "cap": 5, "unit": "%", "not_read": ("6%",)},
        ),
        (
            "en-US",
            "CPI band 2-4% or so cap five",
            {"name": "CPI", "low": 2, "high": 4, "unit": "%", "not_read": ("or so", "five")},
        ),
    ],
)
def test_a_band_is_read_with_all_its_words(locale: str, typed: str, said: dict[str, Any]) -> None:
    assert read_band(typed, locale=locale, today=MONDAY) == BandRead(**said)


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        (
            "en-US",
            "volume below 80% reopens price and term",
            {"name": "volume", "unit": "%", "terms": "price and term"},
        ),
        (
            "en-US",
            "when volume falls below 80 % twice in a row, then we reopen the price",
            {"name": "volume", "unit": "%", "terms": "price", "times": 2},
        ),
        (
            "en-US",
            "volume < 80% of plan: reopens price",
            {"name": "volume", "unit": "%", "terms": "price", "not_read": ("of plan",)},
        ),
        (
            "en-US",
            "volume below 80% for 2 months exit",
            {"name": "volume", "unit": "%", "times": 2, "response": LimitResponse.EXIT},
        ),
        (
            "de-DE",
            "Volumen unter 80% Preis und Laufzeit neu verhandeln",
            {"name": "Volumen", "unit": "%", "terms": "Preis und Laufzeit"},
        ),
        (
            "de-DE",
            "wenn Volumen zweimal hintereinander unter 80 % liegt, dann pausieren",
            {"name": "Volumen", "unit": "%", "times": 2, "response": LimitResponse.PAUSE},
        ),
        (
            "en-US",
            "volume below 80%",
            {"name": "volume", "unit": "%", "response": None, "missing": LineGap.RESPONSE},
        ),
        (
            "en-US",
            "volume 80%",
            {"name": "volume", "unit": "%", "direction": None, "response": None}
            | {"missing": LineGap.DIRECTION},
        ),
    ],
)
def test_a_limit_is_read_with_what_follows(locale: str, typed: str, said: dict[str, Any]) -> None:
    usual: dict[str, Any] = {
        "direction": LimitDirection.BELOW,
        "threshold": Decimal(80),
        "response": LimitResponse.REOPEN,
    }
    assert read_limit(typed, None, locale=locale) == LimitRead(**(usual | said))


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        (
            "en-US",
            "31 Dec 2027 notice 3 months auto-renews 12 months",
            {"after_term": AfterTerm.RENEWS, "renews_for": YEAR},
        ),
        (
            "en-US",
            "renews on 31 Dec 2027, 3 months' notice before the end, renews automatically for 12 months, thanks",
            {"after_term": AfterTerm.RENEWS, "renews_for": YEAR, "not_read": ("thanks",)},
        ),
        (
            "en-US",
            "ends 12/31/2027, 3-month notice, no auto-renewal",
            {"after_term": AfterTerm.ENDS},
        ),
        (
            "de-DE",
            "31.12.2027 Kündigungsfrist 3 Monate verlängert sich um 12 Monate",
            {"after_term": AfterTerm.RENEWS, "renews_for": YEAR},
        ),
        (
            "de-DE",
            "Laufzeit endet am 31.12.2027, 3 Monate Kündigungsfrist zum Laufzeitende, keine automatische Verlängerung",
            {"after_term": AfterTerm.ENDS},
        ),
        ("en-US", "3 months", {"end": None}),
        (
            "en-US",
            "term ends 2027-12-31 notice by 30 Sep 2027",
            {"notice": date(2027, 9, 30), "notice_period": None},
        ),
        ("en-US", "soon", {"end": None, "notice_period": None, "not_read": ("soon",)}),
    ],
)
def test_the_end_of_a_term_is_read_with_notice(
    locale: str, typed: str, said: dict[str, Any]
) -> None:
    usual: dict[str, Any] = {"end": NEW_YEAR, "notice_period": THREE_MONTHS}
    assert read_renewal(typed, locale=locale, today=MONDAY) == RenewalRead(**(usual | said))


WORDS = st.sampled_from(
    "CPI base 2.1% band 2-4% cap 5% yearly recalibrate source and from below 80% reopens price "
    "notice 3 months 31 Dec 2027 quux ±1%".split()
)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_no_odd_word_of_a_line_is_lost(words: list[str]) -> None:
    line = " ".join(words)
    band = read_band(line, locale="en-US", today=MONDAY)
    limit = read_limit(line, None, locale="en-US")
    renewal = read_renewal(line, locale="en-US", today=MONDAY)
    kept = {
        "band": (band.name, band.source, band.terms, *band.not_read),
        "limit": (limit.name, limit.terms, *limit.not_read, limit.missing or ""),
        "renewal": renewal.not_read,
    }
    if "quux" not in words:
        return
    assert any("quux" in each for each in kept["band"])
    # A limit that something is missing of is not set: the whole line goes back.
    assert limit.missing or any("quux" in each for each in kept["limit"])
    assert any("quux" in each for each in kept["renewal"])
