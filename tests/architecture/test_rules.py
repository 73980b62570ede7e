"""Rules, their words in both languages, the evidence they name and the policy that sets them hold one another."""

import inspect
import re
import tomllib
from dataclasses import fields
from functools import cache

import pytest
from babel.messages import Catalog

from bot.domain.policy import SPEAKING, THRESHOLDS, Policy
from bot.domain.rules import RULES
from bot.domain.rules.rule import Rule
from bot.slack.forms.policies import LIMITS
from tests.architecture.sources import ROOT
from tests.words.catalogs import read_catalog_file

TEMPLATES = ROOT / "templates"
IDS = {rule.id for rule in RULES}
EVIDENCE = tomllib.loads((TEMPLATES / "evidence.toml").read_text(encoding="utf-8"))
"""The one place where findings are told, by their id."""

OF_ITS_OWN = {
    *("speaking", "class_tolerance", "near_factor"),
    *("draft_days", "undo_minutes", "double_minutes"),
}
"""What a policy holds that is no rule's threshold."""

CITED = re.compile(
    r"\b([A-ZÄÖÜ][\w-]+)(?: (?:et al\.|& [A-Z]\w+))?,? \d{4}\b|\b(WorldCC|Rackham|splitting the difference)"
)


@cache
def catalog_of(language: str) -> Catalog:
    return read_catalog_file(language)


def caution(rule: str, language: str = "en") -> str:
    """The template of a caution with its texts in a language."""
    catalog = catalog_of(language)

    def translated(text: re.Match[str]) -> str:
        message = catalog.get(text[1].replace("%", "%%"))
        return str(message.string).replace("%%", "%") if message else text[1]

    template = (TEMPLATES / "cautions" / f"{rule}.j2").read_text(encoding="utf-8")
    return re.sub(r"\{% trans %\}(.*?)\{% endtrans %\}", translated, template)


def test_no_two_rules_share_a_name_and_none_is_spelled_strangely() -> None:
    assert len(IDS) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", rule) for rule in IDS)


def test_evidence_is_the_page_s_and_nothing_else() -> None:
    assert set(EVIDENCE) == {f"E{n}" for n in range(1, 25)}
    assert {e for rule in RULES for e in rule.evidence} <= set(EVIDENCE)


def test_every_rule_has_its_words_and_no_words_are_left_over() -> None:
    assert {path.stem for path in (TEMPLATES / "cautions").glob("*.j2")} == IDS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_caution_says_what_and_on_what_ground(rule: Rule, language: str) -> None:
    ground, _, words = caution(rule.id, language).partition("{% else %}")
    assert ground.startswith('{% if part == "evidence" %}')
    assert len(ground.splitlines()) > 1
    assert "caution." in words


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_caution_cites_only_what_its_rule_names(rule: Rule) -> None:
    sources = " ".join(
        EVIDENCE[e]["source"] + " Splitting the difference" * (e == "E6") for e in rule.evidence
    )
    for language in ("en", "de"):
        ground = caution(rule.id, language).partition("{% else %}")[0]
        cited = {first or second for first, second in CITED.findall(ground)}
        assert all(name.casefold() in sources.casefold() for name in cited), cited
        assert bool(cited) or not rule.evidence or language == "de"


def test_what_has_no_study_says_so() -> None:
    for rule in RULES:
        if not rule.evidence and rule.id != "planned_order_broken":
            assert "No study" in caution(rule.id)
            assert "Keine Studie" in caution(rule.id, "de")


def test_the_rules_that_speak_by_themselves_are_the_five_quiet_ones() -> None:
    assert SPEAKING <= IDS
    assert {
        "open_give",
        "second_in_a_row",
        "stalled_ask",
        "near_walk_away",
        "unwritten_get",
    } == SPEAKING


def test_every_threshold_of_the_policy_can_be_set_in_a_form() -> None:
    assert {field.name for field in LIMITS} == {field.name for field in fields(Policy)} - OF_ITS_OWN


def test_every_threshold_and_every_rule_is_said_in_german() -> None:
    said = {message.id for message in catalog_of("de")}
    assert {field.label for field in LIMITS} - said == set()
    assert {text for rule in RULES for text in (rule.label, rule.about)} - said == set()


OF_THE_CHECK = {"small_share"}
"""The threshold of the check before a give counts; every other one belongs to rules."""


def test_every_threshold_belongs_to_a_rule_that_reads_it() -> None:
    """A threshold that nothing reads would only look like a setting."""
    named = {threshold for rule in RULES for threshold in rule.thresholds}
    assert named | OF_THE_CHECK == {threshold.field for threshold in THRESHOLDS}
    for rule in RULES:
        code = inspect.getsource(inspect.getmodule(rule.check) or pytest)
        unread = {name for name in rule.thresholds if f"policy.{name}" not in code}
        assert unread == set(), rule.id


def test_no_two_rules_have_the_same_rank() -> None:
    assert len({rule.rank for rule in RULES}) == len(RULES)
