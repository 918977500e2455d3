"""Check the rules against files of cases: input, expected answer, source.

    python tests/run_vectors.py FILE [FILE ...]

Prints a line for each case that fails and ends with `N passed, M failed`. A case of an unknown rule
counts as failed. Exit code 1 when something failed, 2 when no file was named.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.vectors.compare import compare_case
from tests.vectors.table import ADAPTERS, STATISTICS, load_adapter, load_statistic

_RAISED = ("error", "galat", "kesalahan")


def read_cases(path: Path) -> list[Mapping[str, Any]]:
    """Read the cases of a file; numbers become decimals by their written text."""
    content = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return content["cases"] if isinstance(content, dict) else content


def check_case(case: Mapping[str, Any]) -> list[str]:
    """List what is wrong with a case; empty when it passes."""
    rule = case.get("rule") or case.get("stat")
    if rule not in ADAPTERS and rule not in STATISTICS:
        return [f"unknown rule {rule!r}"]
    expected = case["expected"]
    refusal = isinstance(expected, dict) and any(expected.get(key) for key in _RAISED)
    try:
        found = (
            load_statistic(rule)(case) if rule in STATISTICS else load_adapter(rule)(case["input"])
        )
    except Exception as error:  # a case that breaks the code is a failed case, whatever broke
        return [] if refusal and _is_refusal(error) else [f"{type(error).__name__}: {error}"]
    return compare_case(case, found)


def _is_refusal(error: Exception) -> bool:
    from kinerja_lib.errors import KinerjaError

    return isinstance(error, KinerjaError | ValueError)


def check_files(paths: Sequence[Path]) -> Iterator[tuple[str, list[str]]]:
    """Give each case of the files with what is wrong with it; an unreadable file is one failure."""
    for path in paths:
        try:
            cases = read_cases(path)
        except (OSError, ValueError, KeyError) as error:
            yield path.name, [f"cannot be read: {error}"]
            continue
        for number, case in enumerate(cases, start=1):
            yield f"{path.name} {case.get('id', f'case {number}')}", check_case(case)


def main(arguments: Sequence[str]) -> int:
    """Check the files, report, and return the exit code."""
    if not arguments:
        sys.stderr.write("usage: python tests/run_vectors.py FILE [FILE ...]\n")
        return 2
    passed = failed = 0
    for name, faults in check_files([Path(argument) for argument in arguments]):
        passed, failed = passed + (not faults), failed + bool(faults)
        if faults:
            sys.stdout.write(f"FAILED {name}: {'; '.join(faults)}\n")
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
