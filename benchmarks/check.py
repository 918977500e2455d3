"""Time `kinerja check` beside checks by hand: a whole region in files, and one very large table.

Run `python benchmarks/check.py`; `--employees 2000 --results 50000 --runs 1` for a trial. Each
program is a process of its own; the table gives medians, and the median of the ratios of pairs that
ran in turn. What the checks by hand leave out is said in `check_by_hand.py`.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BY_HAND = [sys.executable, "benchmarks/check_by_hand.py"]
KINERJA = [sys.executable, "-m", "kinerja_lib"]
LIMITED = """import sys
from kinerja_lib.sources.check import check_source
checked = check_source(sys.argv[1], memory_limit=sys.argv[2])
print(checked.loads["rows_in"].sum(), checked.loads["quarantined"].sum(), len(checked.findings))
"""
MONTHS = 12
AGENCIES = 548
WRITE_RESULTS = """import duckdb, sys
out, people, agencies, months = sys.argv[1], *map(int, sys.argv[2:])
c = duckdb.connect()
day = "CAST((i * 7919) % 10950 AS INTEGER)"
c.execute(f"CREATE TABLE p AS SELECT i, strftime(DATE '1968-01-01' + {day}, '%Y%m%d') || "
    f"CAST(1992 + {day} // 365 + i % 5 AS VARCHAR) || printf('%02d', 1 + i % 12) || "
    "CAST(1 + i % 2 AS VARCHAR) || printf('%03d', 1 + (i // 10950) % 999) AS nip, "
    f"printf('U-%03d', 1 + i % {agencies}) AS unit_id FROM range({people}) t(i)")
copy = lambda query, name: c.execute(f"COPY ({query}) TO '{out}/{name}.parquet'")
copy(f"SELECT printf('U-%03d', i) AS unit_id, 'Instansi Rekaan ' || i AS nama, 'badan' AS jenis "
    f"FROM range(1, {agencies + 1}) t(i)", "unit")
copy("SELECT nip, 'Pegawai Rekaan' AS nama, 'PNS' AS status, 'III/c' AS golongan, unit_id, "
    "'aktif' AS status_kerja FROM p", "pegawai")
copy("SELECT nip, printf('2026-%02d', m) AS periode, unit_id, CASE d WHEN 0 THEN "
    "'di bawah ekspektasi' WHEN 1 THEN 'di atas ekspektasi' WHEN 2 THEN 'di atas ekspektasi' "
    "ELSE 'sesuai ekspektasi' END AS hasil_kerja, CASE d WHEN 1 THEN 'di atas ekspektasi' ELSE "
    "'sesuai ekspektasi' END AS perilaku, CASE d WHEN 0 THEN 'Butuh Perbaikan' WHEN 1 THEN "
    "'Sangat Baik' ELSE 'Baik' END AS predikat, 'final' AS status, make_date(2026, m, 28) AS "
    f"tanggal FROM (SELECT *, (i * 31 + m * 7) % 10 AS d FROM p, range(1, {months + 1}) r(m)) "
    "ORDER BY m, i", "hasil_penilaian")
"""


@dataclass(frozen=True)
class Run:
    """One process: wall and CPU seconds, largest memory in GiB, last line it printed."""

    wall: float
    cpu: float
    peak: float
    said: str


def run(command: list[str]) -> Run:
    """Run one process to its end; it may find faults (exit code 1) but not break."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=out, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read().decode(errors="replace").strip()
    if process.returncode not in (0, 1) or "Traceback" in said:
        raise SystemExit(f"{command} ended with {process.returncode}:\n{said[-2000:]}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024**2, said)


def compare(names: tuple[str, str], ours: list[str], theirs: list[str], runs: int) -> None:
    """Run both in turn and print two rows of the table and the ratio."""
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    for name, done in zip(names, zip(*pairs, strict=True), strict=True):
        wall, cpu = (statistics.median(getattr(r, k) for r in done) for k in ("wall", "cpu"))
        peak = max(r.peak for r in done)
        print(f"| {name} | {wall:.1f} s | {cpu:.1f} s | {peak:.2f} GiB |", flush=True)
    ratios = [own.wall / other.wall for own, other in pairs]
    ratio, low, high = statistics.median(ratios), min(ratios), max(ratios)
    print(f"\nRatio of wall times: {ratio:.2f} ({low:.2f}-{high:.2f}).\n", flush=True)


def compare_region(folder: Path, employees: int, runs: int) -> None:
    """Check all files of an invented region, as a whole process."""
    sample = ["sample", "--region", "jambi", "--employees", str(employees), "--out", str(folder)]
    run([*KINERJA, *sample])
    files = [path for path in folder.iterdir() if path.name != "truth.json"]
    size = sum(path.stat().st_size for path in files) / 1024**3
    findings = folder.with_suffix(".json")
    run([*KINERJA, "check", str(folder), "--json", str(findings)])
    rows = json.loads(findings.read_text(encoding="utf-8"))["rows_in"]
    print(f"{employees} employees: {len(files)} files, {size:.2f} GiB, {rows} rows.\n")
    print("| Files of a region | wall | CPU | peak memory |\n|---|---|---|---|")
    names = ("kinerja check", "pandas by hand: empty cells, equal keys, references")
    ours, theirs = [*KINERJA, "check", str(folder)], [*BY_HAND, "pandas", str(folder)]
    compare(names, ours, theirs, runs)


def compare_table(folder: Path, results: int, limit: str, runs: int) -> None:
    """Check results of a year in Parquet, both under the same limit of memory."""
    people = max(1, results // MONTHS)
    numbers = [str(number) for number in (people, AGENCIES, MONTHS)]
    run([sys.executable, "-c", WRITE_RESULTS, str(folder), *numbers])
    print(f"{people * MONTHS} results of {people} employees, limit {limit} (DuckDB).\n")
    print("| One large table | wall | CPU | peak memory |\n|---|---|---|---|")
    ours = [sys.executable, "-c", LIMITED, str(folder), limit]
    names = ("check_source", "DuckDB by hand, the same questions")
    compare(names, ours, [*BY_HAND, "duckdb", str(folder), limit], runs)


def main() -> None:
    """Print the machine and both tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--employees", type=int, default=100_000, help="0: leave this part out")
    parser.add_argument("--results", type=int, default=56_400_000, help="0: leave this part out")
    parser.add_argument("--memory", default="3GiB", help="limit of the engine for the large table")
    parser.add_argument("--runs", type=int, default=3, help="pairs of each comparison")
    chosen = parser.parse_args()
    print(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, ", end="")
    print(f"Python {platform.python_version()}, DuckDB {version('duckdb')}, ", end="")
    print(f"pandas {version('pandas')}; medians of {chosen.runs} pairs\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if chosen.employees:
            compare_region(Path(folder) / "region", chosen.employees, chosen.runs)
        if chosen.results:
            (Path(folder) / "table").mkdir()
            compare_table(Path(folder) / "table", chosen.results, chosen.memory, chosen.runs)


if __name__ == "__main__":
    main()
