"""Index bands and limits in the words of one language, for the page of a rhythm."""

from decimal import Decimal

from babel import Locale
from babel.numbers import format_decimal

from bot.domain.governance import (
    IndexBand,
    Limit,
    LimitDirection,
    LimitResponse,
    Period,
    PeriodUnit,
    Recalibration,
)
from bot.translations import Catalogue


class GovernanceWriter:
    """Puts what both sides agreed for the time after the signature into the words of one language."""

    def __init__(self, locale: Locale, catalogue: Catalogue) -> None:
        self._locale, self._catalogue = locale, catalogue
        self._translate = catalogue.translate

    def format_level(self, value: Decimal, unit: str = "") -> str:
        """`4.6 %`, as the locale writes it."""
        number = format_decimal(value.normalize(), locale=self._locale, decimal_quantization=False)
        return f"{number} {unit}".strip()

    def write_period(self, period: Period) -> str:
        """`3 months`, `90 days`."""
        ngettext = self._catalogue.ngettext
        if period.unit is PeriodUnit.MONTHS:
            said = ngettext("%(num)s month", "%(num)s months", period.count)
        else:
            said = ngettext("%(num)s day", "%(num)s days", period.count)
        return said % {"num": period.count}

    def write_band(self, band: IndexBand) -> str:
        """An index band in one line."""
        said = list(self._list_numbers(band))
        if band.recalibrated is not None:
            often = {
                Recalibration.MONTHLY: self._translate("recalibrated every month"),
                Recalibration.QUARTERLY: self._translate("recalibrated every quarter"),
                Recalibration.HALF_YEARLY: self._translate("recalibrated every half year"),
                Recalibration.YEARLY: self._translate("recalibrated every year"),
            }
            said.append(often[band.recalibrated])
        if band.source:
            said.append(self._translate("source: %(source)s", source=band.source))
        line = f"{band.name}: {', '.join(said)}"
        if band.low is None and band.high is None:
            return line
        if band.terms:
            outside = self._translate(
                "outside the band these are reopened: %(terms)s", terms=band.terms
            )
        else:
            outside = self._translate("outside the band the terms are reopened")
        return f"{line}; {outside}"

    def _list_numbers(self, band: IndexBand) -> list[str]:
        """Its base, its edges and its cap."""
        said, unit = [], band.unit
        if band.base is not None:
            amount = self.format_level(band.base, unit)
            said.append(self._translate("base %(amount)s", amount=amount))
        if band.low is not None and band.high is not None:
            low, high = self.format_level(band.low), self.format_level(band.high, unit)
            said.append(self._translate("band %(low)s to %(high)s", low=low, high=high))
        elif band.low is not None:
            amount = self.format_level(band.low, unit)
            said.append(self._translate("not below %(amount)s", amount=amount))
        elif band.high is not None:
            amount = self.format_level(band.high, unit)
            said.append(self._translate("not above %(amount)s", amount=amount))
        if band.cap is not None:
            amount = self.format_level(band.cap, unit)
            said.append(self._translate("cap %(amount)s", amount=amount))
        return said

    def write_limit(self, limit: Limit) -> str:
        """A limit in one line."""
        amount = self.format_level(limit.threshold, limit.unit)
        if limit.direction is LimitDirection.BELOW:
            said = self._translate("below %(amount)s", amount=amount)
        else:
            said = self._translate("above %(amount)s", amount=amount)
        line = f"{limit.name} {said}"
        if limit.times > 1:
            in_a_row = self._catalogue.ngettext(
                "%(num)s reading in a row", "%(num)s readings in a row", limit.times
            )
            line = f"{line}, {in_a_row % {'num': limit.times}}"
        follows = {
            LimitResponse.REOPEN: self._translate("the terms are reopened"),
            LimitResponse.PAUSE: self._translate("either side may pause"),
            LimitResponse.EXIT: self._translate("either side may end it"),
        }[limit.response]
        return f"{line}: {follows}: {limit.terms}" if limit.terms else f"{line}: {follows}"
