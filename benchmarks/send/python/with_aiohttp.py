#!/usr/bin/env python3
"""aiohttp: a ClientSession, 50 in flight."""

from __future__ import annotations

import asyncio
import atexit
import ssl

import aiohttp
import meter
from meter import IN_FLIGHT, Order, check, document


def many(order: Order):
    """One session, as many tasks as messages may be in flight."""
    loop = asyncio.new_event_loop()
    context = ssl.create_default_context(cafile=order.ca) if order.ca else True

    async def open_session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT, ssl=context))

    session = loop.run_until_complete(open_session())
    atexit.register(lambda: loop.run_until_complete(session.close()))

    async def send_all(count: int) -> None:
        left = iter(range(count))

        async def work() -> None:
            for _ in left:
                async with session.post(order.url, data={"xml": document()}) as answer:
                    check(await answer.read())

        await asyncio.gather(*(work() for _ in range(min(IN_FLIGHT, count))))

    return lambda count: loop.run_until_complete(send_all(count))


if __name__ == "__main__":
    meter.measure({"many": many})
