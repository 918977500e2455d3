"""Write the section on damaged inputs."""

from __future__ import annotations

from pathlib import Path

import duckdb
import hypothesis

import kinerja_lib
from tools.mutate_inputs import make_table, run_inputs
from tools.mutation_judge import Outcome
from tools.mutation_seeds import EMPLOYEES, REGION, ROWS


def write_mutations(jobs: int, count: int, seed: int, store: Path | None = None) -> str:
    """Run damaged inputs and write the section."""
    return describe_outcomes(run_inputs(count, seed, jobs, store=store), count, seed)


def describe_outcomes(outcomes: list[Outcome], count: int, seed: int) -> str:
    """Write the section from finished outcomes."""
    bad = [one for one in outcomes if one.trace or one.lost]
    traces, lost = sum(bool(one.trace) for one in bad), sum(bool(one.lost) for one in bad)
    listed = "".join(f"\n- input {one.number}, {one.kind}" for one in bad)
    return f"""\
## Mutated inputs (masukan yang dirusak)

{count} damaged inputs, seed {seed}, from tables of the invented region {REGION} ({EMPLOYEES}
employees, {ROWS} rows a table), go through the code behind `kinerja check`; a sample goes through
the command itself, with the same exit code asked for. Exit code 0: nothing set aside; 1: rows or
files set aside; 2: a mapping file refused. For every input rows in (baris masuk) must be rows
accepted plus rows set aside (dikarantina), and each row set aside must stand in `karantina.csv`.
'Counted apart' are inputs whose rows Python's csv module, or the program that wrote the file, also
counted. Kit {kinerja_lib.__version__}, DuckDB {duckdb.__version__}, hypothesis
{hypothesis.__version__}.

**{count} inputs, {traces} tracebacks, {lost} inputs with a lost row.**

{make_table(outcomes, timed=False)}
{listed}"""
