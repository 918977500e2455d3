"""Evidence from small invented tables of training, coaching and outreach."""

import datetime as dt

import numpy as np

from kinerja_lib.basis.evidence import Evidence
from tests.performance.results_evidence import Checked


def make_evidence(**tables):
    return Evidence(Checked(tables), "2026-TW3", dt.date(2026, 9, 30))


def make_staff(count, units=5):
    return [
        {
            "nip": f"{i}",
            "unit_id": f"U{i % units}",
            "nama": f"Orang {i:03d}",
            "status_kerja": "aktif",
        }
        for i in range(count)
    ]


COURSE = {"pelatihan_id": "P1", "nama": "Kursus", "mulai": "2026-03-02", "selesai": "2026-03-06"}


def make_scores(count=40, effect=8.0, seed=1, course="P1"):
    """Half trained, half waiting, by lot; scores before of one distribution."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(60, 5, count)
    before = ability + rng.normal(0, 3, count)
    trained = rng.permutation(count) < count // 2
    after = ability + rng.normal(0, 3, count) + effect * trained
    return [
        {
            "pelatihan_id": course,
            "nip": str(i),
            "status": "lulus" if trained[i] else "terdaftar",
            "nilai_sebelum": round(before[i], 1),
            "nilai_sesudah": round(after[i], 1),
            "tanggal_selesai": "2026-03-06" if trained[i] else None,
        }
        for i in range(count)
    ]
