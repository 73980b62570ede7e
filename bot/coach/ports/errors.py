"""What goes wrong in a store."""


class VersionConflict(Exception):
    """Somebody else changed this a moment ago. Nothing was changed; please look at it again."""


class UnknownCursor(Exception):
    """This cursor is not of this database. Start again without one."""


class WrongKey(Exception):
    """This was sealed with a key that is not set here. Whoever runs Giveget can set it again, after the new one."""


class NotSealedHere(WrongKey):
    """This was not sealed for this place. Whoever runs Giveget runs `giveget reseal` once."""


class DuplicateSubmission(Exception):
    """This was already taken."""


class DatabaseUnusable(Exception):
    """The ledger cannot be written, or parts of it cannot be read: its disk is full, read-only or damaged."""


class DatabaseBusy(Exception):
    """The ledger is busy right now. Nothing was recorded; please send it again in a moment."""
