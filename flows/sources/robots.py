"""robots.txt (RFC 9309): its bytes -> what may be asked for, and how often."""

from protego import Protego  # type: ignore[import-untyped,unused-ignore]

_LONGEST = 500_000
_LONGEST_DELAY = 60.0


class Robots:
    """The rules of one host for one agent; an empty file, or one that is no text, forbids nothing."""

    def __init__(self, raw: bytes, agent: str) -> None:
        self._agent = agent
        text = raw[:_LONGEST].decode("utf-8-sig", "replace")
        is_page = text.lstrip().startswith("<")  # a soft 404
        self._rules = Protego.parse("" if is_page else text)
        asked = self._rules.crawl_delay(agent) or 0.0
        self.delay = min(max(float(asked), 0.0), _LONGEST_DELAY)
        """Seconds between two requests that it asks for."""

    def allows(self, url: str) -> bool:
        """Tell whether `url` may be asked for."""
        return bool(self._rules.can_fetch(url, self._agent))
