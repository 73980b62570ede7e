"""What people read is worded in templates and catalogs: below them no text is composed."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.sources import modules
from tests.words.code_texts import code_texts

NOT_READ = {
    "bot/coach/answers/mesos.py": "a type",
    "bot/coach/asides.py": "a line as it is typed, to be read again",
    "bot/coach/asks_met.py": "a text put together to be compared",
    "bot/coach/checkins.py": "a note in the audit: what became of a check-in",
    "bot/coach/closing.py": "a note in the audit: how many items went where",
    "bot/coach/deals.py": "a note in the audit: who got which role",
    "bot/coach/held.py": "a key",
    "bot/coach/likeness.py": "a text put together to be compared",
    "bot/coach/links.py": "a note in the audit: a channel came or went",
    "bot/coach/moves.py": "a pattern",
    "bot/coach/offer_asks.py": "a text put together to be compared",
    "bot/coach/offers.py": "a line as it is typed, to be read again",
    "bot/coach/rhythms.py": "a note in the audit: which step was set",
    "bot/coach/triggers.py": "a note in the audit: which measure was read",
    "bot/domain/cards.py": "errors for whoever edits a card, and words that tell nothing in a search",
    "bot/domain/cautions.py": "a key",
    "bot/domain/closing.py": "what a term says, without a language, to be compared later",
    "bot/domain/consequences.py": "a line as it is typed, to be read again",
    "bot/domain/fillings.py": "a pattern",
    "bot/domain/ledger.py": "a type",
    "bot/domain/matching.py": "words by which moves are matched, and patterns",
    "bot/domain/objections.py": "an error for whoever edits objections",
    "bot/domain/playbooks.py": "errors for whoever edits a playbook",
    "bot/domain/rules/ethics.py": "words that a rule looks for",
    "bot/domain/rules/limits.py": "a key",
    "bot/domain/rules/reciprocity.py": "a key",
    "bot/domain/rules/shifts.py": "patterns",
    "bot/domain/rules/their_moves.py": "a key, and a limit as it is typed",
    "bot/domain/tradeables.py": "errors for whoever edits the library",
    "bot/domain/working_ledger.py": "what a move that follows from an offer is called, without a language",
}
"""Files with texts that nobody reads as they stand, and why they have them."""


def texts_with_a_blank(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Each text in the code that has a blank, with its line; docstrings are left out."""
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            continue
        parent = parents[node]
        text = node.value if isinstance(parent, ast.JoinedStr) else node.value.strip()
        is_word = re.search(r"[^\W\d_]", text) or isinstance(parent, ast.JoinedStr)
        if " " in text and is_word and not isinstance(parent, ast.Expr):
            yield node.lineno, node.value


def test_below_the_templates_no_text_is_composed() -> None:
    """A text with a blank is one that the catalogs translate, or stands in a file with a reason for
    it."""
    translated = {each.text for each in code_texts()}
    composed = [
        f"{path}:{line}: {text}"
        for path, tree in modules("bot/domain", "bot/coach")
        if path not in NOT_READ
        for line, text in texts_with_a_blank(tree)
        if text not in translated
    ]
    assert composed == []
