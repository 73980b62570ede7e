"""The pages that somebody sees who installs Giveget: what it asks for, that it is installed, or why it is not."""

from base64 import b64encode
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.language.languages import ENGLISH, LANGUAGES
from bot.slack.scopes import SCOPE_TABLE
from bot.translations import load_catalogue

STYLE = """
body { font: 17px/1.5 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: #1d2733 }
body { max-width: 34em; margin: 12vh auto 4em; padding: 0 1.5em }
h1 { font-size: 1.35em; margin: 0 0 .4em }
h2 { font-size: 1em; margin: 1.6em 0 .3em }
ul { margin: 0; padding-left: 1.2em }
code { background: #eef2f1; padding: .1em .3em; border-radius: 4px }
a.go { display: inline-block; margin: .8em 0; font-weight: 600; padding: .6em 1.3em; text-decoration: none }
a.go { color: #fff; background: #17493d; border-radius: 6px }
small { display: block; margin-top: 1.4em; color: #586675 }
"""


class PageState(StrEnum):
    """Which page it is."""

    BEGIN = "begin"
    INSTALLED = "installed"
    INSTALLED_ORG = "installed_org"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NOT_CONFIRMED = "not_confirmed"
    FAILED = "failed"


class InstallPages:
    """Renders the pages in the language that the browser asks for."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._template = Environment(
            loader=FileSystemLoader(templates / "documents"),
            extensions=["jinja2.ext.i18n"],
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        ).get_template("install.html")
        digest = b64encode(sha256(STYLE.encode()).digest()).decode()
        policy = (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"
        )
        self.headers = (
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("x-robots-tag", "noindex, nofollow"),
            ("content-security-policy", policy),
        )

    def render(
        self,
        state: PageState,
        *,
        language: str,
        link: str,
        name: str | None = None,
        reference: str = "",
    ) -> str:
        """The page. `language` is what the browser says of that; `link` is where its button leads."""
        chosen = choose_language(language)
        catalogue = load_catalogue(self._templates, chosen)
        return self._template.render(
            state=state.value,
            link=link,
            name=name or "",
            reference=reference,
            language=chosen,
            needed=[catalogue.translate(s.reason) for s in SCOPE_TABLE if not s.is_optional],
            optional=[catalogue.translate(s.reason) for s in SCOPE_TABLE if s.is_optional],
            style=Markup(STYLE),  # noqa: S704 - ours, and allowed by its digest alone
            _=catalogue.translate,
        )


def choose_language(accepted: str) -> str:
    """The first of our languages in an `Accept-Language` header: browsers put what people prefer first."""
    for part in accepted.split(","):
        language = part.strip().partition(";")[0].partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return ENGLISH
