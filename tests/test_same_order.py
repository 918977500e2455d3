"""Equal rows keep their order on every processor, and groups come out the same on another one.

numpy sorts by other routines where a processor has wide registers, and those leave equal rows in
another order, unless a stable sort is asked for.
"""

import ast
import os
import subprocess
import sys

import numpy as np
import pytest

from tests.conftest import PROJECT

GROUPS = """
import numpy as np, pandas as pd
from kinerja_lib.competency.clusters.review import review_clusters
from kinerja_lib.reporting.inputs import describe_processor
from tools.cluster_mechanisms import draw_profiles
found = review_clusters(pd.DataFrame(draw_profiles(3, 300, 9, 4, missing=0.05).gap))
print(describe_processor())
print(found.groups.to_csv(float_format="%.9g"), found.members.to_csv(float_format="%.9g"))
print(found.gates.test.z.round(9).tolist(), found.gates.gap.best)
"""


def is_unstable(call: ast.Call) -> bool:
    """Say whether a call sorts rows by one key without asking for a stable sort."""
    name = getattr(call.func, "attr", "")
    if name == "argpartition":
        return True
    if name not in ("sort_values", "argsort") or any(k.arg == "kind" for k in call.keywords):
        return False
    keys = [*call.args, *(k.value for k in call.keywords if k.arg == "by")]
    several = bool(keys) and isinstance(keys[0], ast.List) and len(keys[0].elts) > 1
    return name == "argsort" or not several  # pandas sorts by several keys in a stable way


def list_unstable(text: str) -> list[int]:
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [call.lineno for call in calls if is_unstable(call)]


def test_every_sort_of_rows_is_stable():
    found = [
        f"{path.relative_to(PROJECT)}:{line}"
        for path in (PROJECT / "kinerja_lib").rglob("*.py")
        for line in list_unstable(path.read_text("utf-8"))
    ]
    assert found == []


def test_unstable_sorts_would_be_found():
    text = 'a.sort_values("n")\nb.sort_values(["x", "y"])\nc.argsort()\nnp.argpartition(d, 2)\n'
    assert list_unstable(text) == [1, 3, 4]


@pytest.mark.slow
def test_groups_are_the_same_on_another_kind_of_processor():
    """The routines of an old processor are chosen by the switches of OpenBLAS and numpy."""
    features = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    older = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": " ".join(features)}
    here, there = (
        subprocess.run(
            [sys.executable, "-c", GROUPS],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "OPENBLAS_NUM_THREADS": "1", **more},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.partition("\n")
        for more in ({}, older)
    )
    if here[0] == there[0]:
        pytest.skip("this processor has one kind of routines only")
    assert here[2] == there[2]
