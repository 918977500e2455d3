"""Who stands behind the units of a report, for the disclosure check of a run.

Comparing two publications needs to know who moved between units. The list goes with the table of
source files into the executed notebook of `kinerja run`, which takes it out again before anything
is published or kept. Notebooks that run anywhere else hold no such list.
"""

from __future__ import annotations

import hashlib
import os

import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.basis.places import AT_END, place_people
from kinerja_lib.tables.dates import last_day

RUN_VARIABLE = "KINERJA_RUN_ID"  # set for the kernels of `kinerja run`
_GONE = ("pensiun", "mutasi keluar", "berhenti", "meninggal")


def list_people(evidence: Evidence) -> list[tuple[str, str, str]]:
    """List everyone of the report's period with unit and kind of unit, as tables write them.

    Returns
    -------
    list of (str, str, str)
        Check code of the NIP, name of the unit, kind of the unit ("" where none is known), sorted.
        People with a result in the period used, and those employed at its end; the unit is the one
        on its last day. People without any unit are left out.
    """
    period = evidence.result_period.used or evidence.period
    results = evidence.frame("hasil_penilaian").reindex(columns=["nip", "periode", "unit_id"])
    rated = results[results["periode"] == period].dropna(subset="nip").drop_duplicates("nip")
    others = _employed(evidence, period).difference(pd.Index(rated["nip"]))
    rows = pd.DataFrame({"nip": [*rated["nip"], *others]}).assign(
        unit_id=[*rated["unit_id"], *[None] * len(others)]
    )
    placed = place_people(evidence, rows, period, AT_END).people.dropna(subset="unit_id")
    kinds = evidence.units["jenis"] if len(evidence.units) else pd.Series(dtype=object)
    kind = placed["unit_id"].map(kinds).fillna("").astype(str)
    names = evidence.name_units(placed["unit_id"])
    codes = [hashlib.sha256(str(nip).encode()).hexdigest() for nip in placed["nip"]]
    return sorted(zip(codes, names, kind, strict=True))


def list_for_run(evidence: Evidence) -> list[tuple[str, str, str]]:
    """Give `list_people` inside a kernel of `kinerja run`, nothing anywhere else."""
    return list_people(evidence) if os.environ.get(RUN_VARIABLE) else []


def _employed(evidence: Evidence, period: str) -> pd.Index:
    """Give the NIP of those employed on the last day of a period."""
    end = pd.Timestamp(last_day(period))
    staff = evidence.staff
    gone = staff["status_kerja"].isin(_GONE) & ~(pd.to_datetime(staff["sejak"]) > end)
    return staff.index[~gone & ~(pd.to_datetime(staff["tmt_pegawai"]) > end)]
