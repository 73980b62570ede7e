"""A deal's rhythm on one page, for both sides and so without any cost, worth or plan."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_day_names

from bot.coach.answers.rhythms import RhythmPage
from bot.coach.document_parts import Bullets, Paragraph, Section, plain_line
from bot.documents.document import Document, parse_locale
from bot.documents.governance import GovernanceWriter
from bot.domain.governance import AfterTerm
from bot.domain.rhythms import (
    Better,
    Cadence,
    CadenceUnit,
    Gate,
    GateOutcome,
    Measure,
    ReadingInterval,
    TriggerResponse,
    Window,
)
from bot.language.languages import language_of
from bot.translations import Catalogue, load_catalogue


def build_rhythm_document(page: RhythmPage, *, locale: str, templates: Path) -> Document:
    """The rhythm as a document in the words of the reader's language."""
    catalogue = load_catalogue(templates, language_of(locale))
    writer = PageWriter(page, parse_locale(locale), catalogue)
    return Document(
        title=catalogue.translate("How we work together"),
        name=page.deal.name,
        day=page.today,
        sections=tuple(writer.write_parts()),
        empty=catalogue.translate("Nothing is agreed yet."),
    )


def list_rhythm_sections(
    page: RhythmPage, *, whole: bool, locale: str, templates: Path
) -> list[Section]:
    """How both sides work together: the `whole` of it, or what they agreed on owners, measures and dates."""
    catalogue = load_catalogue(templates, language_of(locale))
    writer = PageWriter(page, parse_locale(locale), catalogue)
    return list(writer.write_parts() if whole else writer.write_shared_parts())


def _make_sections(parts: Iterable[tuple[str, Iterable[str]]]) -> Iterator[Section]:
    """A section for each title that has lines."""
    for title, lines in parts:
        said = tuple(map(plain_line, lines))
        if said:
            kind = Bullets if len(said) > 1 else Paragraph
            yield Section(title=title, parts=(kind(lines=said),))


class PageWriter:
    """Puts a rhythm into the words of one language."""

    def __init__(self, page: RhythmPage, locale: Locale, catalogue: Catalogue) -> None:
        self._page, self._locale, self._catalogue = page, locale, catalogue
        self._translate = catalogue.translate
        self._governance = GovernanceWriter(locale, catalogue)

    def format_day(self, day: date) -> str:
        """`7 December 2026`, as the locale writes it."""
        return format_date(day, "long", locale=self._locale)

    def write_parts(self) -> Iterator[Section]:
        """The parts that say something, in their order."""
        pgettext = self._catalogue.pgettext
        parts = (
            (pgettext("on the page", "We meet"), self._write_meetings()),
            (pgettext("on the page", "Owners and decisions"), self._write_owners()),
            (
                pgettext("on the page", "What we both measure"),
                map(self._write_measure, self._page.rhythm.measures),
            ),
            (pgettext("on the page", "If a check-in is not held"), self._write_escalation()),
            (pgettext("on the page", "Dates"), self._write_dates()),
            (pgettext("on the page", "From pilot to scale"), self._write_gates()),
            (pgettext("on the page", "What moves the terms"), self._write_governance()),
            (pgettext("on the page", "When something happens"), self._write_risks()),
            (pgettext("on the page", "Ways out"), self._write_exits()),
        )
        yield from _make_sections(parts)

    def write_shared_parts(self) -> Iterator[Section]:
        """Those of them that belong beside what was given and got."""
        pgettext = self._catalogue.pgettext
        parts = (
            (pgettext("on the page", "Owners and decisions"), self._write_owners()),
            (
                pgettext("on the page", "What we both measure"),
                map(self._write_measure, self._page.rhythm.measures),
            ),
            (pgettext("on the page", "Dates"), self._write_dates()),
        )
        yield from _make_sections(parts)

    def _plural(self, one: str, many: str, num: int, **values: object) -> str:
        return self._catalogue.ngettext(one, many, num) % {"num": num, **values}

    def _write_meetings(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        if rhythm.cadence is not None:
            yield self._write_cadence(rhythm.cadence)
        agenda = "; ".join(filter(None, map(str.strip, rhythm.agenda.splitlines())))
        if agenda:
            yield self._translate("Agenda: %(what)s", what=agenda)

    def _write_cadence(self, cadence: Cadence) -> str:
        number = cadence.start.weekday() if cadence.weekday is None else cadence.weekday
        weekday, start = get_day_names(locale=self._locale)[number], self.format_day(cadence.start)
        if cadence.unit is CadenceUnit.WEEKS:
            return self._plural(
                "every week on %(weekday)s, from %(day)s",
                "every %(num)s weeks on %(weekday)s, from %(day)s",
                cadence.every,
                weekday=weekday,
                day=start,
            )
        if cadence.nth is None:
            which = self._translate(
                "day %(number)s of the month, or its last", number=cadence.start.day
            )
        else:
            nth = self._name_nth(cadence.nth)
            which = self._translate("the %(nth)s %(weekday)s", nth=nth, weekday=weekday)
        if cadence.every == 3:
            return self._translate(
                "every quarter on %(which)s, from %(day)s", which=which, day=start
            )
        return self._plural(
            "every month on %(which)s, from %(day)s",
            "every %(num)s months on %(which)s, from %(day)s",
            cadence.every,
            which=which,
            day=start,
        )

    def _name_nth(self, number: int) -> str:
        pgettext = self._catalogue.pgettext
        return {
            1: pgettext("which weekday", "first"),
            2: pgettext("which weekday", "second"),
            3: pgettext("which weekday", "third"),
            4: pgettext("which weekday", "fourth"),
            -1: pgettext("which weekday", "last"),
        }[number]

    def _write_owners(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        if rhythm.owner:
            who = self._page.name(rhythm.owner) or self._translate("to be named")
            yield self._translate("Ours: %(name)s", name=who)
        if rhythm.their_owner:
            them = self._page.them or self._catalogue.pgettext("on the page", "Theirs")
            yield f"{them}: {rhythm.their_owner}"
        if rhythm.decisions:
            yield self._translate("Decisions: %(decisions)s", decisions=rhythm.decisions)
        if rhythm.disputes:
            yield self._translate("Disputes: %(disputes)s", disputes=rhythm.disputes)

    def _write_measure(self, measure: Measure) -> str:
        threshold = self._governance.format_level(measure.threshold, measure.unit)
        if measure.better is Better.HIGHER:
            limit = self._translate("at least %(amount)s", amount=threshold)
        else:
            limit = self._translate("at most %(amount)s", amount=threshold)
        if measure.every is not None:
            how_often = {
                ReadingInterval.WEEKLY: self._translate("read every week"),
                ReadingInterval.MONTHLY: self._translate("read every month"),
                ReadingInterval.QUARTERLY: self._translate("read every quarter"),
                ReadingInterval.YEARLY: self._translate("read every year"),
            }
            limit = f"{limit}, {how_often[measure.every]}"
        return f"{measure.name}: {limit}; {self._write_response(measure)}"

    def _write_response(self, measure: Measure) -> str:
        """What is agreed for a reading past the threshold."""
        response = {
            TriggerResponse.MEET: self._translate("both owners meet"),
            TriggerResponse.CREDIT: self._translate("a credit is due"),
            TriggerResponse.REOPEN: self._translate("the terms are reopened"),
            TriggerResponse.PAUSE: self._translate("either side may pause"),
        }[measure.response]
        if measure.action:
            response = f"{response}: {measure.action}"
        if measure.credit:
            credit = self._translate("credit: %(credit)s", credit=measure.credit)
            response = f"{response} ({credit})"
        return response

    def _write_escalation(self) -> Iterator[str]:
        for rung in self._page.rhythm.escalation:
            who = self._page.name(rung.person) or rung.role or self._translate("to be named")
            yield self._plural(
                "%(name)s, after %(num)s working day",
                "%(name)s, after %(num)s working days",
                rung.after,
                name=who,
            )

    def _write_dates(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        if rhythm.renewal:
            yield self._write_term_end(rhythm.renewal)
        if rhythm.notice_period:
            period = self._governance.write_period(rhythm.notice_period)
            yield self._translate("Notice period: %(span)s", span=period)
        if rhythm.notice:
            yield self._translate(
                "Last day for notice: %(notice)s", notice=self.format_day(rhythm.notice)
            )
        yield from map(self._write_window, rhythm.windows)
        if rhythm.credits:
            yield self._translate("Credits: %(credits)s", credits=rhythm.credits)

    def _write_term_end(self, end: date) -> str:
        """What happens on the day on which the term ends."""
        rhythm, day = self._page.rhythm, self.format_day(end)
        if rhythm.after_term is AfterTerm.ENDS:
            return self._translate(
                "The term ends on %(day)s; it does not renew by itself.", day=day
            )
        if rhythm.after_term is None:
            return self._translate("Renewal: %(renewal)s", renewal=day)
        if rhythm.renews_for is None:
            return self._translate(
                "The term ends on %(day)s and renews by itself, unless either side gives notice.",
                day=day,
            )
        return self._translate(
            "The term ends on %(day)s and renews by itself for %(span)s, unless either side gives notice.",
            day=day,
            span=self._governance.write_period(rhythm.renews_for),
        )

    def _write_governance(self) -> Iterator[str]:
        yield from map(self._governance.write_band, self._page.rhythm.bands)
        yield from map(self._governance.write_limit, self._page.rhythm.limits)

    def _write_window(self, window: Window) -> str:
        said = self._translate("Approval: %(what)s", what=window.what)
        if window.days:
            within = self._plural(
                "within %(num)s working day", "within %(num)s working days", window.days
            )
            said = f"{said}, {within}"
        return self._add_deadline(said, window.closes)

    def _add_deadline(self, said: str, day: date | None) -> str:
        if day is None:
            return said
        deadline = self._translate("by %(day)s", day=self.format_day(day))
        return f"{said}, {deadline}"

    def _write_gates(self) -> Iterator[str]:
        stages = (
            self._translate("Pilot"),
            self._translate("Checkpoint"),
            self._translate("Scale"),
        )
        for stage, gate in zip(stages, self._page.rhythm.gates, strict=False):
            if gate != Gate():
                yield self._write_gate(stage, gate)

    def _write_gate(self, said: str, gate: Gate) -> str:
        if gate.what:
            said = f"{said}: {gate.what}"
        if gate.passes:
            condition = self._translate("goes on when: %(passes)s", passes=gate.passes)
            said = f"{said}; {condition}"
        said = self._add_deadline(said, gate.day)
        if gate.outcome is None or gate.decided is None:
            return said
        day = self.format_day(gate.decided)
        if gate.outcome is GateOutcome.PASSED:
            return f"{said}; {self._translate('passed on %(day)s', day=day)}"
        return f"{said}; {self._translate('not passed on %(day)s', day=day)}"

    def _write_risks(self) -> Iterator[str]:
        for risk in self._page.rhythm.risks:
            yield self._plural(
                "When %(when)s: %(then)s, within %(num)s day",
                "When %(when)s: %(then)s, within %(num)s days",
                risk.days,
                when=risk.when,
                then=risk.then,
            )

    def _write_exits(self) -> Iterator[str]:
        exits = self._page.rhythm.exits
        if exits.pause:
            yield self._translate("Pause: %(pause)s", pause=exits.pause)
        if exits.reopen:
            yield self._translate("Reopen: %(reopen)s", reopen=exits.reopen)
        if exits.stop_loss:
            yield self._translate("End: %(stop_loss)s", stop_loss=exits.stop_loss)
