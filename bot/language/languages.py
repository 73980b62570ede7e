"""Which languages the coach reads and speaks. Where it has none of somebody's own, it is English."""

ENGLISH = "en"
GERMAN = "de"
LANGUAGES = (ENGLISH, GERMAN)


def language_of(locale: str) -> str:
    """The language that a person with this locale reads and types, `en` where it is none of ours."""
    language = locale.replace("_", "-").partition("-")[0].casefold()
    return language if language in LANGUAGES else ENGLISH
