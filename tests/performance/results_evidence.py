"""Evidence from small invented tables: rows of tuples, every other column missing."""

import datetime as dt

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.tables.registry import CONTRACTS

NUMBERS, DATES = ("whole", "number", "year"), ("date", "time")
SHORT = {"T": "di atas ekspektasi", "S": "sesuai ekspektasi", "B": "di bawah ekspektasi"}


class Checked:
    """Tables as a check gives them: typed columns of the contract."""

    def __init__(self, tables):
        self.tables = {name: shape(name, rows) for name, rows in tables.items()}
        counts = [(name, len(frame), len(frame), 0) for name, frame in self.tables.items()]
        names = ["table", "rows_in", "accepted", "quarantined"]
        self.loads = pd.DataFrame(counts, columns=names)
        self.findings = self.columns = pd.DataFrame()

    def frame(self, table, columns=None):
        found = self.tables.get(table)
        found = shape(table, []) if found is None else found
        return found if columns is None else found.reindex(columns=list(columns))


def shape(table, rows):
    fields = {f.name: f.kind for f in CONTRACTS[table].fields if not f.is_family}
    frame = pd.DataFrame(rows).reindex(columns=list(fields))
    for name, kind in fields.items():
        if kind in NUMBERS:
            frame[name] = frame[name].astype(float)
        elif kind in DATES:
            frame[name] = pd.to_datetime(frame[name])
        else:
            frame[name] = frame[name].astype("str" if frame[name].notna().any() else object)
    return frame


def make_evidence(period="2026-TW3", day=dt.date(2026, 9, 30), **tables):
    return Evidence(Checked(tables), period, day)


def result(nip, period, predikat, unit="U-1", **more):
    row = {"nip": nip, "periode": period, "predikat": predikat, "unit_id": unit, "status": "final"}
    return row | more


def rate(nip, period, work, unit="U-1"):
    """One result with conduct as expected: T, S or B for the work."""
    predikat = {"T": "Baik", "S": "Baik", "B": "Butuh Perbaikan"}[work]
    return result(nip, period, predikat, unit, hasil_kerja=SHORT[work])
