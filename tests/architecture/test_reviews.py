"""The pages for works councils and for Slack's review say what the code does."""

import re
import tomllib

import pytest
import yaml

from bot.coach.lapses import DELIVERED_KEPT, REQUESTS_KEPT
from bot.domain.audit import DEFAULT_AUDIT_MONTHS, SHORT_AUDIT_MONTHS
from bot.domain.data_rules import DEFAULT_GRACE_DAYS, DEFAULT_HIRING_MONTHS, DataRules
from bot.domain.deals import Role
from bot.domain.ids import TeamId
from bot.domain.pooled_measures import LEAST_OWNERS
from bot.language.commands import english_word
from bot.settings import Settings, variable
from bot.slack.authors import NAME_OF_COLLEAGUE
from bot.slack.commands import ABOUT_THE_WORKSPACE
from bot.slack.forms.data_rules import ROLES
from bot.slack.routes import ROUTES
from bot.slack.scopes import OPTIONAL_SCOPES, SCOPES
from bot.translations import load_catalogue
from tests.architecture.sources import ROOT
from tests.slack.messages import TEMPLATES

COUNCIL, BETRIEBSRAT, MARKETPLACE = "works-council.md", "betriebsrat.md", "marketplace.md"
PAGES = (COUNCIL, BETRIEBSRAT, MARKETPLACE)


def text(name: str) -> str:
    """The page in one line, however it is wrapped."""
    return " ".join((ROOT / "docs" / name).read_text(encoding="utf-8").split())


def test_the_review_asks_for_the_scopes_of_the_manifest_and_no_other() -> None:
    scopes = yaml.safe_load((ROOT / "manifest.yml").read_text())["oauth_config"]["scopes"]
    rows = re.findall(r"\| `([\w:]+)`( \(optional\))? \| ([^|]+) \|", text(MARKETPLACE))
    assert {name for name, optional, _ in rows if not optional} == set(scopes["bot"]) == SCOPES
    optional = {name for name, mark, _ in rows if mark}
    assert optional == set(scopes["bot_optional"]) == set(OPTIONAL_SCOPES)
    assert all(len(reason) > 30 for _, _, reason in rows)
    assert "user" not in scopes


def test_the_review_names_no_subprocessor_and_no_library_speaks_to_one() -> None:
    assert "## Subprocessors None." in text(MARKETPLACE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = " ".join(project["dependencies"])
    for service in ("openai", "anthropic", "boto", "sentry", "google", "azure", "segment"):
        assert service not in asked


def test_defaults_are_those_of_the_code() -> None:
    rules = DataRules(team=TeamId("T1"))
    assert (rules.closed_months, rules.authors_as_roles, rules.legal_hold) == (0, False, False)
    assert f"{DEFAULT_AUDIT_MONTHS} months, or as an admin sets it" in text(COUNCIL)
    assert f"{DEFAULT_AUDIT_MONTHS} Monate, oder wie ein Admin" in text(BETRIEBSRAT)
    assert f"the audit {DEFAULT_AUDIT_MONTHS} months" in text(MARKETPLACE)
    assert f"the audit is kept for {SHORT_AUDIT_MONTHS} months at most" in text(COUNCIL)
    assert f"Prüfprotokoll bleibt höchstens {SHORT_AUDIT_MONTHS} Monate" in text(BETRIEBSRAT)
    assert f"hiring after {DEFAULT_HIRING_MONTHS} months" in text(COUNCIL)
    assert f"bei Einstellungen nach {DEFAULT_HIRING_MONTHS} Monaten" in text(BETRIEBSRAT)
    assert f"hiring deals {DEFAULT_HIRING_MONTHS} months" in text(MARKETPLACE)
    assert f"everything else after {DEFAULT_GRACE_DAYS} days" in text(MARKETPLACE)
    assert f"keys of requests {REQUESTS_KEPT.days} days" in text(MARKETPLACE)
    assert f"drafts and waiting lines {REQUESTS_KEPT.days} days" in text(MARKETPLACE)
    assert f"ids of sent messages {DELIVERED_KEPT.days} days" in text(MARKETPLACE)
    assert LEAST_OWNERS == 5
    assert "from five owners on" in text(COUNCIL)
    assert "ab fünf Inhabern" in text(BETRIEBSRAT)


def test_the_switch_is_called_as_in_its_form() -> None:
    german = load_catalogue(TEMPLATES, "de")
    (option,) = ROLES.options
    assert f"*{ROLES.label}: {option.label[0].lower()}{option.label[1:]}*" in text(COUNCIL)
    label, said = german.reads(ROLES.label), german.reads(option.label)
    assert f"*{label}: {said}*" in text(BETRIEBSRAT)
    for role in (Role.OWNER, Role.CO_OWNER, Role.MEMBER, NAME_OF_COLLEAGUE):
        assert f"`[{role}]`" in text(COUNCIL)
        assert f"`[{german.reads(role)}]`" in text(BETRIEBSRAT)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_they_name_exists(page: str) -> None:
    language = "de" if page == BETRIEBSRAT else "en"
    known = {*ABOUT_THE_WORKSPACE, *(name.lstrip("/") for name in ROUTES.commands)}
    named = re.findall(r"`/giveget (\w+)", text(page))
    assert named
    assert {english_word(word, language) for word in named} <= known


@pytest.mark.parametrize("page", PAGES)
def test_every_variable_and_page_they_name_exists(page: str) -> None:
    assert set(re.findall(r"GIVEGET_[A-Z_]+", text(page))) <= {
        variable(name) for name in Settings.model_fields
    }
    for link in re.findall(r"\]\(([^)]+)\)", text(page)):
        assert (ROOT / "docs" / link).exists(), link
