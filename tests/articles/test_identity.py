"""An article is the same wherever it is read."""

from flows.articles.identity import content_hash, identity, text_hash
from flows.articles.parsing import parse
from tests.articles.article_sample import AS_THE_SEED, BODY, TITLE, article


def test_the_url_is_the_key_where_there_is_one() -> None:
    assert parse(AS_THE_SEED, name="a", url=" https://news.example/1 ").identity == "https://news.example/1"


def test_else_title_time_and_source_however_they_are_set() -> None:
    wide = AS_THE_SEED.replace(":", "：").replace(TITLE, f"\u3000{TITLE[:3]} {TITLE[3:]}\u200b")
    assert article(wide).identity == article(AS_THE_SEED).identity
    assert article(AS_THE_SEED).identity == f"{TITLE}|2019-06-04T09:15:20+08:00|江城资讯"
    assert article(AS_THE_SEED.replace("09:15:20", "09:15:21")).identity != article(AS_THE_SEED).identity


def test_articles_without_a_date_are_told_apart_by_their_text() -> None:
    assert article(f"{TITLE}\n{BODY}").identity != article(f"{TITLE}\n{BODY}会议还研究了其他事项。").identity


def test_counts_make_no_other_text_and_nothing_else_is_passed_over() -> None:
    recounted = article(AS_THE_SEED.replace("1208", "12,345").replace("0条评论", "17条评论"))
    assert content_hash(recounted) == content_hash(article(AS_THE_SEED))
    assert text_hash(recounted) != text_hash(article(AS_THE_SEED))
    for sign in ("浏览量", "6月3日", "沈", "09:15", "毛一丁", "\n"):
        other = article(AS_THE_SEED.replace(sign, sign + "0", 1))
        assert content_hash(other) != content_hash(article(AS_THE_SEED))


def test_the_hash_is_of_the_text_as_kept() -> None:
    crlf = parse(AS_THE_SEED.replace("\n", "\r\n").encode("gbk"), name="a")
    assert content_hash(crlf) == content_hash(article(AS_THE_SEED))
    assert identity(crlf) == crlf.identity
