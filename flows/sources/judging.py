"""Is a page that was got an article? Tells pages that only say so (status 200, 页面不存在) and changed layouts apart.

Goes in: a page and its source. Comes out: the reason why it is none, or nothing. It does not read the article.
"""

import re
from urllib.parse import urlsplit

from flows.articles.html import Selectors
from flows.sources.config import Source
from flows.sources.fetching import FetchError, Page
from flows.sources.markup import finds, is_markup, text_of, title_of, visible

_SHORTEST = 30
_SHORT = 400
_NOT_FOUND = re.compile(
    r"(?:页面|网页|信息|文章|内容|文件)(?:没有找到|未找到|找不到|不存在|已(?:经)?(?:被)?(?:删除|移除|下线)|丢失|走丢)"
    r"|(?:找不到|没有找到|未找到|不存在)(?:您?(?:要)?(?:访问|查看|请求|浏览|要找)?的?)(?:页面|网页|信息|文章|内容|文件)"
    r"|\b(?:error )?404\b|not found",
    re.IGNORECASE,
)
_PARTS = ("title", "published", "source", "reporters", "editors", "text")
NEEDED = ("title", "text")
"""Parts without which no article is read; the others may well be missing on some pages."""


def why_no_article(page: Page, asked: str, source: Source) -> FetchError | None:
    """Return why `page`, got by asking for `asked`, is no article, or None where it may be one."""
    if _led_away(page.url, asked, source):
        return FetchError(f"leads to {page.url}, no article: taken for a page that is gone")
    seen = visible(page.raw)
    if len(seen) < _SHORTEST:
        reason = f"only {len(seen)} characters can be seen on it: no article, or a page made by scripts"
        return FetchError(reason, layout=True)
    if len(seen) < _SHORT and (_NOT_FOUND.search(seen) or _NOT_FOUND.search(title_of(page.raw))):
        return FetchError("says that the page does not exist, with status 200")
    missing = [part for part in missing_parts(page.raw, source.selectors) if part in NEEDED]
    if missing:
        named = " and ".join(f"selectors.{part}" for part in missing)
        reason = f"{named} of source {source.name} finds nothing: has the layout of the portal changed?"
        return FetchError(reason, layout=True)
    return None


def missing_parts(raw: bytes, selectors: Selectors) -> list[str]:
    """Return the selectors that are given and find nothing on a page; plain text has no parts to be found."""
    if not is_markup(text_of(raw)):
        return []
    given = {part: getattr(selectors, part) for part in _PARTS}
    return [part for part, selector in given.items() if selector and not finds(raw, selector)]


def _led_away(found: str, asked: str, source: Source) -> bool:
    """Tell whether a redirect ended at a front page or a list instead of an article."""
    if found == asked:
        return False
    path = urlsplit(found).path
    return found in source.starts or path in ("", "/", "/index.html", "/index.htm", "/index.shtml")
