"""Pace: when each host may be asked again, for all who ask in one run."""

import threading
import time
from collections.abc import Callable


class Pace:
    """Keeps requests to one host apart, also those of sources that are fetched side by side."""

    def __init__(
        self, sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.sleep, self._clock = sleep, clock
        self._free: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, delay: float) -> None:
        """Wait until `host` may be asked, and keep it free for `delay` seconds after that."""
        with self._lock:
            now = self._clock()
            until = max(now, self._free.get(host, now))
            self._free[host] = until + delay
        if until > now:
            self.sleep(until - now)
