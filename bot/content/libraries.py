"""Libraries of things to ask for, from TOML files: one file for each side of the table."""

from collections.abc import Sequence
from dataclasses import replace

from bot.content.parsing import (
    Table,
    UnreadableContent,
    parse_toml,
    report_unreadable,
    take_tables,
    take_text,
)
from bot.domain.matching import subject_words
from bot.domain.tradeables import (
    LABEL_AT_MOST,
    Library,
    ReadyPhrase,
    Suits,
    Tradeable,
    Trial,
)
from bot.domain.worth import Size
from bot.language.languages import ENGLISH


def parse_library(text: str) -> Library:
    """The library of a file. Raises `UnreadableContent` where it is not complete or says a key
    twice."""
    with report_unreadable("library"):
        tables = parse_toml(text)
        tradeables = tuple(map(_build_tradeable, take_tables(tables, "tradeable")))
        vague = _take_vague(tables)
        trials = tuple(_build_trial(each, ENGLISH, vague) for each in take_tables(tables, "trial"))
    keys = {tradeable.key for tradeable in tradeables}
    if len(keys) < len(tradeables) or all(trial.about for trial in trials):
        raise UnreadableContent("keys must differ, and one trial must suit any ask")
    return Library(tradeables=tradeables, trials=trials)


def parse_tradeables(text: str) -> tuple[Tradeable, ...]:
    """The tradeables of a file that has no more than them. Raises `UnreadableContent` where it says a
    key twice."""
    with report_unreadable("library"):
        tradeables = tuple(map(_build_tradeable, take_tables(parse_toml(text), "tradeable")))
    if len({tradeable.key for tradeable in tradeables}) < len(tradeables):
        raise UnreadableContent("keys must differ")
    return tradeables


def translate_library(library: Library, text: str, language: str) -> Library:
    """The library in the words of a file that names the same tradeables by key, and the same trials
    in their order.

    Sizes and issues stay, and a move is known by words of either language. Raises
    `UnreadableContent` where the file names others.
    """
    with report_unreadable("translated library"):
        tables = parse_toml(text)
        tradeables = _translate_all(library.tradeables, tables, language)
        vague = _take_vague(tables)
        trials = []
        for trial, wording in zip(library.trials, take_tables(tables, "trial"), strict=True):
            translated = _build_trial(wording, language, frozenset())
            if bool(translated.phrase) is not bool(trial.phrase):
                raise ValueError("a test is there in one language only")
            about = trial.about | translated.about
            words = trial.vague | vague if trial.vague else trial.vague
            trials.append(replace(translated, about=about, vague=words, risk=trial.risk))
    return Library(tradeables=tradeables, trials=tuple(trials))


def translate_tradeables(
    tradeables: Sequence[Tradeable], text: str, language: str
) -> tuple[Tradeable, ...]:
    """The tradeables in the words of a file that names the same ones by key. Raises
    `UnreadableContent` where it names others."""
    with report_unreadable("translated library"):
        return _translate_all(tradeables, parse_toml(text), language)


def _translate_all(
    tradeables: Sequence[Tradeable], tables: Table, language: str
) -> tuple[Tradeable, ...]:
    wordings = {take_text(each, "key"): each for each in take_tables(tables, "tradeable")}
    if set(wordings) != {tradeable.key for tradeable in tradeables}:
        raise ValueError("the keys are not those of the library")
    return tuple(_translate_tradeable(each, wordings[each.key], language) for each in tradeables)


def _build_tradeable(table: Table) -> Tradeable:
    label = take_text(table, "label", most=LABEL_AT_MOST)
    return Tradeable(
        key=take_text(table, "key"),
        label=label,
        what=str(table.get("what", label)),
        phrase=ReadyPhrase(take_text(table, "phrase"), ENGLISH),
        issue=take_text(table, "issue"),
        cost=Size(take_text(table, "cost")),
        worth=Size(take_text(table, "worth")),
        about=_take_subject(table),
        suits=Suits(str(table["only"])) if "only" in table else None,
    )


def _translate_tradeable(tradeable: Tradeable, wording: Table, language: str) -> Tradeable:
    label = take_text(wording, "label", most=LABEL_AT_MOST)
    return replace(
        tradeable,
        label=label,
        what=str(wording.get("what", label)),
        phrase=ReadyPhrase(take_text(wording, "phrase"), language),
        about=tradeable.about | _take_subject(wording),
    )


def _take_vague(tables: Table) -> frozenset[str]:
    """The words of a file that say that more or less is wanted, without how much."""
    return frozenset(str(tables.get("vague", "")).casefold().split())


def _build_trial(table: Table, language: str, vague: frozenset[str]) -> Trial:
    trial = Trial(
        about=_take_subject(table),
        question=take_text(table, "question"),
        vague=vague if table.get("level") is True else frozenset(),
        risk=table.get("risk") is True,
    )
    if "phrase" not in table:
        return trial
    # A test that costs them nothing is a gift, so one without the other is refused.
    phrase = ReadyPhrase(take_text(table, "phrase"), language)
    return replace(trial, phrase=phrase, need=take_text(table, "need"))


def _take_subject(table: Table) -> frozenset[str]:
    """The words that show that a move is about the same thing; a trial that suits any ask has none."""
    return subject_words(str(table["about"]))
