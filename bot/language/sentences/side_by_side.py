"""Exchanges that no word ties: who gets what side by side, and the question at the end that only asks for a yes."""

from typing import NamedTuple

from bot.language.sentences.clauses import find_tokens
from bot.language.sentences.grammar import ClauseGrammar

_SIDES = 2


class Shares(NamedTuple):
    """Where the words stand of what the speaker gives, and of what the speaker gets."""

    give: tuple[int, int]
    get: tuple[int, int]


def leave_out_tag(lower: str, grammar: ClauseGrammar) -> str:
    """A text in lower case without a question at its end that only asks for a yes: `you do A, we do B, deal?`. It stays
    where it asks for a thing by its bare name (`10% off, ok?`), and where the sentence is a question without it."""
    asked = lower.rstrip()
    if not asked.endswith("?"):
        return lower
    tag = grammar.pattern("tag_questions").search(asked.rstrip("? "))
    if tag is None:
        return lower
    left = asked[: tag.start()]
    sentence = left[max(left.rfind(end) for end in ".!?\n") + 1 :]
    words = [token.word for token in find_tokens(sentence)]
    persons = grammar.words("speaker", "spoken_to")
    names_sides = grammar.pattern("for_each").match(sentence.strip()) is not None
    if not words or (persons.isdisjoint(words) and not names_sides):
        return lower
    return lower if words[0] in grammar.words("questioning", "asks_for_facts") else left


def find_each_share(lower: str, grammar: ClauseGrammar) -> Shares | None:
    """What a text in lower case says that each side gets: `the van for us, the trailer for you`."""
    opening = grammar.pattern("opens").match(lower)
    begin = opening.end() if opening else 0
    words = lower[begin:].rstrip(" ?!.,")
    keys: tuple[str, ...] = ("on_each_bill",)
    if len(grammar.pattern("for_somebody").findall(lower)) >= _SIDES:
        keys = ("for_each", "for_each_first_give", *keys)
    for key in keys:
        found = grammar.pattern(key).match(words)
        if found is not None and not _says_something(words, grammar):
            give, get = found.span("give"), found.span("get")
            return Shares((begin + give[0], begin + give[1]), (begin + get[0], begin + get[1]))
    return None


def _says_something(words: str, grammar: ClauseGrammar) -> bool:
    """Whether somebody is said to do or be something: `that is good for us and fair for you`."""
    said = {token.word for token in find_tokens(words)}
    return not grammar.words("be", "cans", "musts", "negations", "speaker").isdisjoint(said)
