"""`kinerja verify` on the real provincial report: what is the same, and every kind of damage."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from kinerja_lib.reporting.compare.earlier import digest_numbers
from kinerja_lib.reporting.compare.seal import digest_files, seal_folder
from tests.conftest import PROJECT
from tests.csv_rows import read_rows

pytestmark = [pytest.mark.slow, pytest.mark.long]

PLACE = "lima-provinsi/2021/area_indicators"
DRAWN = "show(figures.chart_paths(review, position))"


def verify(*arguments, project=PROJECT):
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(
        [sys.executable, "-m", "kinerja_lib", "verify", *map(str, arguments)],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def inside(own_copy):
    return own_copy / "internal" / PLACE


@pytest.fixture
def public(own_copy):
    return own_copy / "public" / PLACE


@pytest.fixture
def project(tmp_path):
    """A project folder of one's own, with notebooks, settings, data and lock."""
    folder = tmp_path / "proyek"
    for name in ("notebooks", "params", "examples"):
        shutil.copytree(PROJECT / name, folder / name)
    shutil.copy(PROJECT / "requirements.lock", folder)
    return folder


def multiply_chart(folder, factor):
    """Multiply the series of one chart, in its CSV, by a factor."""
    path = folder / "tables" / "perjalanan-2.csv"
    head, *rows = read_rows(path)
    at = head.index("realisasi")
    for row in rows:
        row[at] = repr(float(row[at]) * factor) if row[at] else ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return sum(bool(row[at]) for row in rows)


def forge(folder):
    """Make codes, page and records agree with changed tables, as a careful forger would."""
    record = json.loads((folder / "run.json").read_bytes())
    old, record["numbers"] = record["numbers"], digest_numbers(folder)
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    page = (folder / "index.html").read_text(encoding="utf-8")
    (folder / "index.html").write_text(page.replace(old, record["numbers"]), encoding="utf-8")
    seal_folder(folder)
    path = folder.parents[3] / ".runs" / record["id"] / "run.json"
    own = json.loads(path.read_bytes())
    own["published"]["internal"] = digest_files(folder)
    path.write_text(json.dumps(own), encoding="utf-8")


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_an_untouched_report_is_the_same_to_the_last_byte(published, edition):
    done = verify(published / edition / PLACE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Hasil: sama." in done.stdout and "sama byte demi byte" in done.stdout
    assert "run.json sama, selain nomor proses dan waktunya." in done.stdout


@pytest.mark.parametrize(
    ("edition", "name", "before"),
    [
        *(("public", name, None) for name in ("index.html", "findings.csv", "contents.json")),
        *(("public", name, None) for name in ("run.json", "tables/mutu.csv", "SHA256SUMS")),
        ("public", "index.html", b"</svg>"),
        ("internal", "notebook.ipynb", None),
        ("internal", "putusan-sel.csv", None),
        ("internal", "tables/perjalanan-2.csv", None),  # the data of a chart
    ],
)
def test_a_changed_byte_is_noticed_without_a_new_run(own_copy, edition, name, before):
    public = own_copy / edition / PLACE
    content = bytearray((public / name).read_bytes())
    place = content.rindex(b"e", 0, content.rindex(before) if before else None)
    content[place] = ord("f")
    (public / name).write_bytes(content)
    done = verify(public, "--files-only")
    # run.json that cannot be read any more is no report at all
    assert done.returncode in ((1, 2) if name == "run.json" else (1,)), done.stdout
    assert name in done.stdout + done.stderr


def test_a_chart_times_seven_is_caught_at_each_step_of_a_forgery(inside):
    count = multiply_chart(inside, 7)
    done = verify(inside, "--files-only")
    assert done.returncode == 1 and "tables/perjalanan-2.csv: diubah" in done.stdout
    seal_folder(inside)
    done = verify(inside, "--files-only")
    assert done.returncode == 1 and "catatan internal prosesnya" in done.stdout
    assert "sidik angka bukan sidik tabel" in done.stdout
    forge(inside)
    assert verify(inside, "--files-only").returncode == 0
    done = verify(inside)
    assert done.returncode == 1, done.stdout
    assert f"{count} dari " in done.stdout and "10 yang pertama" in done.stdout
    places = re.findall(r"perjalanan-2.csv, baris \d+, realisasi: (\S+) → (\S+)", done.stdout)
    assert len(places) == 10
    assert all(float(old) == pytest.approx(7 * float(new)) for old, new in places)


def test_a_notebook_that_draws_other_data_is_named_with_its_numbers(inside, project):
    path = project / "notebooks" / "area_indicators.ipynb"
    text = path.read_text(encoding="utf-8")
    assert text.count(DRAWN) == 1
    seven = (
        "from dataclasses import replace; chart = figures.chart_paths(review, position); "
        "show(replace(chart, frame=chart.frame.assign(realisasi=chart.frame['realisasi'] * 7)))"
    )
    path.write_text(text.replace(DRAWN, seven), encoding="utf-8")
    done = verify(inside, project=project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "notebook berubah" in done.stdout
    places = re.findall(r"perjalanan-\d.csv, baris \d+, realisasi: (\S+) → (\S+)", done.stdout)
    assert places and all(7 * float(old) == pytest.approx(float(new)) for old, new in places)


def test_data_that_are_gone_or_others_are_named_and_nothing_is_claimed(inside, project):
    (project / "examples" / "kartu_iku.csv").unlink()
    figures = project / "examples" / "iku_provinsi.csv"
    figures.write_text(figures.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    done = verify(inside, project=project)
    assert done.returncode == 3, done.stdout + done.stderr
    assert "kartu_iku.csv: berkas tidak ada lagi" in done.stdout
    assert "iku_provinsi.csv: isinya bukan lagi yang dipakai laporan ini" in done.stdout
    assert "Hasil: tidak dapat diperiksa seluruhnya." in done.stdout


def test_a_public_folder_alone_is_checked_as_far_as_it_goes(public, tmp_path):
    alone = shutil.copytree(public, tmp_path / "unduhan")
    done = verify(alone, project=tmp_path)  # not a project folder: none is needed
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Jalan ulang tidak dilakukan: folder publik" in done.stdout
    assert "Catatan internal proses ini tidak ada di sini" in done.stdout


def test_a_folder_that_is_no_report_is_a_wrong_argument(tmp_path):
    done = verify(tmp_path)
    assert done.returncode == 2 and "bukan folder laporan" in done.stderr
