"""English verbs: which word is one, and its other forms."""

from dataclasses import dataclass
from functools import cache

from bot.language.speaking.lexicon import load_words

ENGLISH = "en"
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishVerb:
    """A verb: `waive`, `waived`, `waived`, `waiving`."""

    base: str
    past: str
    participle: str
    gerund: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishVerbs:
    """All verbs, found by any of their forms."""

    by_base: dict[str, EnglishVerb]
    by_third: dict[str, EnglishVerb]
    """`waives`, said of one person."""
    by_past: dict[str, EnglishVerb]
    by_participle: dict[str, EnglishVerb]
    by_gerund: dict[str, EnglishVerb]
    gerund_nouns: frozenset[str]
    """Forms in -ing that are things as well: `training`."""
    only_verbs: frozenset[str]
    """Those that are no nouns as well."""
    if_no_thing_follows: frozenset[str]
    """EnglishVerbs that are nouns too, but only where another noun follows: `pay rise`."""
    adverbs: frozenset[str]
    """How something is done, right behind the verb: `cash` of `pay cash within 7 days`."""
    on_what_is_there: frozenset[str]
    particles: frozenset[str]

    def find_finite(self, word: str) -> EnglishVerb | None:
        """The verb of a form that has a subject: `waives`, `waived`, `waive`."""
        return self.by_base.get(word) or self.by_third.get(word) or self.by_past.get(word)


@cache
def load_verbs() -> EnglishVerbs:
    """The verbs of the word file."""
    doubled = load_words(ENGLISH, "verbs", "doubled")
    forms = {entry.split()[0]: entry.split() for entry in load_words(ENGLISH, "verbs", "irregular")}
    nouns = load_words(ENGLISH, "verbs", "or_nouns")
    bases = load_words(ENGLISH, "verbs", "only") | nouns
    verbs = [_build_verb(base, forms.get(base), doubles=base in doubled) for base in sorted(bases)]
    return EnglishVerbs(
        by_base={verb.base: verb for verb in verbs},
        by_third={_third_person(verb.base): verb for verb in verbs},
        by_past={verb.past: verb for verb in verbs if verb.past != verb.base},
        by_participle={verb.participle: verb for verb in verbs if verb.participle != verb.base},
        by_gerund={verb.gerund: verb for verb in verbs},
        gerund_nouns=load_words(ENGLISH, "verbs", "gerund_nouns"),
        only_verbs=bases - nouns,
        if_no_thing_follows=load_words(ENGLISH, "verbs", "if_no_thing_follows"),
        adverbs=load_words(ENGLISH, "verbs", "adverbs"),
        on_what_is_there=load_words(ENGLISH, "verbs", "on_what_is_there"),
        particles=load_words(ENGLISH, "verbs", "particles"),
    )


def _build_verb(base: str, irregular: list[str] | None, *, doubles: bool) -> EnglishVerb:
    stem = base + base[-1] if doubles else base
    if irregular is None:
        past = participle = _add_ed(stem)
    else:
        _, past, participle = irregular
    return EnglishVerb(base=base, past=past, participle=participle, gerund=_add_ing(stem))


def _add_ed(stem: str) -> str:
    if stem.endswith("e"):
        return f"{stem}d"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return f"{stem[:-1]}ied"
    return f"{stem}ed"


def _add_ing(stem: str) -> str:
    if stem.endswith("ie"):
        return f"{stem[:-2]}ying"
    if stem.endswith("e") and not stem.endswith("ee"):
        return f"{stem[:-1]}ing"
    return f"{stem}ing"


def _third_person(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return f"{base[:-1]}ies"
    return f"{base}es" if base.endswith(_SIBILANTS) else f"{base}s"
