"""Time a page for each unit of a region beside a papermill run for each unit.

Run `python benchmarks/prints.py [--params params/jambi.yaml] [--papermill 2]` once the invented
data are there (`kinerja sample`). The report is run without and with pages of units. papermill and
nbconvert run the same notebook on the same data, as they would once for each unit; that is done for
a few units only and multiplied by their number. Processor time is given beside wall time, because
it depends less on what else the machine does.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kinerja_lib.config.contract import read_contract
from kinerja_lib.config.params_file import parameters_for, read_params
from kinerja_lib.reporting.unit_files import count_pages

PROJECT = Path(__file__).resolve().parents[1]
REPORT = "performance_review"
NOTEBOOK = PROJECT / "notebooks" / f"{REPORT}.ipynb"
MB = 1e6


def measure(*commands: list[str]) -> tuple[float, float]:
    """Run commands one after another; wall and processor seconds. A failure ends the benchmark."""
    before, start = os.times(), time.perf_counter()
    for command in commands:
        subprocess.run(
            [sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, check=True
        )
    after = os.times()
    used = after.children_user - before.children_user
    used += after.children_system - before.children_system
    return time.perf_counter() - start, used


def run_papermill(params: Path, folder: Path, number: int) -> tuple[float, float]:
    """Run the notebook with papermill and write it as HTML with nbconvert."""
    executed = folder / f"unit-{number}.ipynb"
    values = parameters_for(read_params(params), read_contract(NOTEBOOK))
    given = [part for name, value in values.items() for part in ("-r", name, str(value))
             if isinstance(value, str)]  # fmt: skip
    papermill = ["papermill", str(NOTEBOOK), str(executed), "--no-progress-bar", *given]
    return measure(papermill, ["nbconvert", "--to", "html", str(executed)])


def show(name: str, pages: int, seconds: tuple[float, float], largest: float) -> None:
    """Print one row of the table."""
    wall, used = seconds
    each = f"{wall / pages:.3f} | {used / pages:.3f}" if pages else "- | -"
    print(f"| {name} | {pages} | {wall:.1f} | {used:.1f} | {each} | {largest / MB:.2f} |")


def largest(folder: Path, pattern: str) -> int:
    """Give the bytes of the largest file."""
    return max((path.stat().st_size for path in folder.rglob(pattern)), default=0)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--params", type=Path, default=PROJECT / "params" / "jambi.yaml")
    parser.add_argument("--papermill", type=int, default=2, help="units to run with papermill")
    chosen = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {chosen.params.stem}, {REPORT}\n")
    print("| What | pages | wall, s | processor, s | wall each | processor each | largest, MB |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = ["kinerja_lib", "run", str(chosen.params), "--report", REPORT, "--out"]
        plain = measure([*run, str(folder / "plain")])
        with_units = measure([*run, str(folder / "units"), "--units", "all"])
        reports = list((folder / "units").glob(f"*/*/*/{REPORT}"))
        counts = [count_pages(report) or {} for report in reports]
        pages, units = (
            sum(c.get("tersedia", 0) for c in counts),
            max(sum(c.values()) for c in counts),
        )
        show("report, both editions", len(reports), plain, largest(folder / "plain", "*.html"))
        more = (with_units[0] - plain[0], with_units[1] - plain[1])
        show("pages of units, on top", pages, more, largest(folder / "units", "unit/*.html"))
        some = [run_papermill(chosen.params, folder, n) for n in range(chosen.papermill)]
        if some:
            each = [sum(values) / len(some) for values in zip(*some, strict=True)]
            size = largest(folder, "unit-*.html")
            show(f"papermill and nbconvert, {len(some)} units", len(some),
                 (each[0] * len(some), each[1] * len(some)), size)  # fmt: skip
            show("the same for all units, extrapolated", units,
                 (each[0] * units, each[1] * units), size)  # fmt: skip


if __name__ == "__main__":
    main()
