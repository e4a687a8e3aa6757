"""Slow queries of one client: visitors may have a few, the pages all that they need."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

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


def test_questions_that_are_asked_together_are_answered_in_order_however_long_the_answers_are(tmp_path: Path) -> None:
    lengths = (1, 300_000, 2, 400_000)
    questions = [Question(f'SELECT ("{letter * length}" AS ?text) {{}}', "text/csv")
                 for letter, length in zip("abcd", lengths, strict=True)]  # fmt: skip

    async def asked() -> list[Answer]:
        pool = Pool(None, Answers(tmp_path), LIMITS, "https://example.org/", {})
        await pool.start()
        found = await pool.ask_together(questions, "one client")
        await pool.close()
        return found

    texts = [answer.read().decode().split()[1] for answer in asyncio.run(asked())]
    assert [(text[0], len(text)) for text in texts] == list(zip("abcd", lengths, strict=True))


def test_where_one_of_several_questions_is_refused_all_are_and_the_worker_goes_on(tmp_path: Path) -> None:
    long = Question(f'SELECT ("{"a" * 300_000}" AS ?text) {{}}', "text/csv")

    async def asked() -> Answer:
        pool = Pool(None, Answers(tmp_path), LIMITS, "https://example.org/", {})
        await pool.start()
        with pytest.raises(RefusedError, match="error at 1:9"):
            await pool.ask_together([long, Question("no query"), long], "one client")
        answer = await pool.ask(Question("ASK {}"), "one client")
        await pool.close()
        return answer

    assert b"true" in asyncio.run(asked()).read()
