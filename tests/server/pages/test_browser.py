"""Pages in a real browser: Chromium of the system, driven by Playwright.

No page may write to the console or fail to load anything, in either language, on a desk or on a phone; axe-core may
find nothing serious.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from flows.server.workbench import is_rich
from tests.interop.tools import HERE as INTEROP
from tests.interop.tools import missing
from tests.server.pages.conftest import BASE
from tests.server.process import Served, running

FRONT = ("", "dataset", "search?q=会议", "search?q=liurenyuan", "workbench", "list/Person/1")
_SIZES = ((1280, 900), (390, 844))
_AXE = INTEROP / "node_modules" / "axe-core" / "axe.min.js"
_SERIOUS = """async () => (await axe.run()).violations
    .filter((found) => ["serious", "critical"].includes(found.impact))
    .map((found) => `${found.id}: ${found.nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" | ")}`)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or missing("chromium is not installed")
    with sync_playwright() as playwright:
        # As root, which is who runs tests in a container, Chromium has no sandbox.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(output, tmp_path_factory.mktemp("browsed"), BASE_IRI=BASE) as started:
        yield started


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture(params=_SIZES, ids=lambda size: str(size[0]))
def page(browser: Browser, complaints: list[str], request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a screen of some size; what it complains of is collected, and must be nothing."""
    width, height = request.param
    opened = browser.new_page(viewport={"width": width, "height": height})
    opened.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("requestfailed", lambda failed: complaints.extend(unloaded(failed)))
    yield opened
    opened.close()
    assert complaints == []


def unloaded(failed: Request) -> list[str]:
    """Return what to complain of; what is not loaded because another page was asked for is no fault."""
    return [] if failed.failure == "net::ERR_ABORTED" else [f"not loaded: {failed.url}"]


def paths(things: dict[str, str]) -> list[str]:
    return [*FRONT, *things.values()]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_without_complaint_and_fits(
    page: Page, server: Served, things: dict[str, str], language: str
) -> None:
    for path in paths(things):
        answer = page.goto(f"{server.url}/{language}/{path}")
        assert answer
        assert answer.status == 200
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beyond <= 0, path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing_serious(page: Page, server: Served, things: dict[str, str], language: str) -> None:
    if not _AXE.is_file():
        missing("axe-core is not installed: npm ci --prefix tests/interop")
    found = {}
    for path in paths(things):
        page.goto(f"{server.url}/{language}/{path}")
        page.evaluate(_AXE.read_text(encoding="utf-8"))
        if faults := page.evaluate(_SERIOUS):
            found[path] = faults
    assert found == {}


def test_on_paper_there_is_nothing_to_click(page: Page, server: Served, things: dict[str, str]) -> None:
    page.emulate_media(media="print")
    for path in (things["person"], "list/Person/1", "dataset"):
        page.goto(f"{server.url}/zh/{path}")
        clicked = page.locator(".skip, .top nav, .find, .behind, .screen, details, .words, .pager")
        assert clicked.count() > 0
        assert clicked.evaluate_all("found => found.filter((each) => each.checkVisibility()).length") == 0


def test_search_is_typed_and_leads_to_a_person(page: Page, server: Served) -> None:
    page.goto(f"{server.url}/zh/")
    page.locator(".find input").last.fill("liurenyuan")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="刘任远", exact=True).first.click()
    assert page.locator("h1").inner_text() == "刘任远"


def test_what_turns_the_direction_of_a_name_ends_with_it(page: Page, server: Served, things: dict[str, str]) -> None:
    page.goto(f"{server.url}/en/{things['person']}")
    cell = page.locator("td:has(> a.words)").first
    cell.locator("> [lang=zh]").first.evaluate("(name) => { name.textContent = '\\u202eabc'; }")
    name, words = (cell.locator(f"> {each}").first.bounding_box() for each in ("[lang=zh]", "a.words"))
    assert name
    assert words
    assert name["x"] < words["x"]


def test_evidence_leads_to_the_words_which_are_marked(page: Page, server: Served, things: dict[str, str]) -> None:
    page.goto(f"{server.url}/zh/{things['meeting']}")
    page.locator("a.words").first.click()
    page.wait_for_url("**/article/**")
    start, end = page.url.partition("#char=")[2].partition("&")[0].split(",")
    lit = page.locator(".piece.lit")
    lit.first.wait_for()
    pieces = lit.evaluate_all("found => found.map(({dataset}) => [Number(dataset.start), Number(dataset.end)])")
    assert (pieces[0][0], pieces[-1][1]) == (int(start), int(end))
    assert lit.first.evaluate("(piece) => { const box = piece.getBoundingClientRect();"
                              "return box.top >= 0 && box.bottom <= innerHeight }")  # fmt: skip


def test_a_statement_that_is_pointed_at_or_focused_shows_its_words(
    page: Page, server: Served, things: dict[str, str]
) -> None:
    page.goto(f"{server.url}/en/{things['article']}")
    third, last = page.locator(".statements li").nth(2), page.locator(".statements li").last
    for statement, act in ((third, "hover"), (last, "focus")):
        page.mouse.move(0, 0)
        statement.hover() if act == "hover" else statement.locator("a.quote").focus()
        assert statement.get_attribute("data-start") == page.locator(".piece.lit").first.get_attribute("data-start")


def test_without_the_packages_a_query_runs_in_the_plain_editor(page: Page, server: Served) -> None:
    page.route("**/static/vendor/*", lambda route: route.fulfill(status=200, body=""))
    page.goto(f"{server.url}/en/workbench?ask=participants")
    page.get_by_role("button", name="Run").click()
    page.locator("#results table").wait_for()
    assert page.locator("#results tbody tr").count() > 5
    page.locator("#query").fill("SELECT ?day { ?s <https://schema.org/startDate> ?day } ORDER BY ?day LIMIT 3")
    page.get_by_role("button", name="Run").click()
    page.locator("#results tbody tr:nth-child(3):last-child").wait_for()
    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download CSV").click()
    assert Path(downloaded.value.path()).read_text(encoding="utf-8").splitlines()[0] == "day"


def rich() -> None:
    if not is_rich():
        missing("the packages of the workbench are not there: make workbench")


def test_a_query_runs_in_the_workbench_and_is_shown_in_each_way(page: Page, server: Served) -> None:
    rich()
    page.goto(f"{server.url}/en/workbench?ask=policy-terms")
    page.locator("#run").click()
    page.locator("#results table tbody tr").first.wait_for()
    page.locator(".select_bars").click()
    page.locator("#results .bars canvas").wait_for()
    page.goto(f"{server.url}/en/workbench?ask=network")
    page.locator("#run").click()
    page.locator(".select_links").click()
    page.locator("#results .map canvas").first.wait_for()


def test_an_error_is_shown_with_its_place(page: Page, server: Served, complaints: list[str]) -> None:
    rich()
    page.goto(f"{server.url}/en/workbench")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * { ?s zw:x }')")
    page.locator("#run").click()
    shown = page.locator("#results pre.error")
    shown.wait_for()
    assert "line 1, column" in shown.inner_text()
    # Chromium itself notes each answer that is none.
    assert [complaint for complaint in complaints if "status of 400" not in complaint] == []
    complaints.clear()


def test_terms_of_the_release_are_completed(page: Page, server: Served) -> None:
    rich()
    page.goto(f"{server.url}/en/workbench")
    page.evaluate("""() => { const editor = document.querySelector('.CodeMirror').CodeMirror;
        editor.setValue('PREFIX zw: <https://w3id.org/zhengwen/ontology#>\\nSELECT * { ?s zw:chaired }');
        editor.setCursor({line: 1, ch: 24}); editor.focus(); }""")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints", has_text="chairedBy").wait_for()
