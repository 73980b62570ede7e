"""The dates of a deal as a calendar file (RFC 5545). Every item has an id that stays the same and a number that rises,
so that a calendar into which the file is taken again changes what it has instead of adding to it."""

from datetime import timedelta

from icalendar import Calendar, Event

from bot.coach.documents import CalendarContents
from bot.domain.dated_items import DatedItem, DatedKind
from bot.translations import Catalogue

PRODUCT = "-//Giveget//Deal dates//EN"
DAY = timedelta(days=1)


def write_calendar(contents: CalendarContents, catalogue: Catalogue) -> bytes:
    """Check-ins and dates as events of a whole day each, which keep nobody from other meetings."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", contents.deal.name)
    calendar.add("x-wr-timezone", contents.zone)
    for item in contents.items:
        calendar.add_component(_build_event(contents, item, catalogue))
    content: bytes = calendar.to_ical()
    return content


def _build_event(contents: CalendarContents, item: DatedItem, catalogue: Catalogue) -> Event:
    event = Event()
    event.add("uid", f"{item.key}.{contents.deal.id}@giveget")
    event.add("dtstamp", contents.written_at)
    event.add("sequence", contents.sequence)
    # A day of the deal is that day wherever its reader is, so that it has no zone.
    event.add("dtstart", item.day)
    event.add("dtend", item.day + DAY)
    event.add("summary", f"{contents.deal.name}: {_name_item(item, catalogue)}")
    if item.detail:
        event.add("description", item.detail)
    event.add("status", "CANCELLED" if item.called_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _name_item(item: DatedItem, catalogue: Catalogue) -> str:
    """What the event is called, in the words of the reader's language."""
    if item.kind is DatedKind.GATE:
        return _name_gate(item, catalogue)
    pgettext = catalogue.pgettext
    names = {
        DatedKind.CHECK_IN: pgettext("in a calendar", "check-in"),
        DatedKind.QBR: pgettext("in a calendar", "QBR"),
        DatedKind.RENEWAL: pgettext("in a calendar", "renewal"),
        DatedKind.NOTICE: pgettext("in a calendar", "last day for notice"),
        DatedKind.WINDOW: pgettext("in a calendar", "approval: %(what)s"),
        DatedKind.ASK: pgettext("in a calendar", "our ask %(number)s: %(what)s"),
        DatedKind.THEIR_ASK: pgettext("in a calendar", "their ask %(number)s: %(what)s"),
        DatedKind.CONDITION: pgettext("in a calendar", "condition of %(number)s ends: %(what)s"),
        DatedKind.PROMISE: pgettext("in a calendar", "they deliver %(number)s: %(what)s"),
        DatedKind.OFFER: pgettext("in a calendar", "last day of our offer %(number)s"),
        DatedKind.THEIR_OFFER: pgettext("in a calendar", "last day of their offer %(number)s"),
        DatedKind.COMMITMENT: pgettext("in a calendar", "we deliver: %(what)s"),
        DatedKind.THEIR_COMMITMENT: pgettext("in a calendar", "they deliver: %(what)s"),
        DatedKind.BAND: pgettext("in a calendar", "index band of %(what)s set anew"),
        DatedKind.OCCURRENCE: pgettext("in a calendar", "due after what happened: %(what)s"),
    }
    return names[item.kind] % {"number": f"#{item.no}", "what": item.what}


def _name_gate(item: DatedItem, catalogue: Catalogue) -> str:
    stages = (
        catalogue.translate("Pilot"),
        catalogue.translate("Checkpoint"),
        catalogue.translate("Scale"),
    )
    stage = stages[min(item.no, len(stages)) - 1]
    return f"{stage}: {item.what}" if item.what else stage
