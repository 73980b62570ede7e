"""`/coach say`: a draft sentence read and put better; a deal's style; a get tested; their objections turned into
trades."""

from dataclasses import replace

from bot.coach import deals, objections, replies, sayings, styles
from bot.coach.answers import RefusalReason, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.sayings import SayingRead
from bot.coach.refusals import Refused
from bot.coach.requests.sayings import JudgeGet
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind
from bot.domain.styles import Address, Aim, Phrasing
from bot.language.address import TYPED
from bot.language.clean import clean_text
from bot.language.lines import ParsedLine
from bot.language.objections import what_is_objected
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import sayings as forms
from bot.slack.forms.moves import record_view
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Puzzled
from bot.slack.routing import Click, Routes, echo
from bot.slack.services import SlackServices

LONGEST_DRAFT = 1000
QUOTES = " \"'“”„‟«»‚‘’`"


def say_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/coach say "we can do 10% off"`; alone it opens a form."""
    # Markup may be cut in the middle where it is read: twice the length leaves enough of it.
    draft = clean_text(rest[: 2 * LONGEST_DRAFT]).strip(QUOTES)[:LONGEST_DRAFT]
    if not draft:
        return FormOpened(forms.say_view(here))
    return _read_draft(services, context, here.id, draft, context.once)


def read_draft(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A draft from its form."""
    filled = forms.SAY.read(view)
    draft = clean_text(filled.need(forms.DRAFT)).strip(QUOTES)
    deal = DealId(filled.metadata.deal)
    return _read_draft(services, context, deal, draft, filled.metadata.once)


def _read_draft(
    services: SlackServices, context: RequestContext, deal: DealId, draft: str, key: str
) -> SayingRead:
    return sayings.read_draft(
        context.actor, deal, draft, key=key, drafts=services.drafts, services=services.coach
    )


def style_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal style`."""
    return _open_style_form(services, context, here.id)


def open_style_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for a deal's style."""
    return _open_style_form(services, context, ref.deal)


def _open_style_form(services: SlackServices, context: RequestContext, deal: DealId) -> FormOpened:
    found = styles.find_deal_to_style(context.actor, deal, services=services.coach)
    return FormOpened(forms.style_view(found))


def address_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal address du`; alone it shows how the other side is spoken to."""
    typed = rest.strip(QUOTES + ".!").lower()
    address = TYPED.get(typed)
    if address is not None:
        return styles.set_address(
            context.actor, here.id, address, once=context.once, services=services.coach
        )
    if typed:
        return Puzzled(command="deal", typed=echo(f"address {rest}"), example="/deal address du")
    return styles.show_address(context.actor, here.id, services=services.coach)


def set_address(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A form of address by its button; the key holds it and, where a sentence brought the question up, its kind:
    `du.ask`."""
    address, _, kind = ref.key.partition(".")
    if address not in set(Address) or kind not in {"", *SentenceKind}:
        raise Refused(why=RefusalReason.CHANGED)
    return styles.set_address(
        context.actor,
        ref.deal,
        Address(address),
        no=ref.no or None,
        kind=SentenceKind(kind) if kind else None,
        once=context.once,
        services=services.coach,
    )


def set_style(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A deal's style from its form."""
    filled = forms.STYLE.read(view)
    return styles.set_style(
        context.actor,
        DealId(filled.metadata.deal),
        aim=Aim(filled.need(forms.AIM)),
        phrasing=Phrasing(filled.need(forms.PHRASING)),
        model=filled.get(forms.MODEL) or "",
        version=filled.metadata.version,
        once=filled.metadata.once,
        services=services.coach,
    )


def _record_draft(kind: Kind, *, tied: bool = False) -> Click:
    """A button under a draft that opens the form of a give or an ask. Where this process does not know the draft any
    more, the form asks for it once more."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        deal = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
        read = sayings.recall_draft(context.actor, ref.key, drafts=services.drafts)
        if read is None or read.deal.id != deal.id:
            return FormOpened(forms.say_view(deal))
        line = _line_of(read, kind, tied=tied)
        return FormOpened(record_view(kind, deal, context.actor.locale, line))

    return click


def _line_of(read: SayingRead, kind: Kind, *, tied: bool) -> ParsedLine:
    """The draft as the line that a form starts from; `tied`: the give with what it is tied to."""
    saying = read.saying
    if kind is Kind.ASK:
        return ParsedLine(what=saying.get)
    if not saying.get:
        chosen = [proposal for proposal in read.proposals if proposal.key == read.chosen]
        if tied and chosen:
            return ParsedLine(what=saying.give, for_what=chosen[0].what)
        return ParsedLine(what=saying.give)
    if tied or saying.explicit:
        return ParsedLine(what=saying.give, condition=saying.condition or saying.get)
    return ParsedLine(what=saying.give)


def copy_sentence(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The better sentence where it can be marked and copied."""
    read = sayings.recall_draft(context.actor, ref.key, drafts=services.drafts)
    if read is None or read.sentence is None:
        raise Refused(why=RefusalReason.CHANGED)
    sentence = replace(sayings.apply_style(read.sentence, read.deal), deal=read.deal)
    text = services.renderer.plain(sentence, locale=context.actor.locale, today=context.actor.today)
    return FormOpened(copy_view(text))


def choose_proposal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The sentence once more, with another thing asked for in it. The key holds the draft's and the proposal's."""
    key, _, proposal = ref.key.partition("/")
    read = sayings.recall_draft(context.actor, key, drafts=services.drafts)
    if read is None:
        raise Refused(why=RefusalReason.CHANGED)
    return sayings.choose_proposal(context.actor, read, proposal, drafts=services.drafts)


def open_get_test(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Three questions about a get."""
    found = replies.show_get_to_judge(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(forms.judge_view(services.called(context, found.get), found.deal))


def judge_get(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """The answers to three questions about a get."""
    filled = forms.JUDGE.read(view)
    request = JudgeGet(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        empty=forms.read_emptiness(filled),
    )
    return replies.judge_get(request, services=services.coach)


def objection_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/coach objection it is too expensive`, `/coach they say it is too expensive`."""
    objected = what_is_objected(rest.strip())
    typed = echo(rest if objected is None else objected).strip(QUOTES)
    if not any(map(str.isalpha, typed)):
        word = "objection" if objected is None else "they"
        return Puzzled(
            command="coach",
            typed=echo(f"{word} {rest}".strip()),
            example="/coach they say it's too expensive",
        )
    return objections.answer_objection(context.actor, here.id, typed, services=services.coach)


def ask_objected(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the ask of a trade; the key holds the objection's and the trade's place: `price/1`."""
    objection, _, trade = ref.key.partition("/")
    if not trade.isdecimal() or len(trade) > 2:
        raise Refused(why=RefusalReason.CHANGED)
    return objections.ask_objected(
        context.actor,
        ref.deal,
        objection,
        int(trade),
        once=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"style": style_command, "address": address_command},
    coach_words={"say": say_command, "objection": objection_command},
    clicks={
        "say.copy": copy_sentence,
        "say.with": choose_proposal,
        "say.record": _record_draft(Kind.GIVE),
        "say.tie": _record_draft(Kind.GIVE, tied=True),
        "say.ask": _record_draft(Kind.ASK),
        "style.form": open_style_form,
        "address.set": set_address,
        "get.test": open_get_test,
        "objection.ask": ask_objected,
    },
    submissions={
        "say.read": read_draft,
        "style.set": set_style,
        "get.judge": judge_get,
    },
)
