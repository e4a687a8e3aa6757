"""ETag and If-None-Match (RFC 9110, section 13): what a client has already is not sent again."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

_NOT_MODIFIED = 304
_KEPT = ("vary", "link", "content-location", "cache-control")
_CHARACTERS = 32


def tagged(request: Request, response: Response) -> Response:
    """Return `response` with an ETag made of its content, or 304 where the client has it.

    A cache may keep it, but asks each time: the next release may say otherwise.
    """
    tag = f'"{hashlib.sha256(bytes(response.body)).hexdigest()[:_CHARACTERS]}"'
    response.headers["ETag"] = tag
    response.headers.setdefault("Cache-Control", "no-cache")
    if not has(request, tag):
        return response
    kept = {name: value for name, value in response.headers.items() if name in _KEPT}
    return Response(status_code=_NOT_MODIFIED, headers={**kept, "ETag": tag})


def has(request: Request, tag: str) -> bool:
    """Tell whether the client says that it has what `tag` names."""
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    return bool(known & {tag, "*"})
