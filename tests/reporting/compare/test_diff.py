"""`kinerja diff` on the real provincial report, with one figure changed in the source."""

import json

import pytest

from tests.conftest import run_kinerja
from tests.csv_rows import read_records

pytestmark = [pytest.mark.slow, pytest.mark.long]

PLACE = "lima-provinsi/2021/area_indicators"
ROW = "JAMBI,kemiskinan,2021,persen,turun,7.67"
NAMING = {"wilayah", "tahun", "nama"}


@pytest.fixture(scope="module")
def corrected(make_once, published, project):
    """The output root after a second run, with one figure of the source changed."""

    def publish(folder):
        text = (project / "examples" / "iku_provinsi.csv").read_text(encoding="utf-8")
        assert text.count(ROW) == 1
        (folder / "iku_provinsi.csv").write_text(text.replace(ROW, ROW.replace("7.67", "9.67")))
        params = (project / "params" / "provinsi.yaml").read_text(encoding="utf-8")
        changed = params.replace("examples/iku_provinsi.csv", str(folder / "iku_provinsi.csv"))
        (folder / "ubah.yaml").write_text(changed, encoding="utf-8")
        done = run_kinerja("run", folder / "ubah.yaml", "--out", folder / "reports")
        assert done.returncode == 0, done.stderr

    return make_once("corrected", publish) / "reports"


def differing_cells(old, new):
    """The cells of all tables that differ, found without the code under test."""
    found = set()
    for path in sorted((old / "tables").glob("*.csv")):
        if path.name in ("asal-usul.csv", "berkas.csv"):
            continue
        pair = [read_records(f / "tables" / path.name) for f in (old, new)]
        for before, after in zip(*pair, strict=True):
            row = ", ".join(v for k, v in before.items() if k in NAMING)
            found |= {(path.stem, row, k) for k in before if before[k] != after[k]}
    return found


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_one_changed_row_names_exactly_the_affected_figures(
    published, corrected, tmp_path, edition
):
    old, new = (root / edition / PLACE for root in (published, corrected))
    target = tmp_path / "beda.json"
    done = run_kinerja("diff", old, new, "--json", target)
    assert done.returncode == 0, done.stderr
    found = json.loads(target.read_bytes())
    told = {(c["table"], c["row"], c["column"]) for c in found["numbers"] if not c["sentence"]}
    helpers = {(t, r, c) for t, r, c in differing_cells(old, new) if c.startswith("kesimpulan_")}
    assert told == differing_cells(old, new) - helpers and len(told) > 5
    assert {row.split(",")[0] for _table, row, _column in told} == {"Jambi"}
    first = found["numbers"][0]
    assert (first["old"], first["new"], first["difference"]) == (7.67, 9.67, 2.0)
    # from public records alone, code with local changes cannot be told apart
    kinds = {cause["kind"] for cause in found["causes"]} - {"code"}
    assert kinds == ({"data", "parameters"} if edition == "internal" else set())
    assert "Angka: 12 berubah, 0 baru, 0 tidak ada lagi." in done.stdout


def test_nothing_changed_says_so(published, corrected):
    folder = published / "public" / PLACE
    done = run_kinerja("diff", folder, folder)
    assert done.returncode == 0 and "Tidak ada perubahan." in done.stdout
    (run,) = (p for p in (published / ".runs").iterdir() if not p.name.startswith("."))
    done = run_kinerja("diff", run, corrected / "internal" / PLACE)
    assert done.returncode == 0 and "edisi internal" in done.stdout


def test_what_cannot_be_compared_is_refused(published, tmp_path):
    inside, public = (published / e / PLACE for e in ("internal", "public"))
    done = run_kinerja("diff", inside, public)
    assert done.returncode == 2 and "tidak sebanding" in done.stderr
    done = run_kinerja("diff", inside, tmp_path)
    assert done.returncode == 2 and "bukan folder laporan" in done.stderr
