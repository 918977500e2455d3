"""The CSV files of a run of the survey report: no few people follow from two of its counts."""

import csv
import itertools

import pytest

from tests.conftest import run_kinerja

pytestmark = [pytest.mark.slow, pytest.mark.long]

PARAMS = """region: Contoh Rekaan
period: "2026-TW3"
reference_date: "2026-09-30"
timezone: WIB
source: {source}
organisation: Rekaan
owner: Pengelola survei
editions: [internal, public]
automatic_approval: Semua data rekaan untuk uji.
reports:
  change_resistance:
    answer_range: [1, 5]
"""
FLOW = "mutu-alur-orang"
COUNTS = ("diundang", "responden", "orang", "n", "n_lengkap", "kena", "naik", "turun", "tetap")


@pytest.fixture(scope="module")
def folders(tmp_path_factory, project):
    """Tables of both editions, from answers with two that are short and one outside the range."""
    place = tmp_path_factory.mktemp("hitungan")
    data = place / "data"
    data.mkdir()
    for path in (project / "examples" / "survei_rekaan").glob("*.csv"):
        (data / path.name).write_bytes(path.read_bytes())
    spoil(data / "survei_asn.csv")
    params = place / "contoh.yaml"
    params.write_text(PARAMS.format(source=data), encoding="utf-8")
    done = run_kinerja("run", params, "--out", place / "reports")
    assert done.returncode == 0, done.stdout + done.stderr
    found = sorted(place.glob("reports/*/*/*/change_resistance/tables"))
    assert len(found) == 2
    return found


def spoil(path):
    rows = read(path)
    late = [row for row in rows if row["gelombang"] == "2026-1"]
    items = [name for name in rows[0] if name.startswith("butir_")]
    late[0][items[0]] = "9"
    for row in late[1:3]:
        row |= dict.fromkeys(items[3:], "")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def count(cell):
    return int(float(cell)) if cell.replace(".", "", 1).isdigit() else None


def few(numbers):
    known = [number for number in numbers if number is not None]
    return [p for p in itertools.combinations(known, 2) if 0 < abs(p[0] - p[1]) < 10]


def test_no_row_of_the_response_tells_of_a_few_people(folders):
    for folder in folders:
        for path in sorted(folder.glob("mutu-*.csv")):
            for row in read(path):
                numbers = [count(row[name]) for name in COUNTS if name in row]
                assert few(numbers) == [], (path.name, row)


def test_no_two_steps_of_the_flow_tell_of_a_few_people(folders):
    for folder in folders:
        steps = {row["langkah"]: count(row["orang"]) for row in read(folder / f"{FLOW}.csv")}
        assert steps["Dipakai"] and steps["Kuesioner masuk"] is None
        assert few([number for number in steps.values() if number]) == []
        lines = read(folder / "jejak-angka.csv")
        own = [row for row in lines if row["tables"].startswith("survei_asn")]
        told = {count(row.get("rows") or "") for row in own}
        assert few([steps["Cukup terjawab"], *told]) == []
