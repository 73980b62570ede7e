"""Which languages the coach reads and speaks: English, and each that has a catalog."""

from bot.shipped import shipped_path

CATALOGS = shipped_path("templates") / "locale"
"""Each language in a folder of its name."""
ENGLISH = "en"
LANGUAGES = (ENGLISH, *sorted(path.name for path in CATALOGS.glob("*") if path.is_dir()))


def language_of(locale: str) -> str:
    """The language that a person with this locale reads and types, `en` where it is none of ours."""
    language = locale.replace("_", "-").partition("-")[0].casefold()
    return language if language in LANGUAGES else ENGLISH
