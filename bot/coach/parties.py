"""Who sits at the table: parties that a deal's name tells of join it when a line names one of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.context import DealSession
from bot.domain.deals import build_parties
from bot.language.lines import ParsedLine
from bot.language.parties import find_names_in_title, find_party


def meet_parties(session: DealSession, lines: Sequence[ParsedLine]) -> DealSession:
    """The session whose deal has the parties that its name tells of (`pilot with Tavrin and Molsey`), saved, where one
    of the lines names one of them and nobody has named the parties yet."""
    if len(session.deal.parties) != 1 or session.deal.parties[0].name:
        return session
    names = find_names_in_title(session.deal.name)
    if len(names) < 2 or not any(_names_one(line, names) for line in lines):
        return session
    parties = build_parties(names, session.deal.parties)
    deal = replace(session.deal, parties=parties, version=session.deal.version + 1)
    session.work.deals.update(deal)
    return replace(session, deal=deal)


def _names_one(line: ParsedLine, names: Sequence[str]) -> bool:
    to = (line.to or "").casefold()
    return bool(find_party(line.what, names)) or any(to == name.casefold() for name in names)
