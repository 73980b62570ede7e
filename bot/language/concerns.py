"""Questions of law and fairness that a text raises, whoever had the idea.

Each kind has its ingredients (who gets something, who pays, what is hidden, what hangs on what), which are phrases of
the files in `words/concerns`. A kind is there where its ingredients stand together and nothing takes it back: that it
is disclosed, in the contract, or about goods. It is a reading and may be wrong, so it leads to a question only.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from bot.domain.deals import Side
from bot.language.phrase_finder import PhraseFinder, PhraseSpan
from bot.language.vocabulary import FOLDER

LONGEST = 1500
"""How much of a text is looked at."""


class Concern(StrEnum):
    """What somebody should have a look at before it is said."""

    LINKING = "linking"
    """What we sell hangs on what we buy from the same company, or the reverse."""
    GIFT = "gift"
    """Something for a person or the family."""
    PAID_REFERENCE = "paid_reference"
    """Praise that is paid for and not disclosed."""
    SIDE_PROMISE = "side_promise"
    """A promise outside the contract, or out of sight of those who watch over it."""
    SILENCE_CONSENT = "silence_consent"
    """No answer counts as a yes."""
    SURPRISE_RENEWAL = "surprise_renewal"
    """It goes on by itself, and that is kept out of sight."""
    ONE_SIDED_CREDIT = "one_sided_credit"
    """One side pays for its failures, the other does not."""
    FALSE_CLAIM = "false_claim"
    """Told to them, and untrue by the person's own words."""
    THREAT = "threat"
    """Harm outside the deal, or keeping back what is theirs."""
    COLLUSION = "collusion"
    """Those who should compete agree on prices, lots or regions."""
    KICKBACK = "kickback"
    """Money or a favour to the person who decides."""
    SALARY_HISTORY = "salary_history"
    """What a candidate earns or earned."""
    PROTECTED_TRAIT = "protected_trait"
    """Family, age, religion, sex, origin, health or disability as a ground."""
    CONFIDENTIAL = "confidential"
    """Data of a competitor, a past employer or another supplier."""


NOT_STORED = frozenset({Concern.SALARY_HISTORY, Concern.PROTECTED_TRAIT})
"""What a hiring deal keeps no words of."""


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What of the word files a text has, on which side of the table it was typed."""

    spans: Mapping[str, list[PhraseSpan]]
    side: Side
    words: tuple[str, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.spans for name in names)

    def near(self, one: str, other: str, gap: int) -> bool:
        """Whether the two stand apart by no more than so many words, and neither is the other."""
        others = self.spans.get(other, ())
        for a in self.spans.get(one, ()):
            for b in others:
                if a.end <= b.start and b.start - a.end <= gap:
                    return True
                if b.end <= a.start and a.start - b.end <= gap:
                    return True
        return False

    def follows(self, one: str, other: str, gap: int) -> bool:
        """Whether the second stands behind the first."""
        others = self.spans.get(other, ())
        return any(a.end <= b.start <= a.end + gap for a in self.spans.get(one, ()) for b in others)

    def without(self, name: str, *covers: str) -> "Ingredients":
        """Without those of a name that stand within one of `covers`."""
        covered = [span for cover in covers for span in self.spans.get(cover, ())]
        if not covered or name not in self.spans:
            return self
        left = [
            span
            for span in self.spans[name]
            if not any(c.start <= span.start < c.end for c in covered)
        ]
        spans = {key: value for key, value in self.spans.items() if key != name}
        if left:
            spans[name] = left
        return Ingredients(spans, self.side, self.words)


def _links(text: Ingredients) -> bool:
    if text.has("one_flow"):
        return False
    if text.has("both_trade"):
        return True
    we_buy, they_buy = text.has("we_buy"), text.has("they_buy")
    if text.side is Side.SELLING:
        return we_buy and text.has("condition")
    if text.side is Side.BUYING:
        return they_buy and text.has("condition")
    return we_buy and they_buy


def _is_gift(text: Ingredients) -> bool:
    text = text.without("role", "role_group")
    goods = text.has("goods_sign")
    person = text.has("relative", "of_person") or text.has("role")
    if text.has("luxury") and (person or text.has("occasion")) and not goods:
        return True
    if text.has("relative") and text.near("relative", "treat", 8) and not goods:
        return True
    if text.has("treat", "luxury") and text.has("occasion") and not goods:
        return True
    if text.has("treat_verb") and text.has("treat", "luxury") and person and not goods:
        return True
    if goods:
        return False
    return text.near("treat", "role", 5) or text.near("treat", "of_person", 5)


def _pays_for_praise(text: Ingredients) -> bool:
    if text.has("praise_open"):
        return False
    text = text.without("review", "other_review").without("reference", "other_review")
    if not text.has("paid_word"):
        return False
    if text.has("review"):
        return text.has("praise_hidden") or text.near("review", "paid_word", 10)
    return text.has("reference") and text.has("praise_hidden")


def _is_side_promise(text: Ingredients) -> bool:
    if text.has("no_watcher"):
        return True
    text = text.without("paper_is_fine", "not_on_paper", "hush")
    if text.has("paper_is_fine"):
        return False
    return text.has("not_on_paper", "hush")


def _takes_silence_for_yes(text: Ingredients) -> bool:
    return text.has("silence") and text.has("counts_yes") and not text.has("counts_no")


def _renews_by_surprise(text: Ingredients) -> bool:
    return text.has("goes_on") and text.has("end_hidden") and not text.has("end_open")


def _lets_one_side_pay(text: Ingredients) -> bool:
    text = text.without("penalty", "credit_time")
    return text.has("penalty") and text.has("other_side_free") and not text.has("both_pay")


def _is_untrue(text: Ingredients) -> bool:
    return text.has("untrue") and not text.has("untrue_theirs")


def _threatens(text: Ingredients) -> bool:
    return text.has("harm") and text.has("threat_tie") and not text.has("threat_fine")


def _colludes(text: Ingredients) -> bool:
    if text.has("compete_fine"):
        return False
    if text.has("bid_pact") or (text.has("resale_floor") and not text.has("own_floor")):
        return True
    return text.has("rival") and text.has("coordinate") and text.has("market")


def _pays_who_decides(text: Ingredients) -> bool:
    text = text.without("role", "role_group")
    if text.has("pay_open"):
        return False
    if text.has("bribe"):
        return True
    person = text.has("role", "relative", "of_person")
    return text.has("money") and person and text.has("personal_end", "relative")


def _asks_past_pay(text: Ingredients) -> bool:
    return text.side is Side.HIRING and text.has("past_pay") and not text.has("wish_pay")


def _uses_trait(text: Ingredients) -> bool:
    if text.has("trait_fine") or not text.has("trait"):
        return False
    if text.side is Side.HIRING:
        return text.has("trait_use", "trait_person")
    return text.near("trait", "staffing", 8) and text.has("trait_use")


def _uses_data_of_others(text: Ingredients) -> bool:
    if text.has("data_fine"):
        return False
    if text.side is Side.HIRING and text.has("own_client_list"):
        return True
    return (
        text.has("of_others") and text.has("pass_on") and text.near("secret_data", "of_others", 8)
    )


RULES: Mapping[Concern, Callable[[Ingredients], bool]] = {
    Concern.PROTECTED_TRAIT: _uses_trait,
    Concern.SALARY_HISTORY: _asks_past_pay,
    Concern.GIFT: _is_gift,
    Concern.KICKBACK: _pays_who_decides,
    Concern.THREAT: _threatens,
    Concern.COLLUSION: _colludes,
    Concern.FALSE_CLAIM: _is_untrue,
    Concern.CONFIDENTIAL: _uses_data_of_others,
    Concern.LINKING: _links,
    Concern.PAID_REFERENCE: _pays_for_praise,
    Concern.SILENCE_CONSENT: _takes_silence_for_yes,
    Concern.SURPRISE_RENEWAL: _renews_by_surprise,
    Concern.ONE_SIDED_CREDIT: _lets_one_side_pay,
    Concern.SIDE_PROMISE: _is_side_promise,
}
"""How each kind is told, the gravest first."""


@lru_cache(maxsize=1024)
def find_concerns(text: str, side: Side) -> tuple[Concern, ...]:
    """The concerns that a text raises on that side of the table, the gravest first."""
    words = tuple(split_words(text[:LONGEST]))
    spans = _finder().find(words)
    if not spans:
        return ()
    found = Ingredients(spans, side, words)
    raised = [concern for concern, raises in RULES.items() if raises(found)]
    if len(raised) > 1 and Concern.SIDE_PROMISE in raised and not found.has("not_on_paper"):
        # Keeping it quiet is part of the other kind then.
        raised.remove(Concern.SIDE_PROMISE)
    return tuple(raised)


_SHORT = (
    (re.compile(r"n['’]t\b"), " not"),
    (
        re.compile(r"\b(do|does|did|is|are|was|were|would|could|should|have|has|had|must)nt\b"),
        r"\1 not",
    ),
    (re.compile(r"\b(?:ca not|cannot|cant)\b"), "can not"),
    (re.compile(r"\b(?:wo not|wont)\b"), "will not"),
    (re.compile(r"\b(?:sha not|shant)\b"), "shall not"),
    (re.compile(r"['’]ll\b"), " will"),
    (re.compile(r"['’]d\b"), " would"),
    (re.compile(r"['’]re\b|(?<=\bthey)re\b"), " are"),
    (re.compile(r"['’]ve\b"), " have"),
    (re.compile(r"\b([ia])['’]?m\b(?= )"), r"\1 am"),
    (re.compile(r"['’]s\b"), " s"),
    (re.compile(r"\bno one\b"), "noone"),
)
_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "’": "'",
        "—": " , ",
        "–": " , ",
        **dict(zip("éèçáóíàñ", "eecaoian", strict=True)),
        "€": " eur ",
        "$": " usd ",
        "£": " gbp ",
    }
)
"""Letters that people type in two ways, and signs that stand for words."""
_WORD = re.compile(r"\d[\d.,]*\d(?:k|m|bn|tsd|mio)?\b|\d(?:k|m|bn)?\b|[^\W_]+|[.,;:!?%#()\"]")


def split_words(text: str) -> list[str]:
    """A text as words in lower case and punctuation, contractions written out, umlauts as two letters."""
    low = text.lower().translate(_LETTERS)
    if (
        "'" in low
        or "nt" in low
        or "no one" in low
        or "wo" in low
        or "ca" in low
        or "m " in low
        or "re" in low
    ):
        for short, full in _SHORT:
            low = short.sub(full, low)
    return _WORD.findall(low)


@cache
def _finder() -> PhraseFinder:
    """The phrases of all languages."""
    phrases: dict[str, list[str]] = {}
    for path in sorted((FOLDER / "concerns").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))["phrases"]
        for name, listed in tables.items():
            phrases.setdefault(name, []).extend(
                each.translate(_LETTERS).replace("no one", "noone") for each in listed
            )
    return PhraseFinder(phrases)
