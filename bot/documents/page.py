"""A deal's rhythm on one page, as HTML that prints on one sheet and as Markdown: for both sides, so without any cost,
worth or plan. What people typed is escaped."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_day_names
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from bot.coach.answers.rhythms import RhythmPage
from bot.domain.rhythms import STAGES, Better, Cadence, CadenceUnit, Gate, Measure, Window
from bot.language.languages import ENGLISH, language_of

_MARKS = re.compile(r"([\\`*_\[\]<>#|~!&])")
_LEADING = re.compile(r"^([-+]|\d+[.)])(?=\s)")
_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """One part of the page under its title."""

    title: str
    lines: tuple[str, ...]


def written(page: RhythmPage, *, form: str, locale: str, templates: Path) -> bytes:
    """The page in a form, `html` or `md`; its words are those of the reader's language."""
    language = language_of(locale)
    own = (templates if language == ENGLISH else templates / language) / "documents" / "rhythm.toml"
    words = tomllib.loads(own.read_text(encoding="utf-8"))
    writer = Writer(page, _known(locale), words)
    environment = Environment(
        loader=FileSystemLoader(templates / "documents"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),  # Markdown has escapes of its own
        finalize=None if form == "html" else escaped,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template(f"rhythm.{form}")
    parts = list(writer.parts())
    return template.render(
        page=page, parts=parts, day=writer.day, words=words["page"], language=language
    ).encode()


def escaped(value: object) -> str:
    """Words that Markdown shows to the letter, in one line."""
    text = _MARKS.sub(r"\\\1", " ".join(str(value).split()))
    return _LEADING.sub(lambda mark: f"{mark[1][:-1]}\\{mark[1][-1]}", text)


def _known(locale: str) -> Locale:
    try:
        return Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en-US", sep="-")


class Writer:
    """Puts a rhythm into the words of one language."""

    def __init__(
        self, page: RhythmPage, locale: Locale, words: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._page, self._locale, self._words = page, locale, words

    def day(self, day: date) -> str:
        """`7 December 2026`, as the locale writes it."""
        return format_date(day, "long", locale=self._locale)

    def parts(self) -> Iterator[PageSection]:
        """The parts that say something, in their order."""
        each = {
            "meet": self._meet(),
            "owners": self._owners(),
            "measures": map(self._measure, self._page.rhythm.measures),
            "path": self._path(),
            "dates": self._dates(),
            "gates": self._gates(),
            "risks": self._risks(),
            "exits": self._exits(),
        }
        for name, lines in each.items():
            said = tuple(filter(None, lines))
            if said:
                yield PageSection(title=self._words["titles"][name], lines=said)

    def _word(self, line: str) -> str:
        return self._words["lines"][line]

    def _say(self, line: str, **named: object) -> str:
        """A line of ours with what was typed in its gaps; nothing where nothing was typed."""
        if all(value in (None, "") for value in named.values()):
            return ""
        return _GAP.sub(lambda gap: str(named[gap[1]]), self._word(line))

    def _meet(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        if rhythm.cadence is not None:
            yield self._cadence(rhythm.cadence)
        yield self._say(
            "agenda", what="; ".join(filter(None, map(str.strip, rhythm.agenda.splitlines())))
        )

    def _cadence(self, cadence: Cadence) -> str:
        day = cadence.start.weekday() if cadence.weekday is None else cadence.weekday
        weekday, start = get_day_names(locale=self._locale)[day], self.day(cadence.start)
        if cadence.unit is CadenceUnit.WEEKS:
            return self._say(
                "week" if cadence.every == 1 else "weeks",
                n=cadence.every,
                weekday=weekday,
                day=start,
            )
        if cadence.nth is None:
            which = self._say("nth_day", n=cadence.start.day)
        else:
            which = self._say("nth", nth=self._words["nth"][str(cadence.nth)], weekday=weekday)
        line = {1: "month", 3: "quarter"}.get(cadence.every, "months")
        return self._say(line, n=cadence.every, which=which, day=start)

    def _owners(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        if rhythm.owner:
            yield self._say("ours", who=self._page.name(rhythm.owner) or self._word("to_be_named"))
        if rhythm.their_owner:
            yield self._say(
                "theirs", them=self._page.them or self._word("them"), who=rhythm.their_owner
            )
        yield self._say("decisions", what=rhythm.decisions)
        yield self._say("disputes", what=rhythm.disputes)

    def _measure(self, measure: Measure) -> str:
        response = self._word(measure.response.value)
        if measure.action:
            response = self._say("action", response=response, what=measure.action)
        if measure.credit:
            response = self._say("amount", response=response, what=measure.credit)
        number = format_decimal(
            measure.threshold.normalize(), locale=self._locale, decimal_quantization=False
        )
        line = "higher" if measure.better is Better.HIGHER else "lower"
        return self._say(
            line, name=measure.name, threshold=f"{number} {measure.unit}".strip(), response=response
        )

    def _path(self) -> Iterator[str]:
        for rung in self._page.rhythm.escalation:
            who = self._page.name(rung.person) or rung.role or self._word("to_be_named")
            yield self._say("rung_one" if rung.after == 1 else "rung", who=who, n=rung.after)

    def _dates(self) -> Iterator[str]:
        rhythm = self._page.rhythm
        for line, day in (("renewal", rhythm.renewal), ("notice", rhythm.notice)):
            yield self._say(line, day=self.day(day) if day else "")
        yield from map(self._window, rhythm.windows)
        yield self._say("credits", what=rhythm.credits)

    def _window(self, window: Window) -> str:
        said = self._say("approval", what=window.what)
        if window.days:
            said = self._say(
                "window_one" if window.days == 1 else "window", said=said, n=window.days
            )
        return (
            self._say("closes", said=said, day=self.day(window.closes)) if window.closes else said
        )

    def _gates(self) -> Iterator[str]:
        for stage, gate in zip(STAGES, self._page.rhythm.gates, strict=False):
            if gate != Gate():
                yield self._gate(self._word(stage), gate)

    def _gate(self, said: str, gate: Gate) -> str:
        said = self._say("gate", said=said, what=gate.what) if gate.what else said
        said = self._say("passes", said=said, what=gate.passes) if gate.passes else said
        return self._say("closes", said=said, day=self.day(gate.day)) if gate.day else said

    def _risks(self) -> Iterator[str]:
        for risk in self._page.rhythm.risks:
            yield self._say(
                "risk_one" if risk.days == 1 else "risk",
                when=risk.when,
                then=risk.then,
                n=risk.days,
            )

    def _exits(self) -> Iterator[str]:
        exits = self._page.rhythm.exits
        yield self._say("may_pause", what=exits.pause)
        yield self._say("may_reopen", what=exits.reopen)
        yield self._say("stop_loss", what=exits.stop_loss)
