"""Invented activities of units with their output and cost."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import number_codes
from kinerja_lib.synthetic.counters import agency_of, keep_existing
from kinerja_lib.synthetic.health import plan_places as health_places
from kinerja_lib.synthetic.indicators import iku_codes
from kinerja_lib.synthetic.plan import END
from kinerja_lib.synthetic.population import Population
from kinerja_lib.synthetic.working_days import days_off, working_days

COLUMNS = (
    *("kegiatan_id", "unit_id", "jenis", "nama", "tanggal", "peserta", "keluaran", "satuan"),
    *("anggaran", "realisasi_anggaran", "iku_id"),
)
FIRST_DAY = "2023-10-02"
A_YEAR, A_YEAR_LOW = 24, 4  # health education of a puskesmas; of the one with low coverage
DOUBLED_FROM = "2025-07-01"  # Andir: twice as many sessions in one puskesmas
SHARE_OF_STAFF = 0.5  # other activities in three years for each employee
# Kind, name, unit of output, median output, rupiah for one, indicator.
KINDS = (
    ("bimbingan teknis", "Bimbingan teknis pelaporan kinerja", "orang", 30, 250e3, "jp"),
    ("rapat koordinasi", "Rapat koordinasi layanan", "orang", 25, 90e3, "koordinasi"),
    ("layanan keliling", "Layanan dokumen keliling", "dokumen", 60, 40e3, "dokumen"),
    ("pemeliharaan", "Pemeliharaan sarana pelayanan", "paket", 3, 9e6, "waktu"),
    ("evaluasi", "Evaluasi standar pelayanan", "laporan", 2, 4e6, "ikm"),
)
LOADED, LOADED_SHARE = "ikm", 0.45  # share of activities that name this one indicator
NO_INDICATOR = 0.18
COSTLY = 2.6  # cost for one output of one agency's mobile service over that of the others


def _education(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Draw health education: 24 a year in each puskesmas, 4 in the one of low coverage.

    Sessions are spread over the working days in equal steps, each moved by chance within its step.
    """
    places = health_places(people)
    days = working_days(FIRST_DAY, END.isoformat(), days_off(people.plan.slug))
    centres, sessions = people.units_of("puskesmas"), []
    for unit in centres:
        rate = np.full(len(days), A_YEAR * 3 / len(days))
        rate[:] *= A_YEAR_LOW / A_YEAR if unit == places["cakupan_rendah"] else 1.0
        if unit == places.get("cakupan_naik"):
            rate[days >= np.datetime64(DOUBLED_FROM)] *= 2
        steps = np.cumsum(rate)
        points = np.arange(round(steps[-1])) + rng.random(round(steps[-1]))
        sessions.append(days[np.searchsorted(steps, points).clip(max=len(days) - 1)])
    unit_id = np.repeat(np.array(centres, dtype=object), [len(held) for held in sessions])
    table = pd.DataFrame({"unit_id": unit_id, "tanggal": np.concatenate(sessions)})
    present = rng.poisson(28, len(table))
    codes = iku_codes(people.plan.slug)
    budget = np.round(1.2e6 * np.exp(rng.normal(0, 0.1, len(table))), -3)
    return table.assign(
        jenis="penyuluhan",
        nama="Penyuluhan imunisasi",
        peserta=present,
        keluaran=1.0,
        satuan="kali",
        anggaran=budget,
        realisasi_anggaran=np.round(budget * rng.uniform(0.85, 1.0, len(table)), -3),
        iku_id=codes.get("imunisasi", codes["ikm"]),
    )


def costly_unit(people: Population) -> str:
    """Return the agency whose mobile service costs more for one document than that of others."""
    return agency_of(people, "kependudukan")


def _others(people: Population, rng: np.random.Generator) -> pd.DataFrame:
    """Draw other activities: output = median * exp(0.3 z), cost = output * price * exp(0.12 z)."""
    units = np.array(people.units_of("dinas", "badan", "kecamatan"), dtype=object)
    n = max(120, round(SHARE_OF_STAFF * int(people.active.sum())))
    days = working_days(FIRST_DAY, END.isoformat(), days_off(people.plan.slug))
    kind = rng.integers(0, len(KINDS), n)
    unit = units[rng.integers(0, len(units), n)]
    few = rng.random(n) < min(0.08, 40 / n)
    unit[few], kind[few] = costly_unit(people), 2
    output = np.rint(np.array([k[3] for k in KINDS])[kind] * np.exp(rng.normal(0, 0.3, n)))
    output = np.maximum(output, 1)
    price = np.array([k[4] for k in KINDS])[kind] * np.exp(rng.normal(0, 0.12, n))
    price = np.where((unit == costly_unit(people)) & (kind == 2), price * COSTLY, price)
    used = np.round(output * price, -3)
    present = np.where(kind < 2, output, np.nan)
    return pd.DataFrame(
        {
            "unit_id": unit,
            "tanggal": days[rng.integers(0, len(days), n)],
            **{c: _pick(i, kind) for i, c in enumerate(("jenis", "nama", "satuan"))},
            "peserta": present,
            "keluaran": output,
            "anggaran": np.round(used / rng.uniform(0.85, 1.0, n), -3),
            "realisasi_anggaran": used,
            "iku_id": _indicators(people, kind, rng),
        }
    )


def _pick(place: int, kind: np.ndarray) -> np.ndarray:
    return np.array([k[place] for k in KINDS], dtype=object)[kind]


def _indicators(people: Population, kind: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Name the indicator of each activity; 0.45 of all name one and the same, 0.18 none."""
    codes = iku_codes(people.plan.slug)
    own = np.array([codes[k[5]] for k in KINDS], dtype=object)[kind]
    draw = rng.random(len(kind))
    own = np.where(draw < LOADED_SHARE, codes[LOADED], own)
    return np.where(draw > 1 - NO_INDICATOR, None, own)


def draw_activities(people: Population) -> pd.DataFrame:
    """Return the table `kegiatan` of a region, 2023-10 to 2026-09, ordered by day."""
    rng = people.random("kegiatan")
    table = pd.concat([_education(people, rng), _others(people, rng)], ignore_index=True)
    table = table.assign(tanggal=table["tanggal"].astype("datetime64[s]"))
    table = table.sort_values(["tanggal", "unit_id"], kind="stable", ignore_index=True)
    table = keep_existing(table, table["tanggal"], people).astype({"peserta": "Int64"})
    return table.assign(kegiatan_id=number_codes("KEG-", np.arange(1, len(table) + 1)))[
        list(COLUMNS)
    ]


def describe_activities(people: Population) -> dict[str, object]:
    """Say what is planted in `kegiatan`, JSON-ready."""
    return {
        "penyuluhan_setahun": A_YEAR,
        "penyuluhan_sedikit": {
            "unit_id": health_places(people)["cakupan_rendah"],
            "setahun": A_YEAR_LOW,
        },
        "iku_kelebihan_beban": {
            "iku_id": iku_codes(people.plan.slug)[LOADED],
            "di_luar_jenis": "penyuluhan",
            "paling_sedikit_bagian": LOADED_SHARE,
        },
        "tanpa_iku": NO_INDICATOR,
        "biaya_tinggi": {"unit_id": costly_unit(people), "jenis": KINDS[2][0], "kali": COSTLY},
    }
