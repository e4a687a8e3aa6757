"""What can wait is done while nobody waits for an answer."""

import asyncio

from flows.server.quiet import Quiet


async def _order_of_two_requests(quiet: Quiet) -> list[str]:
    done: list[str] = []

    async def request(name: str, seconds: float) -> None:
        with quiet.broken():
            await asyncio.sleep(seconds)
        done.append(name)

    async def what_can_wait() -> None:
        await quiet.wait()
        done.append("what can wait")

    requests = [asyncio.create_task(request("short", 0.01)), asyncio.create_task(request("long", 0.2))]
    await asyncio.sleep(0)
    await asyncio.gather(what_can_wait(), *requests)
    return done


def test_it_is_quiet_once_the_last_request_is_answered() -> None:
    assert asyncio.run(_order_of_two_requests(Quiet())) == ["short", "long", "what can wait"]


def test_it_is_quiet_where_nobody_asks() -> None:
    asyncio.run(asyncio.wait_for(Quiet().wait(), 0.01))
