"""How each kind of concern is told from its ingredients."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.domain.concerns import Concern
from bot.domain.deals import Side
from bot.language.phrase_finder import PhraseSpan

SENTENCE_ENDS = frozenset(".;!?")


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What of the word files a text has, on which side of the table it was typed."""

    spans: Mapping[str, list[PhraseSpan]]
    side: Side
    words: tuple[str, ...]

    def has(self, *names: str) -> bool:
        return any(name in self.spans for name in names)

    def near(self, one: str, other: str, gap: int) -> bool:
        """Whether the two stand apart by no more than so many words."""
        return self.follows(one, other, gap) or self.follows(other, one, gap)

    def follows(self, one: str, other: str, gap: int) -> bool:
        """Whether the second stands behind the first, after no more than so many words."""
        others = self.spans.get(other, ())
        return any(a.end <= b.start <= a.end + gap for a in self.spans.get(one, ()) for b in others)

    def denies(self, name: str, before: int = 5, after: int = 0) -> bool:
        """Whether a no stands before one of that name, or behind it, in the same sentence."""
        for negation in self.spans.get("neg", ()):
            for span in self.spans.get(name, ()):
                if negation.end <= span.start <= negation.end + before:
                    between = self.words[negation.end : span.start]
                elif span.end <= negation.start <= span.end + after:
                    between = self.words[span.end : negation.start]
                else:
                    continue
                if SENTENCE_ENDS.isdisjoint(between):
                    return True
        return False

    @property
    def is_kept_back(self) -> bool:
        """Whether somebody is not to see, know or be told."""
        return self.has("keep_back", "hush") or self.denies("aware", 5, 3)

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


def links(text: Ingredients) -> bool:
    """Purchases both ways, or the one that has no place on that side of the table."""
    if text.has("one_flow"):
        return False
    if text.has("both_trade"):
        return True
    if text.side is Side.SELLING:
        return _we_buy(text)
    if text.side is Side.BUYING:
        return _they_buy(text)
    return _we_buy(text) and _they_buy(text)


def _we_buy(text: Ingredients) -> bool:
    if text.has("we_buy"):
        return True
    if text.follows("our", "own_spend", 2) and text.near("own_spend", "with_them", 4):
        return True
    return text.follows("our", "buys", 4) and text.follows("buys", "their_goods", 4)


def _they_buy(text: Ingredients) -> bool:
    if text.has("they_buy"):
        return True
    if text.follows("their", "own_spend", 2) and text.near("own_spend", "with_us", 4):
        return True
    return text.follows("their", "buys", 4) and text.follows("buys", "our_goods", 4)


def is_gift(text: Ingredients) -> bool:
    """Something that a person or a family enjoys, which is no goods of the deal."""
    text = text.without("role", "role_group").without("treat", "goods_sign")
    if text.has("goods_sign"):
        return False
    person = text.has("relative", "of_person", "role")
    thing = text.has("treat", "luxury")
    if text.has("luxury") and (person or text.has("occasion")):
        return True
    if thing and (text.has("occasion") or (text.has("treat_verb") and person)):
        return True
    if text.near("nice", "role", 6) or (text.has("nice") and text.has("occasion")):
        return True
    return (
        text.near("relative", "treat", 8)
        or text.near("treat", "role", 6)
        or text.near("treat", "of_person", 5)
    )


def pays_who_decides(text: Ingredients) -> bool:
    """Money, work or a favour that ends with a person who decides, or with somebody close."""
    text = text.without("role", "role_group")
    if text.has("pay_open"):
        return False
    if text.has("bribe"):
        return True
    person = text.has("role", "of_person")
    if text.has("money") and text.has("relative") and text.near("money", "relative", 8):
        return True
    return text.has("money") and person and text.has("personal_end")


def pays_for_praise(text: Ingredients) -> bool:
    """Praise for something in return, without a word that it is disclosed."""
    if text.has("praise_open"):
        return False
    text = text.without("review", "other_review").without("reference", "other_review")
    if not text.has("paid_word"):
        return False
    hidden = text.has("praise_hidden") or text.is_kept_back
    if text.has("review"):
        return hidden or text.near("review", "paid_word", 10)
    return text.has("reference") and hidden


def is_side_promise(text: Ingredients) -> bool:
    """What is to stay out of the contract, or out of sight of those who watch over it."""
    text = text.without("not_on_paper", "paper_is_fine").without("hush", "paper_is_fine")
    if text.has("no_watcher"):
        return not text.has("paper_is_fine")
    if text.has("paper_follows"):
        return False
    return text.has("not_on_paper", "hush")


def takes_silence_for_yes(text: Ingredients) -> bool:
    """No answer, and what it counts as."""
    return text.has("silence") and text.has("counts_yes") and not text.has("counts_no")


def renews_by_surprise(text: Ingredients) -> bool:
    """It goes on by itself, and somebody is not to notice in time."""
    if not text.has("goes_on") or text.has("end_open"):
        return False
    return text.has("end_hidden") or text.is_kept_back


def lets_one_side_pay(text: Ingredients) -> bool:
    """One side pays for a failure; for the other the line says that it does not."""
    text = text.without("penalty", "credit_time")
    if not text.has("penalty") or text.has("both_pay"):
        return False
    return text.has("other_side_free") or (text.has("free_word") and text.has("contrast"))


def is_untrue(text: Ingredients) -> bool:
    """A claim that the person's own words take back."""
    if text.has("untrue_theirs"):
        return False
    return text.has("untrue") or text.follows("we_say", "in_truth", 25)


def threatens(text: Ingredients) -> bool:
    """Harm outside the deal unless they give in, or something of theirs that is kept until they do."""
    if text.has("threat_fine"):
        return False
    if text.has("veiled"):
        return True
    if text.has("harm") and text.has("threat_tie"):
        return True
    if not text.has("ultimatum"):
        return False
    if text.near("who_hears", "hears", 5):
        return True
    return text.near("their", "held_thing", 3) and text.near("holds", "held_thing", 7)


def colludes(text: Ingredients) -> bool:
    """Those who should compete agree on what each should decide alone."""
    if text.has("compete_fine"):
        return False
    if text.has("bid_pact") or (text.has("resale_floor") and not text.has("own_floor")):
        return True
    return text.has("rival") and text.has("coordinate") and text.has("market")


def asks_past_pay(text: Ingredients) -> bool:
    """What a candidate earns or earned, and not what they would like to."""
    if text.side is not Side.HIRING or text.has("pay_is_ours"):
        return False
    if text.has("past_pay_sure"):
        return True
    return text.has("past_pay") and not text.has("wish_pay")


def uses_trait(text: Ingredients) -> bool:
    """A trait of a person; outside of hiring one of the staff that comes."""
    text = text.without("trait", "trait_fine")
    if not text.has("trait"):
        return False
    if text.side is Side.HIRING:
        return not text.has("trait_welcome")
    return text.near("trait", "staffing", 8) and not text.has("trait_welcome")


def uses_data_of_others(text: Ingredients) -> bool:
    """Data of somebody else, got or passed on."""
    if text.has("data_fine"):
        return False
    if text.side is Side.HIRING and text.has("own_client_list"):
        return True
    return text.has("pass_on") and text.near("secret_data", "of_others", 8)


RULES: Mapping[Concern, Callable[[Ingredients], bool]] = {
    Concern.PROTECTED_TRAIT: uses_trait,
    Concern.SALARY_HISTORY: asks_past_pay,
    Concern.GIFT: is_gift,
    Concern.KICKBACK: pays_who_decides,
    Concern.THREAT: threatens,
    Concern.COLLUSION: colludes,
    Concern.FALSE_CLAIM: is_untrue,
    Concern.CONFIDENTIAL: uses_data_of_others,
    Concern.LINKING: links,
    Concern.PAID_REFERENCE: pays_for_praise,
    Concern.SILENCE_CONSENT: takes_silence_for_yes,
    Concern.SURPRISE_RENEWAL: renews_by_surprise,
    Concern.ONE_SIDED_CREDIT: lets_one_side_pay,
    Concern.SIDE_PROMISE: is_side_promise,
}
"""How each kind is told, in the order in which they are asked about."""
