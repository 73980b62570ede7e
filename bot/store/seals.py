"""The operator's seal: what is kept under it cannot be read without one of the keys.

A sealed text is bound to what it is and whose: moved to another row it does not open there.
"""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.coach.ports.errors import NotSealedHere, WrongKey
from bot.store.plans import EARLIER_SEALED, SEALED

END_OF_PLACE = "\n"
"""Parts the place that a text is bound to from the text; no id holds it."""


class Keys:
    """The first key seals and every one opens, so that a new key can be set before the old one
    goes."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys])
        self._first = Fernet(keys[0])

    def seal_text(self, text: str, *, place: str) -> str:
        """The text sealed with the first key, bound to its place."""
        return SEALED + self._keys.encrypt(f"{place}{END_OF_PLACE}{text}".encode()).decode()

    def open_text(self, sealed: str, *, place: str) -> str:
        """The text that was sealed there. Raises `WrongKey`, and `NotSealedHere` where it was sealed for
        another place, is in clear text, or was sealed before texts were bound to their places."""
        if not sealed.startswith(SEALED):
            raise NotSealedHere
        found, end, text = self._decrypt(sealed.removeprefix(SEALED)).partition(END_OF_PLACE)
        if not end or found != place:
            raise NotSealedHere
        return text

    def open_unbound(self, stored: str) -> str:
        """A text in clear, or one that was sealed before texts were bound. Raises `WrongKey`."""
        if stored.startswith(EARLIER_SEALED):
            return self._decrypt(stored.removeprefix(EARLIER_SEALED))
        return stored

    def is_under_first_key(self, sealed: str) -> bool:
        """Whether the first key opens it, so that the others are not needed for it."""
        try:
            self._first.decrypt(sealed.removeprefix(SEALED))
        except InvalidToken:
            return False
        return True

    def _decrypt(self, token: str) -> str:
        try:
            return self._keys.decrypt(token).decode()
        except InvalidToken:
            # Without its cause: a traceback in a log must not hold what was to be opened.
            raise WrongKey from None
