"""Two runs of the same inputs give the same bytes; only run.json tells them apart."""

import json
from pathlib import Path

import pytest

from tests.conftest import run_kinerja

pytestmark = [pytest.mark.slow, pytest.mark.long]

CHANGING = ("id", "measured")


def published_files(out: Path) -> dict[str, object]:
    files: dict[str, object] = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_dir() or name.startswith(".runs") or name.count("/") < 2:
            continue  # the catalogue shows when a report was made
        if path.name == "run.json":
            record = json.loads(path.read_text(encoding="utf-8"))
            files[name] = {key: record[key] for key in record if key not in CHANGING}
        elif path.name == "SHA256SUMS":  # one line of it is the code of run.json
            lines = path.read_text(encoding="ascii").splitlines()
            files[name] = [line for line in lines if not line.endswith("  run.json")]
        else:
            files[name] = path.read_bytes()
    return files


def test_second_run_over_the_first_gives_the_same_bytes(published, own_copy):
    first = published_files(published)
    assert len(first) > 30
    done = run_kinerja("run", "params/provinsi.yaml", "--out", own_copy)
    assert done.returncode == 0, done.stderr
    assert published_files(own_copy) == first


def test_a_changed_figure_changes_the_page(tmp_path, project):
    text = (project / "examples" / "iku_provinsi.csv").read_text(encoding="utf-8")
    changed = tmp_path / "iku.csv"
    changed.write_text(
        text.replace(
            "JAMBI,kemiskinan,2021,persen,turun,7.67", "JAMBI,kemiskinan,2021,persen,turun,9.67"
        ),
        encoding="utf-8",
    )
    params = tmp_path / "ubah.yaml"
    text = (project / "params" / "provinsi.yaml").read_text(encoding="utf-8")
    params.write_text(text.replace("examples/iku_provinsi.csv", str(changed)), encoding="utf-8")
    done = run_kinerja("run", params, "--edition", "internal", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    place = "internal/lima-provinsi/2021/area_indicators/tables/capaian-2.csv"
    assert "Jambi,tercapai,9.67" in (tmp_path / "out" / place).read_text(encoding="utf-8")
