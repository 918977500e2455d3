"""Every shipped report, published twice under other circumstances, is the same byte for byte.

The second time another output root, time zone, language of the system, hash seed and moment.
run.json may differ in its number and times, and SHA256SUMS in the line about run.json.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.notebooks.refresh import PARAMETERS

pytestmark = [pytest.mark.slow, pytest.mark.long]

PROJECT = Path(__file__).resolve().parents[2]
CIRCUMSTANCES = (
    {"TZ": "Asia/Jayapura", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Honolulu", "LC_ALL": "C", "PYTHONHASHSEED": "22"},  # 19 hours behind
)
HEAD = """region: {region}
period: "{period}"
reference_date: "{day}"
timezone: WIB
owner: BKPSDM
source: {source}
editions: [internal, public]
automatic_approval: Data rekaan.
reports:
  {name}: {options}
"""


def write_params(folder, name):
    """A params file for one report on the region of the executed copies."""
    given = dict(PARAMETERS[name])
    year = name == "area_indicators"
    head = {
        "region": given.pop("region"),
        "period": given.pop("period", "2026-TW3"),
        "day": "2023-03-31" if year else "2026-09-30",
        "source": given.pop("source"),
        "name": name,
        "options": json.dumps(given),
    }
    (folder / "params").mkdir()
    path = folder / "params" / "kecil.yaml"
    path.write_text(HEAD.format(**head), encoding="utf-8")
    return path


def publish(params, out, circumstances):
    done = subprocess.run(
        [sys.executable, "-m", "kinerja_lib", "run", str(params), "--out", str(out)],
        cwd=PROJECT,
        env={**os.environ, **circumstances, "KINERJA_PROJECT": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def read_all(out):
    found = {}
    for edition in ("internal", "public"):
        (report,) = (out / edition).glob("*/*/*/")
        for path in (p for p in sorted(report.rglob("*")) if p.is_file()):
            content = path.read_bytes()
            if path.name == "run.json":
                record = json.loads(content)
                del record["id"], record["measured"]
                for act in record["releases"]:
                    del act["at"]
                content = json.dumps(record).encode()
            elif path.name == "SHA256SUMS":
                kept = [line for line in content.splitlines() if not line.endswith(b"  run.json")]
                content = b"\n".join(kept)
            found[f"{edition}/{path.relative_to(report)}"] = content
    return found


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_a_report_is_the_same_under_other_circumstances(tmp_path, name):
    params = write_params(tmp_path, name)
    folders = [tmp_path / "satu", tmp_path / "jalur lain" / "dua"]
    for out, circumstances in zip(folders, CIRCUMSTANCES, strict=True):
        publish(params, out, circumstances)
    first, second = map(read_all, folders)
    assert set(first) == set(second) and len(first) > 20
    assert [file for file in first if first[file] != second[file]] == []
