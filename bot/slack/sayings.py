"""`/coach say`: a draft sentence read and put better; a deal's style; a get tested; their objections turned into
trades."""

from bot.coach import deals, objections, replies, sayings, styles
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.sayings import SayingRead
from bot.coach.requests.sayings import AskObjected, JudgeGet, ReadDraft, SetStyle
from bot.domain.deals import Deal
from bot.domain.ids import DealId, MoveNo
from bot.domain.moves import Kind
from bot.domain.styles import Aim, Phrasing
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
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices

LONGEST_DRAFT = 1000
QUOTES = " \"'“”„‟«»‚‘’`"


def say(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/coach say "we can do 10% off"`; alone it opens a form."""
    draft = clean_text(rest[: 2 * LONGEST_DRAFT]).strip(QUOTES)[:LONGEST_DRAFT]
    return _read(services, context, here.id, draft) if draft else FormOpened(forms.say_view(here))


def _read(services: SlackServices, context: RequestContext, deal: DealId, draft: str) -> object:
    return sayings.read_draft(
        ReadDraft(by=context.actor, deal=deal, text=draft, once=context.once),
        drafts=services.drafts,
        services=services.coach,
    )


def read_form(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A draft from its form."""
    filled = forms.SAY.read(view)
    draft = clean_text(filled.need(forms.DRAFT)).strip(QUOTES)
    request = ReadDraft(
        by=context.actor, deal=DealId(filled.metadata.deal), text=draft, once=filled.metadata.once
    )
    return sayings.read_draft(request, drafts=services.drafts, services=services.coach)


def style(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal style`."""
    return _style_form(services, context, here.id)


def style_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the form for a deal's style."""
    return _style_form(services, context, ref.deal)


def _style_form(services: SlackServices, context: RequestContext, deal: DealId) -> object:
    found = styles.find_deal_to_style(context.actor, deal, services=services.coach)
    return found if isinstance(found, NotDone) else FormOpened(forms.style_view(found))


def set_style(services: SlackServices, context: RequestContext, view: Element) -> object:
    """A deal's style from its form."""
    filled = forms.STYLE.read(view)
    request = SetStyle(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        version=filled.metadata.version,
        aim=Aim(filled.need(forms.AIM)),
        phrasing=Phrasing(filled.need(forms.PHRASING)),
        model=filled.get(forms.MODEL) or "",
        once=filled.metadata.once,
    )
    return styles.set_style(request, services=services.coach)


def _of_draft(kind: Kind, *, tied: bool = False) -> Click:
    """A button under a draft. Where the draft is no longer remembered, its form asks for it once more."""

    def route(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
        found = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
        read = sayings.recall_draft(context.actor, ref.key, drafts=services.drafts)
        if read is None or read.deal.id != found.id:
            return FormOpened(forms.say_view(found))
        return FormOpened(
            record_view(kind, found, context.actor.locale, _line(read, kind, tied=tied))
        )

    return route


def _line(read: SayingRead, kind: Kind, *, tied: bool) -> ParsedLine:
    """The draft as the line that a form starts from."""
    saying = read.saying
    if kind is Kind.ASK:
        return ParsedLine(what=saying.get)
    chosen = next((proposal for proposal in read.proposals if proposal.key == read.chosen), None)
    if tied and not saying.get and chosen is not None:
        return ParsedLine(what=saying.give, for_what=chosen.what)
    return ParsedLine(
        what=saying.give, condition=saying.get if saying.get and (tied or saying.explicit) else None
    )


def copy(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The better sentence where it can be marked and copied."""
    read = sayings.recall_draft(context.actor, ref.key, drafts=services.drafts)
    if read is None or read.sentence is None:
        return NotDone(why=RefusalReason.CHANGED)
    said = services.renderer.plain(
        sayings.apply_style(read.sentence, read.deal),
        locale=context.actor.locale,
        today=context.actor.today,
    )
    return FormOpened(copy_view(said))


def with_proposal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The sentence once more, with another thing asked for in it."""
    key, _, proposal = ref.key.partition("/")
    read = sayings.recall_draft(context.actor, key, drafts=services.drafts)
    return (
        NotDone(why=RefusalReason.CHANGED)
        if read is None
        else sayings.choose_proposal(context.actor, read, proposal, drafts=services.drafts)
    )


def judge(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens three questions about a get."""
    found = replies.show_get_to_judge(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(forms.judge_view(services.called(context, found.get), found.deal))


def judged(services: SlackServices, context: RequestContext, view: Element) -> object:
    """The answers to three questions about a get."""
    filled = forms.JUDGE.read(view)
    request = JudgeGet(
        by=context.actor,
        deal=DealId(filled.metadata.deal),
        no=MoveNo(filled.metadata.move),
        empty=forms.empty_of(filled),
    )
    return replies.judge_get(request, services=services.coach)


def objection(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
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


def ask_objected(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Opens the ask of a trade."""
    name, _, number = ref.key.partition("/")
    if not number.isdecimal() or len(number) > 2:
        return NotDone(why=RefusalReason.CHANGED)
    request = AskObjected(
        by=context.actor, deal=ref.deal, objection=name, trade=int(number), once=context.once
    )
    return objections.ask_objected(request, services=services.coach)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"style": style}
COACH_WORDS: dict[str, Word] = {"say": say, "objection": objection}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {
    "say.copy": copy,
    "say.with": with_proposal,
    "say.record": _of_draft(Kind.GIVE),
    "say.tie": _of_draft(Kind.GIVE, tied=True),
    "say.ask": _of_draft(Kind.ASK),
    "style.form": style_form,
    "get.test": judge,
    "objection.ask": ask_objected,
}
SUBMISSIONS: dict[str, Submission] = {
    "say.read": read_form,
    "style.set": set_style,
    "get.judge": judged,
}
