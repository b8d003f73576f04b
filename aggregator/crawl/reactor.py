"""Twisted's reactor in a thread of its own: it can be started only once a process, a crawl more often."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from types import FrameType
from typing import Any, TypeVar

from scrapy.utils.reactor import install_reactor

from aggregator.crawl.settings import TWISTED_REACTOR

Result = TypeVar("Result")


@cache
def running_loop() -> asyncio.AbstractEventLoop:
    """The event loop of Scrapy's reactor, which runs until the process ends."""
    ready: Future[asyncio.AbstractEventLoop] = Future()

    def serve() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        install_reactor(TWISTED_REACTOR)
        reactor: Any = import_module("twisted.internet.reactor")  # only now: importing it chooses one
        reactor.callWhenRunning(ready.set_result, loop)
        reactor.run(installSignalHandlers=False)

    threading.Thread(target=serve, name="reactor", daemon=True).start()
    return ready.result(timeout=30)


def wait_for(work: Coroutine[Any, Any, Result], stop: Callable[[], object]) -> Result:
    """What `work` answers, done on the reactor. Ctrl-C calls `stop` there and waits for a clean end;
    a second one is a KeyboardInterrupt."""
    loop = running_loop()
    future = asyncio.run_coroutine_threadsafe(work, loop)
    try:
        return future.result()
    except KeyboardInterrupt:
        loop.call_soon_threadsafe(stop)
        return future.result()


@contextmanager
def terminates_like_interrupt() -> Iterator[None]:
    """Makes SIGTERM end the crawl as Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
