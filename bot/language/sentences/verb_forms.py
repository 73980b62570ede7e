"""The forms of verbs in a language whose verbs may stand anywhere and come apart, such as German."""

from collections.abc import Mapping
from functools import cache

from bot.language.sentences.grammar import ClauseGrammar, load_clause_grammar


@cache
def load_plain_forms(code: str) -> Mapping[str, str]:
    """The plain form of each form of a verb that is known; particles apart are put together where they are found."""
    grammar = load_clause_grammar(code)
    plain: dict[str, str] = {}
    # Shorter verbs first, and always in the same order: of two with one form the first counts.
    for verb in sorted(list_plain_verbs(code), key=lambda verb: (len(verb), verb)):
        for form in grammar.inflect(verb):
            plain.setdefault(form, verb)
        particle = find_particle(verb, grammar)
        if particle:
            base = verb.removeprefix(particle)
            for form in grammar.inflect(base):
                plain.setdefault(form, base)
            plain[f"{particle}zu{base}"] = verb
            plain[f"{particle}ge{base}"] = verb
            plain[f"{particle}ge{base.removesuffix('en')}t"] = verb
    plain.update(grammar.meanings("irregular"))
    return plain


@cache
def load_bare_forms(code: str) -> Mapping[str, str]:
    """The plain form of each verb that gives or hands over, by its stem alone."""
    grammar = load_clause_grammar(code)
    bare: dict[str, str] = {}
    for verb in sorted(grammar.words("gives", "hands"), key=lambda verb: (len(verb), verb)):
        particle = find_particle(verb, grammar)
        for base in (verb, verb.removeprefix(particle)):
            stem = base.removesuffix("en") if base.endswith("en") else base.removesuffix("n")
            bare.setdefault(stem, base)
    return bare


@cache
def list_plain_verbs(code: str) -> frozenset[str]:
    grammar = load_clause_grammar(code)
    keys = (
        *("gives", "hands", "wants", "receives", "talks", "demands", "free_of", "approves"),
        *("keeps_doing_without", "changes", "accepts"),
    )
    known = frozenset[str]()
    for key in keys:
        known |= grammar.words(key)
    return known


def find_particle(verb: str, grammar: ClauseGrammar) -> str:
    """The particle that a verb begins with, where the rest can be a verb."""
    fitting = [each for each in grammar.words("particles") if verb.startswith(each)]
    longest = max(fitting, key=len, default="")
    return longest if len(verb) - len(longest) > 3 else ""
