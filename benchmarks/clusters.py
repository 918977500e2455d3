"""Time groups of gaps beside KMeans with the best silhouette, as medians of whole processes.

    python benchmarks/clusters.py [--runs 5] [--people 100000]

200 people x 9 competencies, and 100,000 x 24, with 5 % (the last table: 1 %) of ratings missing.
Each run is a process of its own; `start` is the same process without the pipeline, so its CPU
seconds are to be taken off. The plain way fills missing ratings with the mean, tries k
from 2 to 8, and takes silhouettes on a sample of 10,000, without which it would need 80 GB.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DRAW = """import sys, numpy as np, pandas as pd
import sklearn.cluster, sklearn.metrics
from tools.cluster_mechanisms import draw_profiles
from kinerja_lib.competency.clusters.review import review_clusters
n, p, k = (int(a) for a in sys.argv[1:4])
gap = draw_profiles(1, n, p, k, missing=float(sys.argv[4])).gap
"""
START = DRAW + "print('-')"
OURS = DRAW + "r = review_clusters(pd.DataFrame(gap)); print(r.struktur, len(r.groups))"
PLAIN = (
    DRAW
    + """full = np.where(np.isnan(gap), np.nanmean(gap, axis=0), gap)
fits = {k: sklearn.cluster.KMeans(k, n_init=10, random_state=0).fit(full) for k in range(2, 9)}
size = min(10_000, n)
width = {k: sklearn.metrics.silhouette_score(full, f.labels_, sample_size=size, random_state=0)
         for k, f in fits.items()}
print('profil', max(width, key=width.get))"""
)


def run(code: str, arguments: list[str]) -> tuple[float, float, float, str]:
    """Return wall and CPU seconds, peak GiB and the last line of one process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    said = process.stdout.read().decode().strip()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2, said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--people", type=int, default=100_000)
    given = parser.parse_args()
    print(f"{'table':>14} {'program':>8} {'wall s':>8} {'CPU s':>8} {'GiB':>6}  found")
    sizes = [("200", "9", "3", "0.05"), (str(given.people), "24", "6", "0.05")]
    sizes.append((str(given.people), "24", "6", "0.01"))
    for size in sizes:
        for name, code in {"start": START, "kit": OURS, "plain": PLAIN}.items():
            runs = [run(code, list(size)) for _ in range(given.runs)]
            wall, cpu, peak = (statistics.median(r[i] for r in runs) for i in range(3))
            table = f"{size[0]}x{size[1]} {size[3]}"
            print(f"{table:>14} {name:>8} {wall:8.2f} {cpu:8.2f} {peak:6.2f}  {runs[-1][3]}")


if __name__ == "__main__":
    main()
