"""Do independent work on one engine several at a time, so that no core waits for another file."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import duckdb

from kinerja_lib.sources.connection import THREADS

Item = TypeVar("Item")
Result = TypeVar("Result")


def run_all(
    connection: duckdb.DuckDBPyConnection,
    work: Callable[[duckdb.DuckDBPyConnection, Item], Result],
    items: Sequence[Item],
) -> list[Result]:
    """Run `work` for each item with a cursor of its own; results in the order of the items.

    Parameters
    ----------
    connection : DuckDBPyConnection
        Its tables and views are seen by every cursor, its temporary ones by none: work makes
        ordinary relations, with names that no other item uses.
    work : callable
        Takes a cursor and an item. Messages keep the language of the caller.

    Raises
    ------
    Exception
        What the first failing item, in order, raised; the others are finished first.
    """

    def run(item: Item) -> Result:
        with connection.cursor() as cursor:
            return work(cursor, item)

    with ThreadPoolExecutor(min(THREADS, max(1, len(items)))) as pool:
        contexts = [contextvars.copy_context() for _ in items]
        futures = [
            pool.submit(context.run, run, item)
            for context, item in zip(contexts, items, strict=True)
        ]
        return [future.result() for future in futures]
