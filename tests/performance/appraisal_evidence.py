"""Evidence for appraisal and calibration: small tables, or an invented region without faults."""

import datetime as dt
from dataclasses import replace
from functools import cache
from types import MappingProxyType, SimpleNamespace

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.config.rule_settings import use_default_settings
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.ratings import build_ratings
from kinerja_lib.synthetic.results import build_results
from kinerja_lib.tables.registry import CONTRACTS

_TYPES = {"date": "datetime64[us]", "flag": object, "number": "float64", "whole": "float64"}
_FOUND = ["table", "file", "sheet", "row", "column", "value", "fault", "severity", "rule"]


def make_frame(table, rows):
    """A frame with all columns of the contract; what rows leave out is missing."""
    fields = [item for item in CONTRACTS[table].fields if not item.is_family]
    frame = pd.DataFrame(rows, columns=[item.name for item in fields]).reset_index(drop=True)
    return frame.astype({item.name: _TYPES.get(item.kind, "str") for item in fields})


def set_rules(**changed):
    """The default settings with some values changed; `__` stands for the point in a name."""
    base = use_default_settings()
    new = {name.replace("__", "."): value for name, value in changed.items()}
    settings = {n: replace(s, value=new.get(n, s.value)) for n, s in base.settings.items()}
    return replace(base, settings=MappingProxyType(settings))


def make_evidence(period="2026-TW3", rules=None, found=(), **tables):
    """Rows (dicts or a frame) by table; `found` are rows that the check set aside."""
    frames = {name: make_frame(name, rows) for name, rows in tables.items()}

    def frame(table, columns=None):
        own = frames.get(table)
        own = make_frame(table, []) if own is None else own
        return own.copy() if columns is None else own[list(columns)].copy()

    loads = pd.DataFrame(
        [(name, len(own)) for name, own in frames.items()], columns=["table", "accepted"]
    )
    findings = pd.DataFrame(list(found), columns=_FOUND)
    checked = SimpleNamespace(loads=loads, frame=frame, findings=findings)
    return Evidence(checked, period, dt.date(2026, 9, 30), rules or use_default_settings())


def rate(person, rater, kind, scores, period="2026", day="2026-08-10"):
    """One row per aspect."""
    keys = {"dinilai": person, "penilai": rater, "hubungan": kind}
    more = {"periode": period, "tanggal": day}
    return [{**keys, "aspek": f"A{i}", "nilai": s, **more} for i, s in enumerate(scores)]


def set_aside(table, row, column, fault):
    """One finding of the check."""
    keys = {"table": table, "file": "x.csv", "sheet": "", "row": row, "column": column}
    return {**keys, "value": "", "fault": fault, "severity": "quarantine", "rule": "aturan"}


@cache
def region(slug, employees=420):
    """Evidence of a region without faults, and what its builders say they planted."""
    people = build_population(REGIONS[slug], 7, employees)
    built = {"hasil": build_results(people).built, "penilaian": build_ratings(people)}
    tables = dict(people.tables)
    for part in built.values():
        tables |= part.tables
    return make_evidence(**tables), {name: part.truth for name, part in built.items()}
