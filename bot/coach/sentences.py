"""Sentences to say, as facts; their words are in `templates/sentences/`. Our offer comes first (E12), one reason only
where the person gave one (E21), and a day. Nothing is ever sent to the other side."""

from collections.abc import Sequence

from bot.coach.answers import Sentence, SentenceKind
from bot.domain.calendar import WorkingDays
from bot.domain.moves import Move
from bot.domain.next_steps import Inquiry, NextStep, StepKind
from bot.domain.tradeables import Proposal
from bot.language.halves import name_rest, take_each_other_back
from bot.language.signings import names_arrival, names_signing
from bot.language.thing_days import find_month_due, names_day_due, names_hour_due
from bot.language.turning import turn_phrase


def offer_if(give: Move, ask: Move | None) -> Sentence | None:
    """Offers a give on its condition, or for what it waits for; None where one half takes back the other."""
    if ask is not None and take_each_other_back(give.what, ask.what):
        return None
    return Sentence(
        kind=SentenceKind.OFFER_IF,
        give=give.what,
        increase=give.increase,
        get=ask.what if ask else "",
        condition=give.condition,
        reason=give.reason,
        by=give.due if ask else None,
        is_their_day=ask is not None and give.due is not None,
        due_month=find_month_due(give.typed, give.due) if ask else None,
    )


def ask_for(ask: Move, give: Move | None, days: WorkingDays) -> Sentence | None:
    """Asks; for a give already made it reminds them of it first. None where the line names an hour that no part of the
    ask holds: of `setup by 9am` the setup alone would be wanted."""
    if names_hour_due(ask.typed) and not names_hour_due(ask.what):
        return None
    is_later = ask.due is not None and ask.due > days.choose_reply_day()
    is_named_within = names_day_due(ask.what)
    is_their_day = is_later or (ask.due is not None and names_day_due(ask.typed))
    return Sentence(
        kind=SentenceKind.ASK_BACK if give else SentenceKind.ASK,
        give=give.what if give else "",
        increase=give.increase if give else None,
        get=ask.what,
        condition=ask.condition,
        reason=ask.reason,
        by=days.choose_day_to_say(ask.due),
        is_deed=names_signing(ask.what),
        # `craning before 1 Dec` names its day itself: the other one is for an answer
        is_their_day=is_their_day and not is_named_within,
        due_month=find_month_due(ask.typed, ask.due),
    )


def ask_again(ask: Move, days: WorkingDays) -> Sentence:
    """Puts the same ask once more, with a new day."""
    return Sentence(
        kind=SentenceKind.ASK_AGAIN,
        get=ask.what,
        reason=ask.reason,
        by=days.choose_day_to_say(ask.due),
    )


def ask_first(step: NextStep) -> Sentence:
    """Asks about what they ask for; what they have from us already is named first."""
    question = step.question if step.inquiry is Inquiry.ABOUT_IT else ""
    return Sentence(
        kind=SentenceKind.ASK_FIRST,
        already=_name_open_give(step),
        inquiry=step.inquiry,
        question=question,
    )


def answer_in_part(step: NextStep, days: WorkingDays) -> Sentence | None:
    """Offers the part of their ask that was prepared, for what is asked in return; None without
    one."""
    part = step.part
    if part is None or not part.in_return:
        return None
    return Sentence(
        kind=SentenceKind.ANSWER_THEIRS,
        already=_name_open_give(step),
        give=part.phrase,
        get=part.in_return,
        by=days.choose_reply_day(),
    )


def offer_test(step: NextStep, days: WorkingDays) -> Sentence | None:
    """Declines kindly: a small, reversible test that takes something from them too; None where
    nothing can be tried."""
    if step.trial is None:
        return None
    by = days.choose_reply_day()
    if step.about is not None and step.about.due is not None:
        # They named the day by which they want to hear.
        by = min(by, days.choose_day_to_say(step.about.due))
    return Sentence(
        kind=SentenceKind.TRY_IT,
        already=_name_open_give(step),
        get=step.trial.phrase,
        need=step.trial.need,
        by=by,
    )


def credit(step: NextStep, days: WorkingDays) -> Sentence | None:
    """What to say to what they gave: thanks, thanks with a counter or with an ask for the rest, or
    a question where it moves nothing. None where there is nothing to credit."""
    get, best, by = step.about, step.best, days.choose_reply_day()
    if get is None:
        return None
    if step.kind is StepKind.WHY_THIS:
        wanted = best.phrase if best is not None else ""
        return Sentence(
            kind=SentenceKind.MORE, give=get.what, get=wanted, by=by if wanted else None
        )
    if step.kind is StepKind.COUNTER and step.part is not None:
        give = turn_phrase(step.part.phrase)
        return Sentence(kind=SentenceKind.REPLY, give=give, get=get.what)
    give = _name_open_give(step)
    if step.kind is StepKind.ASK_REST and best is not None and best.is_ours and give:
        return Sentence(kind=SentenceKind.REST, give=give, get=get.what, need=best.phrase, by=by)
    return thank_for(get)


def ask_in_return(step: NextStep, days: WorkingDays) -> Sentence | None:
    """Asks for one specific thing in return for the give that is open; None where there is nothing
    to ask for."""
    give, best = _name_open_give(step), step.best
    if not give or best is None:
        return None
    return Sentence(
        kind=SentenceKind.ASK_BACK, give=give, get=best.phrase, by=days.choose_reply_day()
    )


def call_out(give: Move, best: Proposal | None, days: WorkingDays) -> Sentence | None:
    """Says that nothing came back for a give, and asks for one specific thing; None where there is
    nothing to ask for."""
    if best is None:
        return None
    return Sentence(
        kind=SentenceKind.CALL_OUT, give=give.what, get=best.phrase, by=days.choose_reply_day()
    )


def _name_open_give(step: NextStep) -> str:
    """What they have from us with nothing back."""
    give = step.open_give
    if give is None or (give.for_what and give.settled is not None):
        # they agreed to what it was given for: that exchange is closed, whatever the two sides are worth
        return ""
    return give.what


def thank_for_part(get: Move, ask: Move, parts: Sequence[Move], locale: str) -> Sentence | None:
    """Credits them for a part of an ask, and asks what the rest of it takes; None where their words do not say that
    something is missing. `parts` is all that came of it so far."""
    missing = name_rest(ask.what, [part.what for part in parts], locale)
    if not missing:
        return None
    return Sentence(kind=SentenceKind.PART, get=get.what, need=missing)


def thank_for(get: Move) -> Sentence:
    """Credits them for agreeing to a get (E16), or for one of which the line says that it is there."""
    if names_arrival(get.typed):
        return thank_for_delivery(get)
    return Sentence(kind=SentenceKind.THANKS, get=get.what)


def thank_for_delivery(get: Move) -> Sentence:
    """Credits them for a get that was promised and has come."""
    return Sentence(kind=SentenceKind.CAME, get=get.what)
