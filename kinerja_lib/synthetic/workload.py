"""Posts needed and filled, and the retirement wave (`abk`)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from kinerja_lib.synthetic.organisation import Organisation
from kinerja_lib.synthetic.people import Staff
from kinerja_lib.synthetic.plan import END, RegionPlan


def build_workload(posts: Organisation, staff: Staff, rng: np.random.Generator) -> pd.DataFrame:
    """Write posts needed and filled in 2025 and 2026.

    Needed are the holders and a Poisson number with mean `0.15 + 0.12 * holders`; a workload is
    1,250 hours a head, give or take 8 percent.
    """
    filled = np.bincount(staff.post[staff.working < 4], minlength=len(posts.holders))
    gap = rng.poisson(0.15 + 0.12 * filled) * ~posts.is_head
    need = np.where(posts.is_head, 1, filled + gap)
    years = []
    for year in (2025, 2026):
        lost = rng.binomial(filled, 0.04 * (2026 - year))
        hours = np.round(need * 1250 * rng.normal(1, 0.08, len(need)).clip(0.7, 1.3), 0)
        table = posts.jabatan[["unit_id", "jabatan_id"]].assign(
            tahun=year, kebutuhan=need, tersedia=filled - lost, beban_kerja=hours
        )
        years.append(table)
    return pd.concat(years, ignore_index=True)


def count_wave(plan: RegionPlan, posts: Organisation, staff: Staff) -> dict[str, object]:
    """Count who retires within five years in the family of posts with the wave."""
    family = (posts.jabatan["rumpun"] == plan.wave).to_numpy()[staff.post] & (staff.working < 4)
    age = (np.datetime64(END, "D") - staff.birth).astype(float) / 365.25
    near = family & (age > posts.bup[staff.post] - 5)
    return {"rumpun": plan.wave, "pegawai": int(family.sum()), "lima_tahun": int(near.sum())}
