"""The commands that a word follows: `/deal`, `/coach`, `/offer`, and `/giveget` for all of them."""

from dataclasses import replace

from bot.coach import briefs, deals, endings, links
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.asides import take_line
from bot.coach.direct import DirectLine
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.language.clean import clean_text
from bot.language.commands import find_asked_command, find_nearest_word
from bot.language.commitments import read_commitment_request
from bot.language.entry_corrections import read_entry_correction
from bot.language.lines import Command
from bot.language.notes import LONGEST_NOTE
from bot.language.sentence_leads import leave_out_lead
from bot.language.wishes import split_wish_before, split_wish_behind
from bot.slack import (
    approvals,
    asides,
    audit,
    commitments,
    concepts,
    door,
    entries,
    offers,
    own_limits,
    plain_moves,
    privacy,
    reports,
    trades,
    workspaces,
)
from bot.slack import endings as slack_endings
from bot.slack.button_values import ButtonValue
from bot.slack.concerns import NOTE, with_concerns_first
from bot.slack.context import RequestContext
from bot.slack.replies import Helped, Puzzled
from bot.slack.routing import (
    HELP,
    Routes,
    SlashCommand,
    echo,
    find_deal_here,
    is_help,
    run_word,
    show_as_typed,
    split_word,
)
from bot.slack.services import SlackServices
from bot.slack.their_asks import answer_coach_line
from bot.slack.turned_reports import with_reports_turned

TAKES_MORE = frozenset(
    {
        "card",
        "cards",
        "history",
        "measures",
        "mute",
        "objection",
        "playbook",
        "say",
        "snooze",
        "tradeable",
        "tradeables",
        "unsnooze",
    }
)
"""Words after `/coach` that say what is to be done with the rest; behind any other word a sentence goes on."""


FOLLOWS_CLOSE = frozenset(
    {
        *("band", "bands", "checkin", "check-in"),
        *("check-ins", "checkins", "commit", "commitments", "debrief"),
        *("delivered", "gate", "gates", "happened", "measure", "measures", "moved", "notice"),
        *("readback", "reading", "readings", "recap", "renewal", "reopener", "reopeners", "rhythm"),
        *("saving", "savings", "stop-loss", "stoploss", "term-end", "terms", "waived"),
    }
)
"""Words after `/deal` and `/coach` about what goes on once a deal is closed."""


def _go_on_after_close(
    services: SlackServices, context: RequestContext, word: str, rest: str
) -> RequestContext:
    """The context in the deal that was closed a moment ago, where the word is about what follows a close and another
    deal is open in the channel; else as it was."""
    reads_back = word == "close" and split_word(context, rest)[0] in slack_endings.READ_BACK
    if word not in FOLLOWS_CLOSE and not reads_back:
        return context
    closed = deals.find_deal_just_closed(context.actor, services=services.coach)
    if closed is None:
        return context
    return replace(context, actor=replace(context.actor, deal=closed.id))


def deal(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/deal`: open one, see where it stands, its ledger, its asks, its people; undo, share, set up."""
    word, rest = split_word(context, text)
    if word in HELP:
        return Helped(command="deal")
    context = _go_on_after_close(services, context, word, rest)
    if word not in concepts.ROUTES.deal_words and read_commitment_request(text) is not None:
        context = _go_on_after_close(services, context, "commit", "")
        here = find_deal_here(services, context, text)
        answer = commitments.answer_number(services, context, here, text)
        if answer is not None:
            return answer
    request = entries.read_request(text)
    if request is None or not request.numbers:
        to_drop = entries.ask_what_to_drop(services, context, text)
        if to_drop is not None:
            return to_drop
    # Some words are about entries only beside a number: `delete` alone is about the deal.
    if request is not None and (
        request.numbers
        or word not in concepts.ROUTES.deal_words
        or (word == "match" and request.rest)
    ):
        here = find_deal_here(services, context, text)
        return entries.answer_request(services, context, here, request, text)

    def puzzled(here: Deal) -> Answer:
        limit = own_limits.find_limit_told(services, context, here, text)
        if limit is not None:
            return limit
        shown = entries.show_named(services, context, here, text)
        example = _find_nearest_line(word) or "/deal log"
        return shown or Puzzled(command="deal", typed=echo(text), example=example)

    route = concepts.ROUTES.deal_words.get(word)
    return run_word(services, context, route, rest, text, unknown=puzzled)


def _find_nearest_line(word: str) -> str | None:
    """The command that a word which means nothing after `/deal` is probably a slip of, or stands behind."""
    if word in concepts.ROUTES.coach_words:
        return f"/coach {word}"
    nearest = find_nearest_word(word, concepts.ROUTES.deal_words)
    return None if nearest is None else f"/deal {nearest}"


def coach(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/coach`: what to ask next; one of its words; or a plain sentence: a report, a question, a situation. What they
    want behind a report (`deposit paid but he wants 2 more chairs`) is offered beside the answer to that."""
    if split_word(context, text)[0] in concepts.ROUTES.coach_words:
        return _answer_coach(services, context, text)
    text = leave_out_lead(text)
    behind, before = split_wish_behind(text), split_wish_before(text)
    if behind is not None:
        answer = _answer_coach(services, context, behind.done)
        return asides.mention_words_not_used(services, context, behind.wish, answer)
    if before is not None:
        wish, rest = before
        answer = _answer_coach(services, context, wish)
        return asides.mention_words_not_used(services, context, rest, answer)
    return _answer_coach(services, context, text)


def _answer_coach(services: SlackServices, context: RequestContext, text: str) -> Answer:
    if is_help(text):
        return Helped(command="coach")
    request = entries.read_request(text)
    if request is not None and request.numbers and not request.rest:
        here = find_deal_here(services, context, text)
        return entries.answer_request(services, context, here, request, text)
    asked = find_asked_command(text)
    word, rest = split_word(context, text) if asked is None else (asked, "")
    context = _go_on_after_close(services, context, word, rest)

    def answer_plainly(here: Deal) -> Answer:
        return door.answer_sentence(services, context, here, text)

    route = concepts.ROUTES.coach_words.get(word)
    if route is not None and rest and word not in TAKES_MORE:
        # `stuck on the price`, `start high or low?`: a sentence that begins with one of the words.
        route = None
    if route is None:
        reported = (
            entries.answer_told_figure(services, context, text)
            or entries.ask_what_to_drop(services, context, text)
            or reports.answer_report(services, context, text)
            or plain_moves.answer_own_wish(services, context, text)
        )
        if reported is not None:
            return reported
        here = find_deal_here(services, context, text)
        move = plain_moves.find_move_told(services, context, here, text)
        if move is not None:
            return COMMANDS[move.command](services, context, move.text)
        told = reports.answer_wanted_told(services, context, here, text)
        told = told or plain_moves.answer_offer_told(services, context, here, text)
        told = told or plain_moves.answer_their_give_told(services, context, here, text)
        answer = told or answer_coach_line(services, context, text)
        answer = answer or entries.answer_correction(services, context, text)
        answer = answer or trades.answer_tie(services, context, text)
        if answer is not None:
            return answer
    return run_word(services, context, route, rest, text, unknown=answer_plainly)


def offer(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/offer`: an offer of ours or theirs and how it was answered, or what one of its words does; alone, its form."""
    if is_help(text):
        return Helped(command="offer")
    word, rest = split_word(context, text)
    correction = read_entry_correction(text)
    if correction is not None and (correction.sure or correction.old):
        # What is wrong with an offer is no step of a side, so that no other offer may follow from it.
        here = find_deal_here(services, context, text)
        return offers.answer_correction(services, context, here, correction, text)

    def typed(here: Deal) -> Answer:
        return offers.answer_typed(services, context, here, text)

    route = concepts.ROUTES.offer_words.get(word)
    return run_word(services, context, route, rest, text, unknown=typed)


ABOUT_THE_WORKSPACE = {
    "approvals": approvals.show_approvals,
    "audit": audit.show_audit,
    "overview": workspaces.show_overview,
    "admin": workspaces.show_overview,
    "privacy": privacy.show_privacy,
    "settings": workspaces.show_settings_of_all,
    "erase": privacy.ask_to_erase,
    "delete": privacy.ask_to_erase,
    "export": privacy.export_person,
}
"""What `/giveget` alone takes."""


def giveget(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/giveget concede …`: every command under the one name that cannot clash."""
    word, rest = split_word(context, text.lstrip("/"))
    if not word or word in HELP:
        return Helped(command="giveget")
    if word in ABOUT_THE_WORKSPACE:
        return show_as_typed(ABOUT_THE_WORKSPACE[word](services, context, rest), text)
    route = COMMANDS.get(f"/{word}")
    if route is None or route is giveget:
        return Puzzled(
            command="giveget",
            typed=echo(text),
            example="/giveget concede 5% off for 24-month term",
        )
    return route(services, context, rest)


def choose_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The deal that the lines typed here are for; a line that waited for it is done now."""
    found = links.choose_deal(context.actor, ref.deal, ref.key, services=services.coach)
    if not isinstance(found, PendingCommand):
        return found
    route = COMMANDS.get(found.command)
    if route is None:
        raise Refused(why=RefusalReason.CHANGED)
    return route(services, context, found.text)


def ask_as_wished(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the ask for what somebody said that we want."""
    taken = take_line(context.actor, ref.deal, ref.key, services=services.coach)
    context = replace(context, actor=replace(context.actor, deal=ref.deal))
    return COMMANDS[taken.command](services, context, taken.text)


def reopen_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens a closed deal again; a line that waited for it is done now."""
    if not ref.key:
        return endings.reopen_deal(
            context.actor, ref.deal, key=context.once, services=services.coach
        )
    found = endings.reopen_for_line(
        context.actor, ref.deal, ref.key, key=context.once, services=services.coach
    )
    if not isinstance(found, PendingCommand):
        return found
    route = COMMANDS.get(found.command)
    if route is None:
        raise Refused(why=RefusalReason.CHANGED)
    return route(services, context, found.text)


def answer_as_chosen(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A sentence answered as what somebody said it means."""
    label, line = _find_sentence(services, context, ref)
    return door.answer_line_as(services, context, ref.deal, line, label)


def record_sentence(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Records what a sentence tells, as what somebody said it is."""
    label, line = _find_sentence(services, context, ref)
    command, text = door.write_as_line(label, line.text)
    # What was said in a direct message is recorded in the deal that it was answered for.
    there = replace(context, actor=replace(context.actor, deal=ref.deal, asks_first=False))
    return COMMANDS[command](services, there, text)


def _find_sentence(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> tuple[str, DirectLine]:
    """What the sentence is taken for, and the sentence. Refused where this process does not know it any more."""
    label, _, key = ref.key.rpartition("/")
    line = services.lines.find(key)
    if line is None or line.actor.person != context.actor.person or not door.is_label(label):
        raise Refused(why=RefusalReason.CHANGED)
    return label, line


def keep_left_out(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was left out of a line is an expectation, or about the work, the person says: the line is done now. Where
    the rest of it was recorded already, it is kept as a note. It waits in this process alone."""
    line = services.lines.find(ref.key)
    if line is None or line.actor.person != context.actor.person:
        raise Refused(why=RefusalReason.CHANGED)
    if line.command == NOTE:
        return briefs.note_signal(
            context.actor,
            ref.deal,
            "",
            clean_text(line.text)[:LONGEST_NOTE],
            once=context.once,
            services=services.coach,
        )
    there = replace(context, actor=replace(context.actor, deal=ref.deal, asks_first=False))
    return _TYPED[line.command](services, there, line.text)


ROUTES = Routes(
    commands={"/offer": offer, "/deal": deal, "/coach": coach, "/giveget": giveget},
    clicks={
        "deal.pick": choose_deal,
        "deal.reopen": reopen_deal,
        "door.choose": answer_as_chosen,
        "door.record": record_sentence,
        "wish.ask": ask_as_wished,
        "concern.kept": keep_left_out,
    },
)
_TYPED = {**concepts.ROUTES.commands, **ROUTES.commands}
_TYPED |= {
    name: own_limits.with_limits_kept_out(
        with_reports_turned(name, _TYPED[name], _TYPED["/concede"]), Command(name)
    )
    for name in ("/concede", "/ask", "/got")
}
_TYPED["/offer"] = own_limits.with_limits_kept_out(_TYPED["/offer"], None)
_READ_FOR_CONCERNS = ("/concede", "/ask", "/got", "/offer", "/coach")
COMMANDS: dict[str, SlashCommand] = {
    name: with_concerns_first(name, command) if name in _READ_FOR_CONCERNS else command
    for name, command in _TYPED.items()
}
"""Every slash command; the manifest declares the same."""
