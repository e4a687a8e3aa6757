"""Places are given fairly: no client takes them all, and those who wait are served in turn."""

import asyncio

import pytest

from flows.server.engine import RefusedError
from flows.server.turns import Turns

PATIENCE = 5.0


async def work(turns: Turns, client: str, order: list[str], until: asyncio.Event) -> None:
    async with turns.turn(client, PATIENCE):
        order.append(client)
        await until.wait()


def test_one_client_does_not_take_all_places() -> None:
    async def main() -> None:
        turns, order, done = Turns(3, 2), list[str](), asyncio.Event()
        tasks = [asyncio.create_task(work(turns, client, order, done)) for client in "aaab"]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert order == ["a", "a", "b"]
        assert turns.load("a") == 3
        done.set()
        await asyncio.gather(*tasks)
        assert order == ["a", "a", "b", "a"]
        assert turns.load("a") == 0

    asyncio.run(main())


def test_who_sends_less_waits_less() -> None:
    async def main() -> None:
        turns, order = Turns(1, 1), list[str]()

        async def one(client: str) -> None:
            async with turns.turn(client, PATIENCE):
                order.append(client)
                await asyncio.sleep(0)

        await asyncio.gather(*map(one, "aaaaabbc"))
        assert order == ["a", "b", "c", "a", "b", "a", "a", "a"]

    asyncio.run(main())


def test_patience_ends() -> None:
    async def main() -> None:
        turns, done = Turns(1, 1), asyncio.Event()
        first = asyncio.create_task(work(turns, "a", [], done))
        await asyncio.sleep(0)
        with pytest.raises(RefusedError, match="too busy") as refused:
            async with turns.turn("b", 0.01):
                pass
        assert (refused.value.status, refused.value.retry_seconds) == (503, 1)
        done.set()
        await first
        async with turns.turn("b", 0.01):
            assert turns.load("b") == 1

    asyncio.run(main())


def test_who_gives_up_leaves_the_place_to_others() -> None:
    async def main() -> None:
        turns, order, done = Turns(1, 1), list[str](), asyncio.Event()
        first = asyncio.create_task(work(turns, "a", order, done))
        await asyncio.sleep(0)
        gone = asyncio.create_task(work(turns, "b", order, done))
        last = asyncio.create_task(work(turns, "c", order, done))
        await asyncio.sleep(0)
        gone.cancel()
        done.set()
        await asyncio.gather(first, last)
        assert order == ["a", "c"]

    asyncio.run(main())


def test_a_queue_has_an_end() -> None:
    async def main() -> None:
        turns, done = Turns(1, 1), asyncio.Event()
        tasks = [asyncio.create_task(work(turns, str(number), [], done)) for number in range(257)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(RefusedError, match="too many"):
            async with turns.turn("late", PATIENCE):
                pass
        done.set()
        await asyncio.gather(*tasks)

    asyncio.run(main())
