"""What this process remembers for a while: the latest values by key."""

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class RecentCache(Generic[Key, Value]):
    """The last `size` values that were kept, for all threads; the oldest makes room."""

    def __init__(self, size: int = 1000) -> None:
        self._size = size
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def keep(self, key: Key, value: Value) -> None:
        """Keeps a value, in the place of an earlier one under the same key."""
        with self._lock:
            self._values[key] = value
            if len(self._values) > self._size:
                self._values.popitem(last=False)

    def find(self, key: Key) -> Value | None:
        """The value under that key, where it is still known."""
        with self._lock:
            return self._values.get(key)
