"""Observation of teachers in class (`observasi`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.columns import choose, days
from kinerja_lib.synthetic.plan import Built
from kinerja_lib.synthetic.population import Population

ITEMS = (
    "Membuka pelajaran dengan tujuan yang jelas",
    "Mengelola kelas",
    "Melibatkan siswa",
    "Memberi umpan balik kepada siswa",
    "Menilai hasil belajar",
    "Menutup pelajaran dengan simpulan",
)
_ITEMS_OF = {"mamuju": 6}
GENEROUS = 0.9


def build_observation(people: Population) -> Built:
    """Observe 60 of 100 teachers once a year by two school heads at the same lesson.

    A score is `2.7 + 0.5 * skill + i + o + e`, rounded and cut to 1..4: i is the item's level
    (spread 0.3), o the observer's (spread 0.15), e noise (spread 0.5). The observers are the head
    of the school and the head of the next school. Mamuju uses six items, others four; there one
    observer scores 0.9 higher.
    """
    rng = people.random("observasi")
    school = people.unit["jenis"].eq("sekolah").to_numpy()
    heads = np.flatnonzero(people.staff.head & people.active & school[people.staff.unit])
    guru = people.jabatan["rumpun"].eq("guru").to_numpy()[people.staff.post]
    teachers = np.flatnonzero(guru & people.active & ~people.staff.head)
    teachers = teachers[(rng.random(len(teachers)) < 0.6) & (len(heads) > 1)]
    items = _ITEMS_OF.get(people.plan.slug, 4)
    own = np.searchsorted(people.staff.unit[heads], people.staff.unit[teachers]) % max(
        1, len(heads)
    )
    observers = np.concatenate([heads[own], heads[(own + 1) % max(1, len(heads))]])
    rated = np.tile(teachers, 2)
    day = np.datetime64("2026-02-02") + rng.integers(0, 80, len(teachers)).astype("timedelta64[D]")
    observer_level = 0.15 * rng.normal(size=len(people.nip))
    findings = _plant_observer(people, observer_level, observers)
    level = 2.7 + 0.5 * people.staff.skill[rated] + observer_level[observers]
    score = (
        level[:, None] + 0.3 * rng.normal(size=items) + 0.5 * rng.normal(size=(len(rated), items))
    )
    table = pd.DataFrame(
        {
            "guru_nip": people.nips(np.repeat(rated, items)),
            "pengamat_nip": people.nips(np.repeat(observers, items)),
            "butir": choose(ITEMS[:items], np.tile(np.arange(items), len(rated))),
            "skor": np.rint(score).clip(1, 4).astype(int).ravel(),
            "tanggal": days(np.repeat(np.tile(day, 2), items)),
        }
    )
    return Built({"observasi": table}, {"guru": len(teachers), "findings": findings})


def _plant_observer(
    people: Population, level: np.ndarray, observers: np.ndarray
) -> list[dict[str, object]]:
    """Make the busiest observer of Mamuju generous; changes `level`."""
    if people.plan.slug != "mamuju" or not len(observers):
        return []
    busiest = int(np.argmax(np.bincount(observers)))
    level[busiest] = GENEROUS
    return [
        {
            "id": "mamuju_pengamat_longgar",
            "what": "one observer scores all teachers higher than the second observer does",
            "table": "observasi",
            "ids": [people.nip[busiest]],
            "size": {"skor": GENEROUS},
        }
    ]
