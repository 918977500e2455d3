"""How often changes planted between waves of the invented survey are found, over seeds.

python -m tools.measure_waves --seeds 100
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from kinerja_lib.change.waves.limits import FELL, ROSE
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import SAME, review_waves
from tests.change.wave_evidence import region

EMPLOYEES = 1500
PLANTED = {("sekolah", "tekanan_penilaian"): ROSE, ("sekolah", "penerimaan_penilaian"): FELL}
SIZES = {"kesiapan": 0.35, "manfaat_sosialisasi": 0.5}


def measure_schools(seed: int) -> dict[str, float]:
    """Look for the planted change of schools, and for changes elsewhere."""
    responses, _truth = region.__wrapped__("kotabumi", EMPLOYEES, seed)
    review = review_waves(responses)
    rows = review.kinds.set_index(["jenis", "subskala"])["hasil"]
    counted = rows[rows.isin([ROSE, FELL])]
    wrong = {key: found for key, found in counted.items() if PLANTED.get(key) != found}
    found = {f"found {key[1]}": rows.get(key) == way for key, way in PLANTED.items()}
    same = (review.changes["makna"] == SAME).mean()
    return {**found, "any other kind": bool(wrong), "same meaning": same}


def measure_outreach(seed: int) -> dict[str, float]:
    """Look for the planted effect of outreach by lot, and for effects of other topics."""
    responses, truth = region.__wrapped__("jambi", EMPLOYEES, seed)
    review = review_waves(responses)
    rows = review_outreach(review).effects
    own = rows["topik"] == truth["topics"][0]["topik"]
    planted = rows[own].set_index("subskala")
    others = rows[~own & ~rows["topik"].eq(truth["series"]["topik"])]
    cells = {"any other topic": bool(others["hasil"].isin([ROSE, FELL]).any())}
    for code in SIZES:
        row = planted.loc[code]
        cells |= {f"found {code}": row.hasil == ROSE, f"size {code}": row.ubah}
        cells[f"width {code}"] = row.high - row.low
    return cells


def measure(seeds: int) -> pd.DataFrame:
    """Give means over seeds, one row per figure."""
    schools = pd.DataFrame([measure_schools(seed) for seed in range(1, seeds + 1)])
    outreach = pd.DataFrame([measure_outreach(seed) for seed in range(1, seeds + 1)])
    parts = {"kotabumi": schools.astype(float).mean(), "jambi": outreach.astype(float).mean()}
    return pd.concat(parts).rename("mean").reset_index()


def write_waves(seeds: int = 100) -> str:
    """Write the lines of docs/validation.md on changes between waves."""
    rows = measure(seeds)
    head = [f"| Region | Figure | Mean over {seeds} seeds |", "|---|---|---|"]
    cells = rows.itertuples(index=False, name=None)
    return "\n".join([*head, *(f"| {area} | {name} | {mean:.3f} |" for area, name, mean in cells)])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    sys.stdout.write(write_waves(parser.parse_args().seeds) + "\n")
