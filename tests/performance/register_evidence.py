"""Evidence of invented tables, without a source on the disk."""

import datetime as dt

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.tables.registry import CONTRACTS

NUMBERS = ("number", "whole", "year")


class Tables:
    """Stand in for a checked source: every row is accepted; absent tables and columns are empty."""

    findings = columns = pd.DataFrame()

    def __init__(self, tables, aside=0):
        self.tables = tables
        rows = [{"table": name, "accepted": len(frame)} for name, frame in tables.items()]
        loads = pd.DataFrame(rows, columns=["table", "accepted"])
        self.loads = loads.assign(rows_in=loads["accepted"] + aside, quarantined=aside)

    def frame(self, table, columns=None):
        kinds = {field.name: field.kind for field in CONTRACTS[table].fields}
        frame = self.tables.get(table, pd.DataFrame()).reindex(columns=columns or list(kinds))
        for name in frame:
            if kinds[name] in NUMBERS:
                frame[name] = frame[name].astype(float)
            else:
                kind = "datetime64[us]" if kinds[name] == "date" else "str"
                frame[name] = frame[name].astype(kind)
        return frame.reset_index(drop=True)


def make_evidence(period="2026-TW3", aside=0, **tables):
    """Give evidence of tables named as in the contracts, each a list of dicts or a frame."""
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return Evidence(Tables(frames, aside), period, dt.date(2026, 9, 30))


def make_card(code="IKU-01", **more):
    """Give a complete card of a share that should rise."""
    card = {
        **{"iku_id": code, "nama": f"Bagian {code}", "definisi": "Bagian yang selesai"},
        **{"satuan": "persen", "rumus": "selesai / semua * 100", "sumber": "Register"},
        **{"arah": "naik", "frekuensi": "triwulanan", "jenis": "outcome"},
        **{"pemilik_unit_id": "U-1", "tujuan_id": "T-1", "nilai_awal": 70.0},
        **{"tahun_awal": 2022, "desimal": 1, "putus_seri": None},
    }
    return card | more


def make_row(period, value, plan=80.0, code="IKU-01", unit="U-1", **more):
    """Give a row of target_realisasi whose target is one number, 82, unless told."""
    row = {"iku_id": code, "unit_id": unit, "periode": period, "realisasi": value}
    return row | {"rencana": plan, "target_bawah": 82.0, "target_atas": 82.0} | more


UNITS = [{"unit_id": f"U-{n}", "nama": f"Dinas {n}"} for n in range(1, 10)]
GOALS = [{"tujuan_id": "T-1", "jenis": "tujuan"}]
