"""Check frames against the form of their contracts; what is broken comes back as texts."""

from collections.abc import Callable
from functools import cache

import duckdb
import pandas as pd

from kinerja_lib.synthetic.plan import REGIONS, Built
from kinerja_lib.synthetic.population import Population, build_population
from kinerja_lib.tables.contract import NUMERIC, Field
from kinerja_lib.tables.registry import CONTRACTS

SLUGS = tuple(REGIONS)
PERIOD = r"\d{4}(-(TW[1-4]|S[12]|0[1-9]|1[0-2]))?"


@cache
def people_of(slug: str, employees: int = 300, seed: int = 7) -> Population:
    return build_population(REGIONS[slug], seed, employees)


@cache
def built_of(build: Callable[[Population], Built], slug: str, employees: int = 300) -> Built:
    """What a builder makes; the tests share it and change nothing in it."""
    return build(people_of(slug, employees))


def broken_form(built: Built, people: Population) -> list[str]:
    """Names of broken requirements, empty when all tables are as their contracts say."""
    every = people.tables | built.tables
    found = []
    for name, frame in built.tables.items():
        contract = CONTRACTS[name]
        if list(frame.columns) != [item.name for item in contract.fields]:
            found.append(f"{name}: columns {list(frame.columns)}")
            continue
        if frame.duplicated(list(contract.key)).any():
            found.append(f"{name}: key")
        for item in contract.fields:
            found += [f"{name}.{item.name}: {what}" for what in _cells(item, frame, every)]
        found += [f"{name}: {rule}" for rule in _rules(name, frame)]
    return found


def _cells(item: Field, frame: pd.DataFrame, every: dict[str, pd.DataFrame]) -> list[str]:
    values = frame[item.name].dropna()
    found = []
    if item.required and len(values) < len(frame):
        found.append("empty")
    if item.choices and not values.isin(item.choices).all():
        found.append("choice")
    if item.kind in NUMERIC and not pd.api.types.is_numeric_dtype(values):
        found.append("not a number")
    elif item.kind in NUMERIC and (
        (item.low is not None and (values < item.low).any())
        or (item.high is not None and (values > item.high).any())
    ):
        found.append("range")
    if item.kind in ("date", "time") and not pd.api.types.is_datetime64_dtype(values):
        found.append("not a date")
    if item.kind == "period" and not values.astype(str).str.fullmatch(PERIOD).all():
        found.append("period")
    if item.references and len(values):
        parents = [name.split(".") for name in item.parents]
        known = {key for table, column in parents for key in every[table][column]}
        if not values.isin(known).all():
            found.append("reference")
    return found


def _rules(name: str, frame: pd.DataFrame) -> list[str]:
    with duckdb.connect() as connection:
        connection.register("t", frame)
        count = "SELECT count(*) FROM t WHERE "
        return [
            rule.code
            for rule in CONTRACTS[name].rules
            if connection.execute(count + f"({rule.broken_when})").fetchone()[0]
        ]
