"""The parameters of a request: names and values, as forms and the query part of an address encode them."""

from urllib.parse import parse_qsl

from flows.server.engine import RefusedError

FORM = "application/x-www-form-urlencoded"
_MOST = 100
_BAD_REQUEST = 400


def decoded(encoded: bytes) -> list[tuple[str, str]]:
    """Return the names and values that `encoded` holds, in order. Raises RefusedError."""
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except ValueError:
        raise RefusedError(_BAD_REQUEST, f"the parameters are not encoded as {FORM} in UTF-8") from None
