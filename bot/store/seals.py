"""The operator's seal: what is kept under it cannot be read without one of the keys."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.coach.ports import WrongKey
from bot.store.plans import SEALED


class Keys:
    """The first key seals and every one opens, so that a new key can be set before the old one
    goes."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys])

    def seal_text(self, text: str) -> str:
        """The text sealed with the first key."""
        return SEALED + self._keys.encrypt(text.encode()).decode()

    def open_text(self, sealed: str) -> str:
        """The text that was sealed. Raises `WrongKey`."""
        if not sealed.startswith(SEALED):
            # It was kept before there was a key.
            return sealed
        try:
            return self._keys.decrypt(sealed.removeprefix(SEALED)).decode()
        except InvalidToken:
            # Without its cause: a traceback in a log must not hold what was to be opened.
            raise WrongKey from None
