"""Invented education figures: graduation of schools, participation of the public."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.counters import keep_existing, list_established
from kinerja_lib.synthetic.population import Population

GRADUATION_COLUMNS = ("unit_id", "tahun", "peserta", "lulus")
PARTICIPATION_COLUMNS = ("unit_id", "program", "periode", "sasaran", "hadir")
YEARS = (2023, 2024, 2025, 2026)
PASS, LOW_PASS = 0.985, 0.86
FALLEN = (0.84, 2026)  # Kotabumi: share and first year
PROGRAMMES = (
    "Kelas orang tua",
    "Rapat komite sekolah",
    "Gerakan membaca keluarga",
    "Pendidikan kesetaraan",
)
ATTEND, LOW_ATTEND = 0.68, 0.27
LOW_PROGRAMME = {"andir": 2, "mamuju": 3, "jambi": 3, "kotabumi": 1, "wanggar": 0}
HALVES = ("2023-S2", "2024-S1", "2024-S2", "2025-S1", "2025-S2", "2026-S1")


def plan_places(people: Population) -> dict[str, str]:
    """Choose the school below the others, and Kotabumi's school in which the rate fell."""
    schools = list_established(people, "sekolah")
    fallen = {"turun": schools[0]} if people.plan.slug == "kotabumi" else {}
    return {"rendah": schools[1]} | fallen


def draw_graduation(people: Population) -> pd.DataFrame:
    """Return the table `kelulusan`: each school, 2023 to 2026.

    Passed is binomial(candidates, 0.985), so that many schools stand at 100 %; the school below the
    others has 0.86.
    """
    rng = people.random("kelulusan")
    schools, places = people.units_of("sekolah"), plan_places(people)
    size = np.rint(np.exp(rng.normal(4.3, 0.3, len(schools))))
    share = np.full((len(schools), len(YEARS)), PASS)
    marked = list(places.values())
    size[np.isin(schools, marked)] = 120
    share[schools.index(places["rendah"])] = LOW_PASS
    if "turun" in places:
        level, year = FALLEN
        share[schools.index(places["turun"]), YEARS.index(year) :] = level
    candidates = rng.poisson(size[:, None], share.shape)
    table = pd.DataFrame(
        {
            "unit_id": np.repeat(np.array(schools, dtype=object), len(YEARS)),
            "tahun": np.tile(np.array(YEARS), len(schools)),
            "peserta": candidates.ravel(),
            "lulus": rng.binomial(candidates, share).ravel(),
        }
    )
    day = pd.to_datetime(table["tahun"].astype(str) + "-06-30")
    return keep_existing(table, day, people)[list(GRADUATION_COLUMNS)]


def draw_participation(people: Population) -> pd.DataFrame:
    """Return the table `partisipasi`: programmes of each kecamatan by half-year.

    Present is binomial(invited, 0.68 + 0.04 * z of the kecamatan), 0.27 for the low programme.
    """
    rng = people.random("partisipasi")
    units = people.units_of("kecamatan")
    shape = (len(units), len(PROGRAMMES), len(HALVES))
    unit, programme, half = (axis.ravel() for axis in np.indices(shape))
    share = ATTEND + 0.04 * np.clip(rng.normal(size=len(units)), -2, 2)[unit]
    low = programme == LOW_PROGRAMME[people.plan.slug]
    invited = rng.poisson(np.array([120, 90, 150, 60])[programme])
    table = pd.DataFrame(
        {
            "unit_id": np.array(units, dtype=object)[unit],
            "program": np.array(PROGRAMMES, dtype=object)[programme],
            "periode": np.array(HALVES, dtype=object)[half],
            "sasaran": invited,
            "hadir": rng.binomial(invited, np.where(low, LOW_ATTEND, share)),
        }
    )
    starts = {h: f"{h[:4]}-{'01' if h[-1] == '1' else '07'}-01" for h in HALVES}
    day = pd.to_datetime(table["periode"].map(starts))
    return keep_existing(table, day, people)[list(PARTICIPATION_COLUMNS)]
