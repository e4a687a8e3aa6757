"""The files of a release: whole or in part, with their checksums, and nothing beside them."""

import hashlib
import json
from base64 import b64decode

import pytest
from starlette.testclient import TestClient

from tests.server.conftest import OUTPUT

LATEST = (OUTPUT / "latest").resolve()
NAMES = sorted(path.relative_to(LATEST).as_posix() for path in LATEST.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_there_with_its_checksum(served: TestClient, name: str) -> None:
    response = served.get(f"/data/{name}")
    content = (LATEST / name).read_bytes()
    assert (response.status_code, response.content) == (200, content)
    digest = hashlib.sha256(content)
    assert response.headers["etag"] == f'"{digest.hexdigest()}"'
    assert b64decode(response.headers["repr-digest"].removeprefix("sha-256=:").rstrip(":")) == digest.digest()
    assert served.get(f"/data/{name}", headers={"If-None-Match": response.headers["etag"]}).status_code == 304
    assert served.get("/data/").text.count(f'href="/data/{name}"') == 1


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("zhengwen.ttl", "text/turtle; charset=utf-8"),
        ("zhengwen.jsonld", "application/ld+json"),
        ("zhengwen.nq.gz", "application/gzip"),
        ("tables/articles.csv", "text/csv; charset=utf-8"),
        ("tables/csv-metadata.json", "application/json"),
        ("network/co-participation.graphml", "application/graphml+xml"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_media_types(served: TestClient, name: str, kind: str) -> None:
    response = served.head(f"/data/{name}")
    assert response.headers["content-type"] == kind
    assert "content-encoding" not in response.headers


def test_parts_of_a_file(served: TestClient) -> None:
    whole = (LATEST / "zhengwen.ttl").read_bytes()
    part = served.get("/data/zhengwen.ttl", headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert served.get("/data/zhengwen.ttl", headers={"Range": "bytes=-5"}).content == whole[-5:]
    beyond = served.get("/data/zhengwen.ttl", headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    changed = served.get("/data/zhengwen.ttl", headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (changed.status_code, len(changed.content)) == (200, len(whole))


def test_files_are_where_the_description_says(served: TestClient) -> None:
    release = json.loads((LATEST / "manifest.json").read_text())["release"]
    assert served.get("/.well-known/void", follow_redirects=True).content == (LATEST / "void.ttl").read_bytes()
    assert served.get(f"/dataset/{release}/zhengwen.ttl").content == (LATEST / "zhengwen.ttl").read_bytes()
    assert served.get(f"/dataset/{release}/nothing.ttl").status_code == 404
    assert served.get("/dataset/r-000000000000/zhengwen.ttl").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/data/../manifest.json",
        "/data/%2e%2e/%2e%2e/pyproject.toml",
        "/data//etc/passwd",
        "/data/tables",
        "/dataset/../zhengwen.ttl",
        "/dataset/%2e%2e/latest/zhengwen.ttl",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
    ],
)
def test_no_path_leads_elsewhere(served: TestClient, path: str) -> None:
    assert served.get(path).status_code == 404


def test_nothing_can_be_written(served: TestClient) -> None:
    for path in ("/", "/data/zhengwen.ttl", "/sparql", "/meeting/x", "/ontology", "/reconcile/preview"):
        for method in ("PUT", "DELETE", "PATCH"):
            assert served.request(method, path).status_code == 405, (method, path)
    assert served.post("/data/zhengwen.ttl").status_code == 405
