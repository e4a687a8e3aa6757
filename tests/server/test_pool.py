"""Slow queries of one client: visitors may have a few, the pages all that they need."""

import asyncio
from dataclasses import replace
from pathlib import Path

from flows.server.answers import Answers
from flows.server.engine import Answer, Question, RefusedError
from flows.server.pool import Limits, Pool

NUMBERS = " ".join(map(str, range(90)))
SLOW = (
    f"ASK {{ VALUES ?a {{ {NUMBERS} }} VALUES ?b {{ {NUMBERS} }} VALUES ?c {{ {NUMBERS} }} "
    "FILTER(SHA512(CONCAT(STR(?a), STR(?b), STR(?c))) = 'never') }"
)
LIMITS = Limits(seconds=60, memory_mb=512, rows=100)
AT_ONCE = 8


async def answers(limits: Limits, folder: Path) -> list[Answer | BaseException]:
    pool = Pool(None, Answers(folder), limits, "https://example.org/", {})
    await pool.start()
    asked = (pool.ask(Question(SLOW), "one client") for _ in range(AT_ONCE))
    found = await asyncio.gather(*asked, return_exceptions=True)
    await pool.close()
    return found


def test_a_client_may_have_a_few_slow_queries(tmp_path: Path) -> None:
    found = asyncio.run(answers(LIMITS, tmp_path))
    refused = [each for each in found if isinstance(each, BaseException)]
    assert 0 < len(refused) < AT_ONCE
    assert all(isinstance(each, RefusedError) for each in refused)


def test_who_may_have_many_waits_for_each(tmp_path: Path) -> None:
    found = asyncio.run(answers(replace(LIMITS, slow=AT_ONCE), tmp_path))
    assert [b"false" in each.read() for each in found if isinstance(each, Answer)] == [True] * AT_ONCE
