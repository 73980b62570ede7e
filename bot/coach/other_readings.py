"""Lines with two readings: whether the end of what moves is what comes back for it (`5% off for the hotel`)."""

from collections.abc import Iterable
from dataclasses import replace

from bot.coach.context import DealSession
from bot.coach.likeness import find_same, read_wanted
from bot.domain.moves import Move
from bot.language.grammar import read_line
from bot.language.lines import Command, ParsedLine


def prefer_known_return(
    session: DealSession, line: ParsedLine, moves: Iterable[Move]
) -> ParsedLine:
    """The line read the other way where what comes back is one of these moves; else the line as it is."""
    if line.other is None:
        return line
    if not find_same(session, read_wanted(session, line.other.for_what), moves):
        return line
    return take_other_reading(line)


def take_other_reading(line: ParsedLine) -> ParsedLine:
    """The line with the end of its item as what comes back."""
    if line.other is None:
        return line
    return line._replace(what=line.other.what, for_what=line.other.for_what, other=None)


def is_open_question(line: ParsedLine) -> bool:
    """Whether somebody has to say which reading is meant: nothing else in the line comes back."""
    has_return = line.for_what or line.condition or line.goodwill or line.refs
    return line.other is not None and not has_return


def read_other_way(session: DealSession, draft: Move) -> Move | None:
    """The draft read the other way; None where its line can be read in one way alone."""
    line = read_line(
        draft.typed,
        command=Command.CONCEDE,
        locale=session.by.locale,
        today=session.by.today,
    )
    if not isinstance(line, ParsedLine) or line.other is None or line.what != draft.what:
        return None
    return replace(draft, what=line.other.what, for_what=line.other.for_what)
