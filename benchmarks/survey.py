"""Time the survey report on 100,000 respondents, beside the same study by other packages.

    python benchmarks/survey.py [--people 100000] [--runs 3] [--without-plain]

30 items on six scales, 600 units in ten kinds, one wave. `kit` is the whole of `kinerja run`:
check, notebook, both editions. `plain` reads the same file and computes alpha (pingouin), the
factor model (semopy, complete rows), Welch and Games-Howell by kind of unit (pingouin), Dunn's
test (scikit-posthocs) and the mixed model of one scale (statsmodels): no careless answers, no
test of invariance, no units, no weights, no page. Medians of whole processes.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

PROJECT = Path(__file__).resolve().parents[1]
SCALES, ITEMS, UNITS, KINDS = 6, 5, 600, 10
PARAMS = """region: Contoh Besar
period: "2026-TW3"
reference_date: "2026-09-30"
timezone: WIB
source: data
organisation: Data rekaan
owner: Pengukur waktu
editions: [internal, public]
automatic_approval: Semua data rekaan dan tidak memuat orang nyata.
reports:
  change_resistance:
    instruments: [ukur]
"""
PLAIN = f"""import sys, warnings; warnings.simplefilter("ignore")
import numpy as np, pandas as pd, pingouin, semopy, scikit_posthocs, statsmodels.formula.api as smf
table = pd.read_csv(sys.argv[1] + "/survei_asn.csv")
kinds = pd.read_csv(sys.argv[1] + "/unit.csv").set_index("unit_id")["jenis"]
table["jenis"] = table["unit_id"].map(kinds)
names = [f"butir_{{n + 1:02d}}" for n in range({SCALES * ITEMS})]
scales = [names[s * {ITEMS}:(s + 1) * {ITEMS}] for s in range({SCALES})]
for s, items in enumerate(scales):
    pingouin.cronbach_alpha(table[items])
    table[f"s{{s}}"] = table[items].mean(axis=1)
    pingouin.welch_anova(table, dv=f"s{{s}}", between="jenis")
    pingouin.pairwise_gameshowell(table, dv=f"s{{s}}", between="jenis")
    known = table.dropna(subset=[f"s{{s}}"])
    scikit_posthocs.posthoc_dunn(known, f"s{{s}}", "jenis", p_adjust="holm")
form = [f"f{{s}} =~ " + " + ".join(items) for s, items in enumerate(scales)]
model = semopy.Model("\\n".join(form))
model.fit(table[names].dropna())
semopy.calc_stats(model)
smf.mixedlm("s0 ~ C(jenis)", table.dropna(subset=["s0"]), groups="unit_id").fit()
"""


def write_project(folder: Path, people: int) -> None:
    """Write a project with one instrument, its data and the notebook of the kit."""
    for name in ("notebooks", "params/instruments", "data"):
        (folder / name).mkdir(parents=True)
    shutil.copy(PROJECT / "notebooks" / "change_resistance.ipynb", folder / "notebooks")
    (folder / "params" / "besar.yaml").write_text(PARAMS, encoding="utf-8")
    lines = ["nama: Skala ukur waktu", "sumber: rekaan", "lisensi: bebas", "validasi: tidak ada"]
    lines += ["rentang: [1, 5]", "label: [Sangat tidak setuju, Sangat setuju]", "subskala:"]
    for scale in range(SCALES):
        lines += [f"  skala_{scale}:", f"    nama: Skala {scale + 1}", "    tema: kesiapan"]
        lines += ["    baik: tinggi", "    butir:"]
        for item in range(ITEMS):
            turned = " {balik: true}" if item == ITEMS - 1 else ""
            lines.append(f"      butir_{scale * ITEMS + item + 1:02d}:{turned}")
    text = "\n".join(lines) + "\n"
    (folder / "params" / "instruments" / "ukur.yaml").write_text(text, encoding="utf-8")
    write_data(folder / "data", people)


def write_data(folder: Path, people: int) -> None:
    """Write units and answers: correlated factors, 2 % of answers missing."""
    rng = np.random.default_rng(1)
    units = [f"U{n:03d}" for n in range(UNITS)]
    kinds = [f"jenis {n % KINDS}" for n in range(UNITS)]
    pd.DataFrame({"unit_id": units, "nama": [f"Unit {n}" for n in range(UNITS)], "jenis": kinds}
                 ).to_csv(folder / "unit.csv", index=False)  # fmt: skip
    unit = rng.integers(0, UNITS, people)
    general = rng.standard_normal(people)[:, None]
    factor = 0.6 * general + 0.77 * rng.standard_normal((people, SCALES))
    factor += 0.22 * rng.standard_normal((UNITS, SCALES))[unit]
    latent = 0.7 * np.repeat(factor, ITEMS, axis=1)
    latent += 0.71 * rng.standard_normal((people, SCALES * ITEMS))
    answer = np.rint(3 + latent).clip(1, 5)
    answer[:, ITEMS - 1 :: ITEMS] = 6 - answer[:, ITEMS - 1 :: ITEMS]
    answer[rng.random(answer.shape) < 0.02] = np.nan
    table = pd.DataFrame({"resp_id": [f"R{n:06d}" for n in range(people)], "gelombang": "2026-1"})
    table["unit_id"] = np.array(units, dtype=object)[unit]
    table["tanggal"] = "2026-05-04"
    table["jenis_kelamin"] = np.array(["P", "L"], dtype=object)[rng.integers(0, 2, people)]
    names = [f"butir_{n + 1:02d}" for n in range(SCALES * ITEMS)]
    items = pd.DataFrame(answer, columns=names).astype("Int64")
    pd.concat([table, items], axis=1).to_csv(folder / "survei_asn.csv", index=False)


def run(command: list[str], folder: Path) -> tuple[float, float, float]:
    """Return wall and CPU seconds and peak GiB of the largest process, children included."""
    start = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "KINERJA_PROJECT": str(folder)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[1:4]}: exit code {process.returncode}")
    wall = time.perf_counter() - start
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--without-plain", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proyek"
        write_project(folder, given.people)
        kit = [sys.executable, "-m", "kinerja_lib", "run", "params/besar.yaml", "--out"]
        programs = {"kit": [*kit, str(Path(name) / "out")]}
        if not given.without_plain:
            programs["plain"] = [sys.executable, "-c", PLAIN, str(folder / "data")]
        times = {program: [] for program in programs}
        for _ in range(given.runs):
            for program, command in programs.items():
                times[program].append(run(command, folder))
    print(f"{given.people} respondents x {SCALES * ITEMS} items, {UNITS} units")
    print(f"{'program':>8} {'wall s':>8} {'CPU s':>8} {'GiB':>6}")
    for program, measured in times.items():
        wall, cpu, peak = (statistics.median(column) for column in zip(*measured, strict=True))
        print(f"{program:>8} {wall:8.1f} {cpu:8.1f} {peak:6.2f}")
    if "plain" in times:
        ratio = statistics.median(k[0] / p[0] for k, p in zip(*times.values(), strict=True))
        print(f"kit / plain, median of paired wall times: {ratio:.2f}")


if __name__ == "__main__":
    main()
