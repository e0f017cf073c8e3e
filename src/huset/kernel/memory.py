"""Remembering what a question was answered, for as long as nothing has been done.

Every write is an action and every action adds a line to the log, so an answer stays right until
the log's head moves. Each process remembers for itself; the head costs one question.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar, cast

from huset.kernel.models import LogHead

P = ParamSpec("P")
T = TypeVar("T")
MOST = 512
_answers: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()
_heads: ContextVar[list[str | None] | None] = ContextVar("heads", default=None)


def remembers(ask: Callable[P, T]) -> Callable[P, T]:
    """Make a query remember its answers, which must be values that nobody can change."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (ask.__module__, ask.__qualname__, args, tuple(sorted(kwargs.items())))
        return remembered(key, lambda: ask(*args, **kwargs))

    return asked


def remembered(key: tuple[Hashable, ...], ask: Callable[[], T]) -> T:
    """Give the answer to ``ask``, asked anew only when something has been done since."""
    full = (_head(), *key)
    with _lock:
        if full in _answers:
            _answers.move_to_end(full)
            return cast("T", _answers[full])
    answer = ask()
    with _lock:
        _answers[full] = answer
        while len(_answers) > MOST:
            _answers.popitem(last=False)
    return answer


@contextmanager
def one_look() -> Iterator[None]:
    """Look at the log's head once: for what only reads, such as the request for a page."""
    before = _heads.set([])
    try:
        yield
    finally:
        _heads.reset(before)


def _head() -> str | None:
    seen = _heads.get()
    if seen:
        return seen[0]
    head = LogHead.objects.filter(pk=1).values_list("digest", flat=True).first()
    if seen is not None:
        seen.append(head)
    return head


def forget() -> None:
    """Forget every answer: for tests, which write without acting."""
    with _lock:
        _answers.clear()
