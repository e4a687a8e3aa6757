"""The files of the releases: of the latest at ``/data/``, of any at ``/dataset/RELEASE/``, as `void.ttl` names them.

With byte ranges, and with the checksum of SHA256SUMS as ETag and Repr-Digest (RFC 9530). Only what
SHA256SUMS names is served: no path leads elsewhere.
"""

import hashlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from flows.server.caching import has
from flows.server.rendering import page
from flows.server.site import Site

_SUMS = "SHA256SUMS"
_MEDIA_TYPES = {
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".gz": "application/gzip",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".graphml": "application/graphml+xml",
    ".md": "text/markdown; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}
_PLAIN = "text/plain; charset=utf-8"
_NOT_MODIFIED, _NOT_FOUND = 304, 404


async def index(request: Request) -> Response:
    """List the files of the latest release."""
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        listed = [
            (name, (release.folder / name).stat().st_size, digest) for name, digest in sums(release.folder).items()
        ]
        return page(request, release, "data.html", files=listed)


async def latest_file(request: Request) -> Response:
    """Return a file of the latest release."""
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        return _file(request, release.folder, request.path_params["name"])


async def released_file(request: Request) -> Response:
    """Return a file of a release that is kept, named as `void.ttl` names it."""
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        releases = release.folder.parent
        known = {path.name for path in releases.iterdir() if (path / _SUMS).is_file()}
    name = request.path_params["release"]
    if name not in known:
        return Response(f"There is no release {name} here\n", _NOT_FOUND, media_type="text/plain")
    return _file(request, releases / name, request.path_params["name"])


async def void(request: Request) -> Response:
    """Lead to the description of the dataset (VoID, section 7.2)."""
    return RedirectResponse("/data/void.ttl", 302)


@lru_cache(maxsize=16)
def sums(folder: Path) -> dict[str, str]:
    """Return the checksums of the files of a release, by name."""
    content = (folder / _SUMS).read_bytes()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in content.decode().splitlines())}
    return {**listed, _SUMS: hashlib.sha256(content).hexdigest()}


def _file(request: Request, folder: Path, name: str) -> Response:
    digest = sums(folder).get(name)
    if digest is None:
        return Response(f"{folder.name} has no file {name}\n", _NOT_FOUND, media_type="text/plain")
    headers = {
        "ETag": f'"{digest}"',
        "Repr-Digest": f"sha-256=:{b64encode(bytes.fromhex(digest)).decode()}:",
        "Cache-Control": "no-cache",
    }
    if has(request, headers["ETag"]):
        return Response(status_code=_NOT_MODIFIED, headers=headers)
    path = folder / name
    if path.suffix == ".html":
        headers["Content-Security-Policy"] = _own_style(path)
    return FileResponse(path, headers=headers, media_type=_MEDIA_TYPES.get(path.suffix, _PLAIN))


@lru_cache(maxsize=16)
def _own_style(path: Path) -> str:
    """Return the policy for a page that has its style within: that very style is allowed, and nothing else."""
    _, _, rest = path.read_text(encoding="utf-8").partition("<style>")
    style, _, _ = rest.partition("</style>")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
