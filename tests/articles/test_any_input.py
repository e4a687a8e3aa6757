"""Whatever comes in: an article whose spans quote its values, or Unreadable; in linear time."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.folding import HIDDEN, fold
from flows.articles.parsing import parse, problems
from tests.articles.article_sample import AS_THE_SEED, BODY

_WORDS = (
    "记者|来源:|编辑：|(|）|[|]| |\u3000"
    "|2016-13-45|2016年5月9日 8:05|沈小川|何里|、|。|文/图|本报讯|江城日报|浏览量:|1,208|条评论"
    "|\u202e|\x07|相关阅读|首页>|/|·|电|\n|\n\n"
)
_PIECES = st.sampled_from([*_WORDS.split("|"), "|", BODY])
_BYLINES = st.lists(_PIECES | st.characters(), max_size=60).map("".join)


def _check(article: Article) -> None:
    """Assert that each value is what its span quotes, and holds no hidden character."""
    text = article.text
    for stated in (article.source, *article.reporters, *article.editors):
        if stated is not None:
            assert stated.evidence is not None
            assert stated.evidence.span.of(text) == stated.value != ""
            assert not HIDDEN.search(stated.value)
    for count in (article.views, article.comments):
        if count is not None:
            assert count.evidence is not None
            assert int(fold(count.evidence.span.of(text)).replace(",", "")) == count.value
    assert not HIDDEN.search(article.title.value)
    assert article.body.end <= len(text)
    assert all("\n" not in finding for finding in problems(article))


def _parsed(given: bytes | str) -> Article | None:
    """Parse `given`; None where it is refused, which takes one line."""
    with contextlib.suppress(Unreadable):
        return parse(given, name="any")
    with pytest.raises(Unreadable, match=r"^any: [^\n]+$"):
        parse(given, name="any")
    return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("gb18030", "ignore")))
def test_any_bytes(raw: bytes) -> None:
    if article := _parsed(raw):
        _check(article)


@settings(max_examples=400, deadline=None)
@given(_BYLINES)
def test_any_text(text: str) -> None:
    if article := _parsed(text):
        _check(article)


def _seconds(text: str) -> float:
    start = time.perf_counter()
    parse(text, name="long")
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "piece",
    [
        "江",
        "\n",
        " ",
        "江\n",
        "(",
        "()",
        "记者 ",
        "来源:",
        "2016-",
        "2016-10-10 ",
        "来源:江\n",
        "打印\n",
        "。(记者 沈小川)",
        "首页>\n",
        "江\u202e",
    ],
)
def test_time_grows_linearly(piece: str) -> None:
    short, long = ("江城会议\n会议召开。\n" + piece * (size // len(piece)) for size in (50_000, 200_000))
    short_best, long_best = (min(_seconds(text) for _ in range(3)) for text in (short, long))
    assert long_best < 4 * short_best * 3 + 0.05


def test_a_usual_article_takes_milliseconds() -> None:
    text = AS_THE_SEED.replace(BODY, (BODY + "\n") * 40)
    assert len(text) > 2000
    assert min(_seconds(text) for _ in range(20)) < 0.05
