"""Evidence from small tables: frames of the contracts, typed as `sources.check` gives them."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.tables.registry import CONTRACTS

_TYPES = {"date": "datetime64[us]", "flag": object}
NUMBERS = ("number", "whole", "year")


def make_frame(table, rows):
    """A frame with all columns of the contract; what rows leave out is missing."""
    fields = [item for item in CONTRACTS[table].fields if not item.is_family]
    frame = pd.DataFrame(rows, columns=[item.name for item in fields]).reset_index(drop=True)
    kinds = {
        item.name: "float64" if item.kind in NUMBERS else _TYPES.get(item.kind, "str")
        for item in fields
    }
    return frame.astype(kinds)


def make_evidence(period="2026-TW3", reference_date=dt.date(2026, 9, 30), **tables):
    """Rows (dicts or a frame) by table; tables that are left out are empty."""
    frames = {name: make_frame(name, rows) for name, rows in tables.items()}

    def frame(table, columns=None):
        found = frames.get(table)
        found = make_frame(table, []) if found is None else found
        return found.copy() if columns is None else found[list(columns)].copy()

    loads = pd.DataFrame(
        [(name, len(f), len(f), 0) for name, f in frames.items()],
        columns=["table", "rows_in", "accepted", "quarantined"],
    )
    return Evidence(SimpleNamespace(loads=loads, frame=frame), period, reference_date)


def people(*codes, unit="U1", **more):
    """Plain active employees of one unit."""
    row = {"status_kerja": "aktif", "tmt_pegawai": "2015-01-01", "unit_id": unit}
    return [{"nip": code, "nama": f"Nama {code}", **row, **more} for code in codes]


def unit(code="U1"):
    return {"unit_id": code, "nama": f"Unit {code}"}
