"""Time the answers that must come at once, and one report, beside plain papermill and nbconvert.

Run `python benchmarks/startup.py`. Each pair is run in turn after one warm-up; the table gives the
median wall time of both and the median of the ratios of the pairs, with the range of the ratios.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
NOTEBOOK = "notebooks/area_indicators.ipynb"
KINERJA = [sys.executable, "-m", "kinerja_lib"]
PAPERMILL = [sys.executable, "-m", "papermill"]
RUNS = 5


def seconds(commands: list[list[str]]) -> float:
    """Run commands one after another and give their wall time; exit codes are not looked at."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
    return time.perf_counter() - start


def compare(name: str, ours: list[list[str]], theirs: list[list[str]]) -> None:
    """Print one row of the table."""
    seconds(ours), seconds(theirs)
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(RUNS)]
    ratios = [other / own for own, other in pairs]
    own, other = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio, low, high = statistics.median(ratios), min(ratios), max(ratios)
    print(f"| {name} | {own:.2f} s | {other:.2f} s | {ratio:.1f} ({low:.1f}-{high:.1f}) |")


def main() -> None:
    """Print the table."""
    print(f"Python {sys.version.split()[0]}, {RUNS} pairs after a warm-up\n")
    print("| What | kinerja | papermill (and nbconvert) | ratio (range) |")
    print("|---|---|---|---|")
    compare("help", [[*KINERJA, "--help"]], [[*PAPERMILL, "--help"]])
    with tempfile.TemporaryDirectory() as folder:
        out, executed = f"{folder}/reports", f"{folder}/executed.ipynb"
        wrong = ["-p", "achievement_cp", "100"]
        run = [*KINERJA, "run", "params/provinsi.yaml", "--out", out]
        papermill = [*PAPERMILL, NOTEBOOK, executed, "--no-progress-bar"]
        compare("unknown parameter", [[*run, *wrong]], [[*papermill, *wrong]])
        convert = [sys.executable, "-m", "nbconvert", "--to", "html", executed]
        compare("one report, two editions", [run], [papermill, convert])


if __name__ == "__main__":
    main()
