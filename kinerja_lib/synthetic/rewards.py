"""Awards, discipline and the professionalism index (`penghargaan`, `disiplin`, `ip_asn`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.capaian import PERIODS
from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population
from kinerja_lib.tables.choices import EDUCATION

AWARDS = ("Pegawai teladan", "Piagam penghargaan", "Satyalancana Karya Satya")
LEVELS = ("ringan", "sedang", "berat")
YEARS = (2024, 2025)
# Places in EDUCATION, from S3 to SD -> code of BKN, 5 for S3 to 0 for SLTP and below.
_EDUCATION_CODE = np.array([5, 4, 3, 3, 2, 1, 1, 1, 0, 0])
_MIDDLE = np.array([115.0, 100.0, 80.0, 60.0, 40.0])


def build_rewards(people: Population, predikat: np.ndarray) -> Built:
    """Write `penghargaan`, `disiplin` and `ip_asn`.

    Parameters
    ----------
    people : Population
    predikat : int array of shape (periods, people)
        As in `results.Results`.
    """
    awards, awarded = _awards(people, predikat)
    discipline, levels = _discipline(people)
    index = _index(people, predikat, levels)
    tables = {"penghargaan": awards, "disiplin": discipline, "ip_asn": index}
    return Built(tables, awarded)


def _awards(people: Population, predikat: np.ndarray) -> tuple[pd.DataFrame, dict[str, object]]:
    """Give 12 of 100 people with Sangat Baik for a year an award in the year after, 1 of 200 else.

    In Mamuju women get a quarter of that chance.
    """
    rng = people.random("penghargaan")
    woman = (people.pegawai["jenis_kelamin"] == "P").to_numpy()
    parts = []
    for year in ("2024", "2025"):
        best = predikat[PERIODS.index(year)] == 0
        chance = np.where(best, 0.12, 0.005) * people.active
        if people.plan.slug == "mamuju":
            chance = chance * np.where(woman, 0.25, 1.0)
        person = np.flatnonzero(rng.random(len(best)) < chance)
        begin = np.datetime64(f"{int(year) + 1}-03-01")
        day = begin + rng.integers(0, 180, len(person)).astype("timedelta64[D]")
        parts.append((person, day, best[person]))
    person, day, best = (np.concatenate(column) for column in zip(*parts, strict=True))
    table = pd.DataFrame(
        {
            "nip": people.nips(person),
            "jenis": choose(AWARDS, rng.integers(0, len(AWARDS), len(person))),
            "tanggal": days(day),
            "dasar": choose(
                ("Predikat tahunan Sangat Baik", "Usul pimpinan unit"), (~best).astype(int)
            ),
        }
    )
    return table, _award_truth(people)


def _award_truth(people: Population) -> dict[str, object]:
    if people.plan.slug != "mamuju":
        return {}
    finding = {
        "id": "mamuju_penghargaan_timpang",
        "what": "at the same result, women get awards a quarter as often as men",
        "table": "penghargaan",
        "ids": ["P"],
        "size": {"kali": 0.25},
    }
    return {"findings": [finding]}


def _discipline(people: Population) -> tuple[pd.DataFrame, np.ndarray]:
    """Write punishments of 8 in 1,000 people; light 90 days, moderate 270, severe 360.

    Also returns their level, a place in `LEVELS`, of shape (people,), -1 for the others.
    """
    rng = people.random("disiplin")
    size = len(people.nip)
    old = people.staff.appointed < np.datetime64("2024-01-01")
    hit = people.active & old & (rng.random(size) < 0.008)
    if not hit.any():
        hit[np.flatnonzero(people.active & old)[-1]] = True
    level = np.where(hit, np.minimum(rng.integers(0, 6, size) // 2, 2), -1)
    person = np.flatnonzero(hit)
    begin = np.datetime64("2024-02-01") + rng.integers(0, 800, len(person)).astype("timedelta64[D]")
    length = np.array([90, 270, 360])[level[person]].astype("timedelta64[D]")
    table = pd.DataFrame(
        {
            "nip": people.nips(person),
            "tingkat": choose(LEVELS, level[person]),
            "mulai": days(begin),
            "selesai": days(begin + length),
        }
    )
    return table, level


def _index(people: Population, predikat: np.ndarray, level: np.ndarray) -> pd.DataFrame:
    """Write what the professionalism index of 2024 and 2025 is made of.

    Schooling as in `pegawai`; 70 of 100 leaders and 60 of 100 functional people had the training
    for their post, 55 of 100 people 20 JP, 65 of 100 a seminar, more with higher hidden skill.
    """
    rng = people.random("ip_asn")
    kinds = people.jabatan["jenis"]
    leader = kinds.isin(["jpt pratama", "administrator", "pengawas"]).to_numpy()[people.staff.post]
    functional = kinds.eq("fungsional").to_numpy()[people.staff.post]
    school = pd.Categorical(people.pegawai["pendidikan"], categories=list(EDUCATION)).codes
    tables = []
    for year in YEARS:
        person = np.flatnonzero(people.employed_on(f"{year}-12-31"))
        drawn = rng.random((4, len(person))) - 0.06 * people.staff.skill[person]
        rated = predikat[PERIODS.index(str(year)), person]
        tables.append(
            pd.DataFrame(
                {
                    "nip": people.nips(person),
                    "tahun": year,
                    "kualifikasi": _EDUCATION_CODE[school[person]],
                    "diklat_pim": leader[person] & (drawn[0] < 0.7),
                    "diklat_fungsional": functional[person] & (drawn[1] < 0.6),
                    "diklat_20jp": drawn[2] < 0.55,
                    "seminar": drawn[3] < 0.65,
                    "nilai_kinerja": np.where(rated < 0, np.nan, _MIDDLE[rated]),
                    "hukuman": choose(LEVELS, level[person]),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)
