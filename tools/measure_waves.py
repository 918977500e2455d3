"""How often changes planted between waves of the invented survey are found, over seeds.

python -m tools.measure_waves --seeds 100
"""

from __future__ import annotations

import argparse
import sys

import pandas as pd

from kinerja_lib.change.outcomes import FELL, ROSE
from kinerja_lib.change.waves.outreach import review_outreach
from kinerja_lib.change.waves.review import SAME, review_waves
from tests.change.region_evidence import region

EMPLOYEES = 1500
PLANTED = {("sekolah", "tekanan_penilaian"): ROSE, ("sekolah", "penerimaan_penilaian"): FELL}
_LABELS = {
    "found tekanan_penilaian": "schools: pressure found to rise",
    "found penerimaan_penilaian": "schools: acceptance found to fall",
    "any other kind": "any change found that was not planted, in 12 subscales of all kinds of unit",
    "same meaning": "subscales that keep their meaning, as planted",
    "any other topic": "any effect found of the topic that has none",
    "found kesiapan": "readiness found to rise with the topic given by lot",
    "size kesiapan": "readiness: difference found, points",
    "width kesiapan": "readiness: width of its interval, points",
    "found manfaat_sosialisasi": "benefit found to rise with the topic given by lot",
    "size manfaat_sosialisasi": "benefit: difference found, points",
    "width manfaat_sosialisasi": "benefit: width of its interval, points",
}
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
    """Write the section of docs/validation.md on changes between waves."""
    rows = measure(seeds).itertuples(index=False, name=None)
    lines = [f"| {area} | {_LABELS[name]} | {mean:.3f} |" for area, name, mean in rows]
    return (
        "## Changes between waves of the survey\n\n"
        f"Planted in invented regions of {EMPLOYEES} employees, {seeds} seeds "
        "(`tools/measure_waves.py`): in schools of Kotabumi pressure rises and acceptance falls; "
        "in Jambi a lot gives a topic to half of the units, where benefit and readiness rise. "
        "Counted after Holm correction over all kinds of unit and subscales, or all topics and "
        "subscales. A subscale whose meaning seems to have changed is not compared and counts as "
        "not found.\n\n"
        "| region | figure | mean |\n| --- | --- | ---: |\n" + "\n".join(lines)
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=100)
    sys.stdout.write(write_waves(parser.parse_args().seeds) + "\n")
