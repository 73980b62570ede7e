"""Sentences to say, as facts; their words are in `templates/sentences/`. Our offer comes first (E12), one reason only
where the person gave one (E21), and a day. Nothing is ever sent to the other side."""

from datetime import date

from bot.coach.answers import Sentence, SentenceKind
from bot.domain.calendar import choose_day_to_say, choose_reply_day
from bot.domain.moves import Move
from bot.language.speech import is_thing_to_name


def offer_if(give: Move, ask: Move | None) -> Sentence:
    """Offers a give on its condition, or for what it waits for."""
    return Sentence(
        kind=SentenceKind.OFFER_IF,
        give=give.what,
        increase=give.increase,
        get=ask.what if ask else "",
        condition=give.condition,
        reason=give.reason,
        by=give.due if ask else None,
    )


def ask_for(ask: Move, give: Move | None, today: date) -> Sentence:
    """Asks; for a give already made it reminds them of it first."""
    return Sentence(
        kind=SentenceKind.ASK_BACK if give else SentenceKind.ASK,
        give=give.what if give else "",
        increase=give.increase if give else None,
        get=ask.what,
        condition=ask.condition,
        reason=ask.reason,
        by=choose_day_to_say(ask.due, today),
    )


def ask_again(ask: Move, today: date) -> Sentence:
    """Puts the same ask once more, with a new day."""
    return Sentence(
        kind=SentenceKind.ASK_AGAIN,
        get=ask.what,
        reason=ask.reason,
        by=choose_day_to_say(ask.due, today),
    )


def answer_theirs(ask: Move, first: str, today: date) -> Sentence:
    """Answers their ask with what we would need first."""
    return Sentence(
        kind=SentenceKind.ANSWER_THEIRS, give=ask.what, get=first, by=choose_reply_day(today)
    )


def offer_test(ask: Move, first: str, today: date) -> Sentence:
    """Declines kindly: a small, reversible test instead of a no."""
    return Sentence(kind=SentenceKind.TRY_IT, give=ask.what, get=first, by=choose_reply_day(today))


def thank_for(get: Move) -> Sentence | None:
    """Credits them for a get (E16); none where its words would break the sentence."""
    if not is_thing_to_name(get.what):
        return None
    return Sentence(kind=SentenceKind.THANKS, get=get.what)
