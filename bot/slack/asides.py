"""Lines beside moves: what they are taken for, what was found in a pasted message, and words that were not used."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach import asides, asks, briefs, deals, gets, gives, log, several
from bot.coach.answers import GiveRecorded
from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.limits import find_own_limit
from bot.language.lines import (
    MOVE_KINDS,
    Command,
    MessagePartKind,
    MessagePasted,
    NotAMove,
    NotAMoveKind,
    ParsedLine,
)
from bot.language.notes import LONGEST_NOTE
from bot.slack import own_limits
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.moves import record_view
from bot.slack.replies import FormOpened, WithNotUsed
from bot.slack.routing import Routes, echo
from bot.slack.services import SlackServices

COMMANDS = {
    MessagePartKind.THEIR_ASK: Command.ASK,
    MessagePartKind.THEIR_OFFER: Command.GOT,
    MessagePartKind.OUR_PROMISE: Command.CONCEDE,
}
"""The command whose line a part of a message is read as."""


def answer_not_a_move(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    found: NotAMove,
    command: Command,
    text: str,
) -> Answer:
    """What a line that moves nothing is taken for, with what can be done with it; an entry that it names is shown."""
    if found.kind is NotAMoveKind.LEDGER and found.no is not None:
        return log.show_move(context.actor, here.id, MoveNo(found.no), services=services.coach)
    if found.kind is NotAMoveKind.LIMIT:
        limit = find_own_limit(text, named=False)
        return own_limits.answer_limit(services, context, here, text, limit=limit, command=command)
    as_offers = None
    if found.kind is NotAMoveKind.OFFER:
        as_offers = (f"they: {found.about}", f"us: {found.about}")
    return asides.describe_not_a_move(
        context.actor,
        here.id,
        found,
        command,
        echo(text),
        as_offers=as_offers,
        services=services.coach,
    )


def answer_message(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    message: MessagePasted,
    text: str,
) -> Answer:
    """What was found in a pasted message."""
    return asides.show_message_parts(
        context.actor, here.id, message.parts, echo(text), services=services.coach
    )


def mention_not_used(
    services: SlackServices, context: RequestContext, lines: Sequence[ParsedLine], answer: Answer
) -> Answer:
    """The answer to a line, or to the lines that it is of, with the words of it that went into no field."""
    if not isinstance(answer, DealAnswer):
        return answer
    # Each of several moves of one line has the words that belong to none of them.
    words = "; ".join(dict.fromkeys(line.not_read for line in lines if line.not_read))
    not_used = None
    if words:
        answer = _drop_sentence_of_give(answer)
        not_used = asides.keep_words_not_used(
            context.actor, answer.deal.id, words, services=services.coach
        )
    split = several.offer_split(answer) if len(lines) == 1 else None
    if not_used is None and split is None:
        return answer
    return WithNotUsed(answer=answer, not_used=not_used, split=split)


def mention_words_not_used(
    services: SlackServices, context: RequestContext, words: str, answer: Answer
) -> Answer:
    """The answer to a part of a line, with the words of the rest that went into no field."""
    known = answer if isinstance(answer, WithNotUsed) else None
    main = known.answer if known is not None else answer
    if not isinstance(main, DealAnswer):
        return answer
    before = known.not_used.words if known is not None and known.not_used is not None else ""
    not_used = asides.keep_words_not_used(
        context.actor,
        main.deal.id,
        "; ".join(filter(None, (before, words))),
        services=services.coach,
    )
    if known is not None:
        return replace(known, not_used=not_used)
    return WithNotUsed(answer=main, not_used=not_used)


def _drop_sentence_of_give(answer: DealAnswer) -> DealAnswer:
    """A give without its sentence: words that were not read may limit it (`except the Graz branch`), and the sentence
    would promise more."""
    if isinstance(answer, GiveRecorded):
        return replace(answer, sentence=None)
    return answer


def split_move(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was read as one thing are several."""
    return several.split_entry(
        context.actor, ref.deal, ref.no, ref.seq, key=context.once, services=services.coach
    )


def keep_as_note(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Keeps a line, or words of it, as a note of the deal."""
    taken = asides.take_line(context.actor, ref.deal, ref.key, services=services.coach)
    return briefs.note_signal(
        context.actor,
        ref.deal,
        "",
        clean_text(taken.text)[:LONGEST_NOTE],
        once=context.once,
        services=services.coach,
    )


def record_anyway(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form of a move with what was typed."""
    deal = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
    taken = asides.take_line(context.actor, ref.deal, ref.key, services=services.coach)
    line = ParsedLine(what=clean_text(taken.text))
    kind = MOVE_KINDS[Command(taken.command)]
    return FormOpened(record_view(kind, deal, context.actor.locale, line))


def record_part(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Records a part of a pasted message as what it was found to be."""
    taken = asides.take_line(context.actor, ref.deal, ref.key, services=services.coach)
    kind = MessagePartKind(taken.command)
    actor, coach, key = context.actor, services.coach, context.once
    if kind is MessagePartKind.DAY:
        return briefs.note_signal(
            actor, ref.deal, "", taken.text[:LONGEST_NOTE], once=key, services=coach
        )
    line = _read_part(context, COMMANDS[kind], taken.text)
    if kind is MessagePartKind.THEIR_ASK:
        return asks.record_ask(
            actor, line, taken.text, deal=ref.deal, theirs=True, key=key, services=coach
        )
    if kind is MessagePartKind.THEIR_OFFER:
        # Said in a mail, not delivered.
        promised = line._replace(promised=True)
        return gets.record_get(actor, promised, taken.text, deal=ref.deal, key=key, services=coach)
    return gives.record_give(actor, line, taken.text, deal=ref.deal, key=key, services=coach)


def _read_part(context: RequestContext, command: Command, text: str) -> ParsedLine:
    """The part as a line of its own; as it stands where it does not read like one."""
    actor = context.actor
    reading = read_line(text, command=command, locale=actor.locale, today=actor.today)
    return reading if isinstance(reading, ParsedLine) else ParsedLine(what=clean_text(text))


ROUTES = Routes(
    clicks={
        "line.split": split_move,
        "line.note": keep_as_note,
        "line.record": record_anyway,
        "message.record": record_part,
    },
)
