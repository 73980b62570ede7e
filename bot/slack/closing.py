"""The close in two layers: `/deal close terms`, its buttons and the guided form, which can be left and gone on with."""

from dataclasses import replace

from bot.coach import close_sheets, closing
from bot.coach.answers.base import Answer
from bot.coach.answers.closing import CloseForm, CloseItemNamed
from bot.coach.closing import ItemChoice
from bot.domain.closing import CloseItem, CloseStatus
from bot.domain.deals import Deal
from bot.domain.documents import DocumentKind
from bot.domain.ids import DealId
from bot.language.exports import read_form
from bot.slack import documents
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue, read_key_number
from bot.slack.context import RequestContext
from bot.slack.forms import closing as forms
from bot.slack.forms.closing import ClosePage, NameItem, PageFilled
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, NothingSaid, Public
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def show_command(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal terms`: what was agreed, read back."""
    return closing.show_close(context.actor, here.id, services=services.coach)


def sheet_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal sheet`: what both sides may see of the close; `/deal sheet pdf` the same as a file."""
    form = read_form(rest)
    if form is not None:
        return documents.request(services, context, here.id, DocumentKind.CLOSE, form)
    return _preview_sheet(services, context, here.id)


def show(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What was agreed, read back."""
    return closing.show_close(context.actor, ref.deal, services=services.coach)


def mark_all(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """All that both sides agreed to is in the contract."""
    return closing.mark_all_in_contract(
        context.actor, ref.deal, key=context.once, services=services.coach
    )


def open_items(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form that goes on with the first item nobody has decided about."""
    known = _load(services, context, ref.deal)
    page = forms.find_first_page(known)
    if page is None:
        return closing.show_close(context.actor, ref.deal, services=services.coach)
    return FormOpened(forms.items_view(known, page, _namer(services, context)), instead=True)


def open_exception(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for one item that stands elsewhere; the key is its place in the list."""
    known = _load(services, context, ref.deal)
    place, _, _ = ref.key.partition(":")
    at = read_key_number(place)
    if at is None or at >= len(known.lines):
        return closing.show_close(context.actor, ref.deal, services=services.coach)
    page = ClosePage(first=at, after=at + 1, alone=True)
    return FormOpened(forms.items_view(known, page, _namer(services, context)), instead=True)


def _load(services: SlackServices, context: RequestContext, deal: DealId) -> CloseForm:
    return closing.close_for_form(context.actor, deal, services=services.coach)


def _namer(services: SlackServices, context: RequestContext) -> NameItem:
    """Words items for the questions of a form, in the reader's language."""
    actor = context.actor

    def name(item: CloseItem) -> str:
        named = CloseItemNamed(item=item)
        return services.renderer.plain(named, locale=actor.locale, today=actor.today)

    return name


def submit_items(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A page of the form: what was chosen is kept at once; then what belongs to the exceptions, then the next page."""
    known = _load(services, context, forms.deal_of_view(view))
    filled = forms.read_items(known, view, locale=context.actor.locale, today=context.actor.today)
    shown = _keep(services, context, filled)
    if filled.page.alone:
        return shown
    after = _load(services, context, filled.deal)
    details = forms.details_view(after, filled.page, _namer(services, context))
    if details is not None:
        return FormOpened(details, instead=True)
    return _open_next(services, context, after, filled.page, shown)


def submit_details(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What belongs to the exceptions of a page; then the next page."""
    known = _load(services, context, forms.deal_of_view(view))
    filled = forms.read_details(known, view, locale=context.actor.locale, today=context.actor.today)
    shown = _keep(services, context, filled)
    after = _load(services, context, filled.deal)
    return _open_next(services, context, after, filled.page, shown)


def _keep(services: SlackServices, context: RequestContext, filled: PageFilled) -> Answer:
    return closing.decide_items(
        context.actor,
        filled.deal,
        filled.choices,
        version=filled.version,
        key=filled.once,
        services=services.coach,
    )


def _open_next(
    services: SlackServices,
    context: RequestContext,
    known: CloseForm,
    page: ClosePage,
    shown: Answer,
) -> Answer:
    following = forms.find_next_page(known, page.after)
    if following is None:
        return shown
    return FormOpened(forms.items_view(known, following, _namer(services, context)), instead=True)


def open_where(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for where in the contract all of it stands."""
    return FormOpened(forms.where_view(_load(services, context, ref.deal)), instead=True)


def submit_where(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """Where in the contract those items stand that name no place yet."""
    filled = forms.WHERE_FORM.read(view)
    deal = DealId(filled.metadata.deal)
    where = filled.get(forms.WHERE) or ""
    known = _load(services, context, deal)
    choices = [
        ItemChoice(key=line.item.key, status=CloseStatus.CONTRACT, detail=where)
        for line in known.lines
        if line.status is CloseStatus.CONTRACT
        and line.decision is not None
        and not line.decision.detail
    ]
    return closing.decide_items(
        context.actor,
        deal,
        choices,
        version=filled.metadata.version,
        key=filled.metadata.once,
        services=services.coach,
    )


def finish(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Nothing is left open, and a deal that was open is closed as won."""
    return closing.finish_close(context.actor, ref.deal, key=context.once, services=services.coach)


def preview_sheet(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What both sides may see of the close."""
    return _preview_sheet(services, context, ref.deal)


def _preview_sheet(services: SlackServices, context: RequestContext, deal: DealId) -> Answer:
    return close_sheets.preview_close_sheet(
        context.actor,
        deal,
        allowed=_is_private_channel(services, context),
        services=services.coach,
    )


def _is_private_channel(services: SlackServices, context: RequestContext) -> bool:
    """Whether the channel may see something: known to be ours alone."""
    channel = context.actor.channel
    if channel is None:
        return False
    return services.directory.is_private(context.actor.team, channel, anew=True)


def post_sheet(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Shows the sheet to the whole channel."""
    shared = close_sheets.share_close_sheet(
        context.actor,
        ref.deal,
        allowed=_is_private_channel(services, context),
        key=context.once,
        services=services.coach,
    )
    return NothingSaid() if shared is None else Public(shared)


def copy_sheet(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The sheet where it can be marked and copied, for a message to the other side."""
    sheet = close_sheets.preview_close_sheet(
        context.actor, ref.deal, allowed=False, services=services.coach
    )
    text = services.renderer.plain(
        replace(sheet, copied=True), locale=context.actor.locale, today=context.actor.today
    )
    return FormOpened(copy_view(text))


def open_review(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The form for what is to be remembered."""
    return FormOpened(forms.review_view(_load(services, context, ref.deal)), instead=True)


def submit_review(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What is to be remembered of the deal."""
    filled = forms.REVIEW_FORM.read(view)
    return closing.save_review(
        context.actor,
        DealId(filled.metadata.deal),
        filled.need(forms.REVIEW),
        key=filled.metadata.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"terms": show_command, "readback": show_command, "sheet": sheet_command},
    clicks={
        "close.show": show,
        "close.all": mark_all,
        "close.items": open_items,
        "close.except": open_exception,
        "close.where": open_where,
        "close.finish": finish,
        "close.sheet": preview_sheet,
        "close.post": post_sheet,
        "close.copy": copy_sheet,
        "close.review": open_review,
    },
    submissions={
        "close.items": submit_items,
        "close.details": submit_details,
        "close.where": submit_where,
        "close.review": submit_review,
    },
)
