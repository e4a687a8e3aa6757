"""The site as files: the same bytes each time, whole, in both languages, every link leading to a file."""

import asyncio
import os
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from flows.cli import main
from flows.server.export import ExportError, export
from flows.server.pages.links import PAGES
from flows.settings import Settings, load
from tests.server.conftest import OUTPUT
from tests.server.pages.markup import Page

ABOUT = "meeting/2016-10-10-2u4c57ntf5ph"


def settings(state: Path) -> Settings:
    return load({"ZHENGWEN_OUTPUT": str(OUTPUT), "ZHENGWEN_STATE": str(state)}, dotenv=Path(os.devnull))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    number = asyncio.run(export(settings(folder / "state"), folder / "site"))
    made = [path for kind in PAGES for path in (folder / "site" / "zh" / kind).glob("*.html")]
    assert number == len(made) > 30
    return folder / "site"


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_link_of_every_page_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html") if path.parts[-2] != "data"}
    assert len(pages) > 60
    for path, page in pages.items():
        for link in page.links:
            if not link.startswith(("http://", "https://")):
                name, _, fragment = link.partition("#")
                target = (path.parent / name).resolve() if name else path
                assert target.is_file(), (path, link)
                if fragment and target in pages:
                    assert unquote(fragment) in pages[target].ids, (path, link)


def test_pages_say_their_language_and_lead_to_the_other(site: Path) -> None:
    for language, other in (("zh", "en"), ("en", "zh")):
        page = Page((site / language / f"{ABOUT}.html").read_text(encoding="utf-8"))
        assert page.language == language
        assert f"../../{other}/{ABOUT}.html" in page.links


def test_the_statements_of_a_thing_lie_beside_it(site: Path) -> None:
    graphs = [
        {quad.triple for quad in ox.parse(path=site / f"{ABOUT}{suffix}", format=form)}
        for suffix, form in ((".ttl", ox.RdfFormat.TURTLE), (".nt", ox.RdfFormat.N_TRIPLES),
                             (".jsonld", ox.RdfFormat.JSON_LD), (".rdf", ox.RdfFormat.RDF_XML))
    ]  # fmt: skip
    assert all(graph == graphs[0] for graph in graphs)
    assert len(graphs[0]) > 50


def test_the_files_of_the_release_are_there(site: Path) -> None:
    assert files(site / "data") == files((OUTPUT / "latest").resolve())


def test_the_same_release_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    asyncio.run(export(settings(tmp_path / "state"), tmp_path / "again"))
    assert files(tmp_path / "again") == files(site)


def test_no_page_asks_what_only_a_server_can_answer(site: Path) -> None:
    for path in (site / "zh").rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        assert "form" not in page.tags
        assert not [link for link in page.links if "workbench" in link or "search" in link]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="name a new or an empty folder"):
        asyncio.run(export(settings(tmp_path / "state"), tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_a_release_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGWEN_OUTPUT", "none")
    assert main(["site", "public"]) == 1
    assert "run `zhengwen run` first" in capsys.readouterr().err
    assert not (tmp_path / "public").exists()
