"""What an unreadable line is answered with: one clear sentence and one example."""

from enum import Enum

from bot.language.lines import Command, UnreadableLine


class HintReason(Enum):
    """Why a line cannot be recorded; the value is the sentence people read."""

    EMPTY = "There is nothing to read in this line."
    TOO_LONG = (
        "This is longer than the 2,000 characters a line may have; one move per line is enough."
    )
    PASTED = "This looks pasted from somewhere else; type the one thing that moved."
    NO_THING = "This names no thing that moves, only what goes with it."
    NUMBER_ONLY = "A number alone does not say what moves."
    NOTHING = "This says that nothing was given, so nothing is recorded."
    DECLINED = "This says no to an ask, so nothing is recorded as given."
    QUESTION = "This is a question, so nothing is recorded."
    THEIR_ASK = "This is what they want; nothing was given."
    LIMIT = "This says how far you would go; it is no give yet."
    NO_WANT = "This does not say what they want."
    MOOD = "This says how somebody feels about it; nothing was given."
    PLAN = "This says what you may give later; it is no give yet."
    MAYBE = "This says what they may do; nothing was given yet."
    REFUSAL = "This says no, so nothing is recorded as given."
    REMINDER = "This is something to do; nothing was given."
    OFFER = "This is an offer; nothing was given by it yet."
    TAKEN_BACK = "This takes back a give; nothing new was given."
    LEDGER = "This is about an entry of the ledger, so nothing new is recorded."
    YES = "This says yes, but not to what."
    MESSAGE = "This reads like a message, so nothing of it is recorded yet."
    TWO_MOVES = "There seem to be two moves with figures of their own; type one line for each."
    TWO_CURRENCIES = "There are two currencies in this line; give its figures in one."
    UNKNOWN_CURRENCY = (
        "Several countries write their currency like that; type its three letters, such as SEK."
    )
    NEGATIVE = "A cost or a worth cannot be below zero."
    NO_NUMBER = "That cost or worth is not a number that can be read."
    NO_SUCH_DAY = "That day is not in the calendar."
    DAY_PASSED = "That day has passed; type one that is to come."
    CORRECTED = "This corrects itself halfway; type it once more as it should be."
    UNSEPARATED = "This answers several things at once; put a comma between them."
    OTHER_WAY = "This reads as a move the other way round; another command records it."


EXAMPLES = {
    Command.CONCEDE: "/concede 5% discount cost 12k for 24-month term",
    Command.ASK: "/ask 24-month term worth 30k by Friday",
    Command.GOT: "/got reference call worth 5k for #3",
}
SEVERAL_EXAMPLE = "/got reference call yes, case study no"
THEIR_ASK_EXAMPLE = "/coach they want 15% off by Friday"


def unreadable_line(why: HintReason, command: Command, typed: str) -> UnreadableLine:
    """The answer to a line that cannot be recorded."""
    return UnreadableLine(hint=why.value, example=EXAMPLES[command], typed=typed)
