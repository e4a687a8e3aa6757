"""Pages made ahead: they are those that would be made on request, and outlive the server; damage costs time alone."""

import re
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.server.pages.kept import Kept, kept_of
from tests.server.conftest import OUTPUT, client_of

PATIENCE = 60
BASE, TITLE = "https://example.org/", "Title"
THINGS = """PREFIX zw: <https://w3id.org/zhengwen/ontology#>
SELECT DISTINCT ?thing {
  ?thing a ?class VALUES ?class {
    zw:Event zw:Person zw:Organization zw:AdministrativeDivision zw:Document zw:PolicyTerm zw:Article }
}"""


def made_ahead(client: TestClient) -> int:
    found = re.search(r"^zhengwen_pages_made_ahead_total (\d+)", client.get("/metrics").text, re.MULTILINE)
    assert found
    return int(found[1])


def until_made(client: TestClient, number: int) -> None:
    """Wait until so many pages were made ahead."""
    deadline = time.monotonic() + PATIENCE
    while made_ahead(client) < number:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def kept_in(state: Path) -> list[tuple[str, str]]:
    (file,) = (state / "pages").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT path, language FROM page ORDER BY path, language").fetchall()


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of a server that has made all pages of the committed release."""
    folder = tmp_path_factory.mktemp("ahead")
    with client_of(OUTPUT, folder) as client:
        things = client.post("/sparql", content=THINGS, headers={"Content-Type": "application/sparql-query"}).json()
        until_made(client, 2 * len(things["results"]["bindings"]))
    return folder


def test_pages_made_ahead_are_those_that_are_made_on_request(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = kept_in(state)
    assert {path.partition("/")[0] for path, _ in kept} >= {"person", "meeting", "organization", "article", "division"}
    assert [language for _, language in kept] == ["en", "zh"] * (len(kept) // 2)
    monkeypatch.setattr("flows.server.pages.ahead._LOOK_SECONDS", 10 * PATIENCE)
    with client_of(OUTPUT, state) as client, client_of(OUTPUT, tmp_path) as other:
        for path, language in kept:
            there, made = client.get(f"/{language}/{path}"), other.get(f"/{language}/{path}")
            assert there.status_code == 200
            assert (there.content, there.headers["etag"]) == (made.content, made.headers["etag"])
    assert not kept_in(tmp_path)


def test_a_server_takes_up_what_another_has_made(state: Path, tmp_path: Path) -> None:
    shutil.copytree(state, tmp_path / "state")
    before = kept_in(tmp_path / "state")
    (file,) = (tmp_path / "state/pages").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DELETE FROM page WHERE path LIKE 'person/%'")
        gone = connection.total_changes
        connection.commit()
    assert 0 < gone < len(before)
    with client_of(OUTPUT, tmp_path / "state") as client:
        until_made(client, gone)
        assert made_ahead(client) == gone
    assert kept_in(tmp_path / "state") == before


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    with closing(kept_of(Path("r-1"), tmp_path, BASE, TITLE)) as kept:
        kept.put("person/x", {"zh": "政闻", "en": "<p>"})
    with closing(kept_of(Path("r-1"), tmp_path, BASE, TITLE)) as kept:
        assert kept.page("person/x", "zh") == "政闻".encode()
        assert kept.page("person/x", "en") == b"<p>"
        assert kept.page("person/y", "en") is None
        assert kept.paths() == {"person/x"}
        assert not kept.full


@pytest.mark.parametrize(
    "other", [("r-2", BASE, TITLE), ("r-1", "https://example.com/", TITLE), ("r-1", BASE, "Another title")]
)
def test_another_release_or_another_site_has_pages_of_its_own(tmp_path: Path, other: tuple[str, str, str]) -> None:
    with closing(kept_of(Path("r-1"), tmp_path, BASE, TITLE)) as kept:
        kept.put("person/x", {"zh": "一"})
    release, base, title = other
    with closing(kept_of(Path(release), tmp_path, base, title)) as kept:
        assert kept.page("person/x", "zh") is None
        assert len([*tmp_path.glob("*.sqlite")]) == 1


def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path) -> None:
    with closing(kept_of(Path("r-1"), tmp_path, BASE, TITLE)):
        (file,) = tmp_path.glob("*.sqlite")
    file.write_bytes(b"no database" * 1000)
    with closing(kept_of(Path("r-1"), tmp_path, BASE, TITLE)) as kept:
        kept.put("person/x", {"zh": "一"})
        assert kept.page("person/x", "zh") == "一".encode()


def test_a_page_that_is_damaged_is_none(tmp_path: Path) -> None:
    file = tmp_path / "pages.sqlite"
    with closing(Kept(file)) as kept:
        kept.put("person/x", {"zh": "一" * 1000})
    with closing(sqlite3.connect(file)) as connection:
        (content,) = connection.execute("SELECT content FROM page").fetchone()
        connection.execute("UPDATE page SET content = ?", (content[:-1] + bytes([content[-1] ^ 1]),))
        connection.commit()
    with closing(Kept(file)) as kept:
        assert kept.page("person/x", "zh") is None


def test_when_there_is_no_more_room_no_more_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.server.pages.kept._MOST_BYTES", 1 << 16)
    with closing(Kept(tmp_path / "pages.sqlite")) as kept:
        number = 0
        while not kept.full:
            kept.put(f"person/{number}", {"zh": "".join(str(hash((number, place))) for place in range(200))})
            number += 1
        assert 1 < number < 100
