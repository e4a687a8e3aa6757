"""URLs that an operator gives: checked before anything is sent, and shown without what may be secret."""

from ipaddress import ip_address

import httpx


class AddressError(ValueError):
    """A URL cannot be used; the message names the option that it was given to."""


def address(option: str, text: str) -> httpx.URL:
    """Return `text` as the URL of a server; raises AddressError, whose message begins with `option`."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise AddressError(f"{option} is no URL: {error}") from None
    if url.userinfo:
        raise AddressError(f"{option} holds a user or password: give them by ZHENGWEN_PUSH_USER and _PASSWORD")
    if url.scheme not in ("http", "https") or not url.host:
        raise AddressError(f"{option} must be an http(s) URL, not {text!r}")
    return url.copy_with(fragment=None)


def shown(url: httpx.URL) -> str:
    """Return `url` for messages: its query may hold a key."""
    return str(url.copy_with(query=None, fragment=None))


def same_server(one: httpx.URL, other: httpx.URL) -> bool:
    """Tell whether two URLs lead to one server, so that what one may know the other may know."""
    return (one.scheme, one.host, _port(one)) == (other.scheme, other.host, _port(other))


def travels_in_clear(url: httpx.URL) -> bool:
    """Tell whether what is sent to `url` can be read on the way."""
    return url.scheme != "https" and not _is_this_machine(url.host)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)
