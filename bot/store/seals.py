"""The operator's seal: what is kept under it cannot be read without one of the keys."""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.coach.ports import WrongKey
from bot.store.plans import SEALED


class Keys:
    """The first key seals, every one opens, so that a new key can be set before the old one goes."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = MultiFernet([Fernet(key) for key in keys])

    def close(self, text: str) -> str:
        return SEALED + self._keys.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """What was sealed; what was kept before there was a key is readable as it is. Raises `WrongKey`."""
        if not sealed.startswith(SEALED):
            return sealed
        try:
            return self._keys.decrypt(sealed.removeprefix(SEALED)).decode()
        except InvalidToken:
            raise WrongKey from None
