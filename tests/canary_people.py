"""An invented region with planted people, whose data no public edition may hold.

`python -m tests.canary_people REGION FOLDER` writes a project: notebooks, params, and the region's
data with three people in FOLDER/data. Their texts begin with the word of `tests.canary_search`:
name, e-mail, address, remarks, comments, codes of their records, a file, a unit and a post that
nobody else has, and in each table about persons a class that nobody else is in. A row of theirs in
each table is wrong, so that it is set aside. Comments, suggestions and complaints are all planted.
"""

import csv
import shutil
import sys
from pathlib import Path

import yaml

from kinerja_lib.synthetic.sample import write_sample
from kinerja_lib.tables.registry import CONTRACTS
from tests.canary_search import BORN, DIGITS, END, WORD

PROJECT = Path(__file__).resolve().parents[1]
REGIONS = ("andir", "mamuju", "jambi", "kotabumi", "wanggar")
EMPLOYEES = 150
SOURCE = f"data/{WORD}"  # the folder's name is planted too
PHONE = "0899-7107-345"
EVERY_ROW = {  # free texts: all rows are planted
    "survei_asn": ("komentar",), "skm": ("saran",), "pengaduan": ("isi",), "bukti": ("berkas",),
    "umpan_balik": ("isi", "tindak_lanjut"), "pembinaan": ("topik",), "keberatan": ("alasan",),
}  # fmt: skip
ONE_ROW = {  # classes that one citizen only is in
    "skm": ("pendidikan", "pekerjaan"),
    "pengaduan": ("kategori",),
}
OWN_CODES = ("keberatan", "umpan_balik", "pembinaan", "dialog_kinerja", "laporan_kinerja")
EXTRA = ("surel", "telepon", "alamat")  # columns of pegawai.csv that no contract knows
Rows = list[dict[str, str]]


def write_project(folder: Path, region: str, *, employees: int = EMPLOYEES) -> Path:
    """Write a project with a planted region; give its params file."""
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks")
    shutil.copytree(PROJECT / "params", folder / "params")
    write_region(folder / SOURCE, region, employees=employees)
    path = folder / "params" / f"{region}.yaml"
    content = yaml.safe_load(path.read_text("utf-8"))
    content["source"] = SOURCE
    content["reports"].setdefault("competency_training", {})["plan_seconds"] = 5.0
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return path


def write_region(folder: Path, region: str, *, employees: int = EMPLOYEES) -> None:
    """Write the region's tables with the planted people, in plain CSV files."""
    write_sample(region, folder, employees=employees, seed=1, clean=True)
    (folder / "truth.json").unlink()
    people = choose_people(read_rows(folder / "pegawai.csv"))
    swaps = dict(zip(people, list(DIGITS.values())[:3], strict=True))
    for path in sorted(folder.glob("*.csv")):
        text = path.read_text("utf-8")
        for old, new in swaps.items():
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    for path in sorted(folder.glob("*.csv")):
        rows = read_rows(path)
        write_rows(path, plant_table(path.stem, rows))
    give_own_unit_and_post(folder)
    (folder / "umpan_balik.csv").rename(folder / f"umpan_balik {WORD}.csv")


def choose_people(rows: Rows) -> list[str]:
    """Choose three people at work, of the sex and time of appointment that their new NIP says."""
    chosen = []
    for mark in list(DIGITS.values())[:3]:
        fits = (r["nip"] for r in rows if r["status_kerja"] == "aktif" and r["nip"] not in chosen)
        chosen.append(min(fits, key=lambda nip: abs(int(nip[:4]) - int(mark[:4]))))
    return chosen


def plant_table(table: str, rows: Rows) -> Rows:
    """Plant the free texts of all rows, and the texts and codes of the planted people's rows."""
    contract = CONTRACTS[table]
    texts = [field.name for field in contract.fields if field.kind == "text"]
    for number, row in enumerate(rows):
        for column in EVERY_ROW.get(table, ()):
            if column in row:
                row[column] = write_text(table, column, number)
    for column in ONE_ROW.get(table, ()):
        rows[0][column] = mark(table, column)
    if table == "pegawai":
        return [plant_person(row) for row in rows]
    person = [f.name for f in contract.fields if f.personal and f.required]
    theirs = [row for row in rows if {row.get(c) for c in person} & set(DIGITS.values())]
    for row in theirs[-1:]:
        row |= {c: mark(table, c) for c in texts if row.get(c)}
        if table in OWN_CODES:
            row[contract.fields[0].name] = mark("kode", table)
    return rows + spoil(table, theirs[:1])


def mark(*parts: str) -> str:
    """Make the word for one place of the data; letters only, with an end that can be seen."""
    return WORD + "".join(c for part in parts for c in part if c.isalpha()) + END


def write_text(table: str, column: str, number: int) -> str:
    """Write a comment that tells who a person is, each in another way."""
    ways = (
        "{word} mengusulkan pelatihan yang lebih sering",
        "{upper} mengusulkan pelatihan; hubungi {word}@contoh.invalid atau " + PHONE,
        "{hidden} NIP 19720229 199903 1 777 lahir 29 Februari 1972",
        "x q z k e n a r i menulis dari Jalan {word} 77, lahir 29/02/1976",
    )
    word = mark(table, column)
    hidden = "\u200b".join(word)
    return ways[number % len(ways)].format(word=word, upper=word.upper(), hidden=hidden)


def plant_person(row: dict[str, str]) -> dict[str, str]:
    """Give a planted person name, date of birth, and columns of which the kit knows nothing."""
    known = dict(zip(list(DIGITS.values())[:3], BORN, strict=True))
    extra = dict.fromkeys(EXTRA, "")
    if row["nip"] in known:
        number = row["nip"][-1]
        name = f"{WORD.capitalize()} Nama{'abcdefghij'[int(number)]}"
        row |= {"nama": name, "tanggal_lahir": known[row["nip"]]}
        row["jenis_kelamin"] = "L"
        row["tmt_pegawai"] = f"{row['nip'][8:12]}-{row['nip'][12:14]}-01"
        extra = {"surel": f"{WORD}@contoh.invalid", "telepon": PHONE, "alamat": f"Jalan {WORD}"}
    return row | extra


def spoil(table: str, rows: Rows) -> Rows:
    """Copy rows of a planted person with a NIP that is none, so that they are set aside."""
    column = next((f.name for f in CONTRACTS[table].fields if f.kind == "nip" and f.required), "")
    return [{**row, column: f"{row[column][:10]} {WORD}"} for row in rows if column in row]


def give_own_unit_and_post(folder: Path) -> None:
    """Give one planted person a unit of his own, another a post that nobody else has."""
    nips = list(DIGITS.values())
    people = read_rows(folder / "pegawai.csv")
    place = {row["nip"]: row for row in people}
    units, posts = read_rows(folder / "unit.csv"), read_rows(folder / "jabatan.csv")
    alone, post = place[nips[1]], place[nips[2]]
    old = next(row for row in units if row["unit_id"] == alone["unit_id"])
    own = {"unit_id": mark("kode", "unit"), "nama": f"Unit {mark('unit')}", "kepala_nip": nips[1]}
    units.append({**old, **own, "induk_id": units[0]["unit_id"], "kecamatan": ""})
    alone["unit_id"] = own["unit_id"]
    for row in posts:
        if row["jabatan_id"] == alone["jabatan_id"]:
            row["unit_id"] = own["unit_id"]
        if row["jabatan_id"] == post["jabatan_id"]:
            row |= {"nama": f"Analis {mark('jabatan')}", "rumpun": mark("rumpun")}
    write_rows(folder / "pegawai.csv", people)
    write_rows(folder / "unit.csv", units)
    write_rows(folder / "jabatan.csv", posts)


def read_rows(path: Path) -> Rows:
    """Read a plain CSV file of the invented region."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path: Path, rows: Rows) -> None:
    """Write rows with the columns of the first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_project(Path(sys.argv[2]), sys.argv[1])
