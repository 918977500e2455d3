"""An invented region in which every text of every table, parameter and instrument is hostile.

`python -m tests.hostile_region FOLDER` writes it: a project with notebooks and params, and the data
in FOLDER/data. `kinerja run params/musuh.yaml` with KINERJA_PROJECT=FOLDER then publishes from it.
"""

import contextlib
import csv
import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
import yaml

from kinerja_lib.i18n import clean_text
from kinerja_lib.synthetic.sample import write_sample
from kinerja_lib.tables.registry import CONTRACTS
from tests.hostile_texts import FIRE, PAYLOADS, PRINTABLE, kind_of, poison, poison_some

PROJECT = Path(__file__).resolve().parents[1]
PARAMS = "musuh.yaml"
EMPLOYEES = 150
REPORTS = (
    *("data_quality", "performance_review", "competency_training"),
    *("training_impact", "change_resistance"),
)
HEADER = '<img src=x onerror="alert(1)"> {0.__class__} =1+1 $x$'
SHEET = "<img src=x onerror=alert(1)> $x"
FILE = "<img src=x onerror=alert(1)> {0.__class__} $x$ `id`;&.csv"
COURSE = "Sistem Informasi Kinerja Terbaru"
HUGE = 10_000_000  # characters of the longest comment
_TEXTS = ("nama", "sumber", "lisensi", "validasi", "dasar", "teks")
Rows = list[list[str]]


def write_region(folder: Path, *, employees: int = EMPLOYEES) -> None:
    """Write the region's tables with hostile texts: cells, headers, file and sheet names."""
    write_sample("wanggar", folder, employees=employees, seed=1)
    (folder / "truth.json").unlink()
    for path in sorted(folder.glob("*.csv")):
        header, *rows = read_table(path)
        write_table(path, header, poison_rows(path.stem, header, rows))
    write_needs(folder)
    add_oddities(folder)


def read_table(path: Path) -> Rows:
    """Read a table of the invented region, whose offices do not all write CSV alike."""
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith(b"\xff\xfe") else ("utf-8-sig", "cp1252")
    text = ""
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            break
    mark = ";" if ";" in text.partition("\n")[0] else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def poison_rows(table: str, header: list[str], rows: Rows) -> Rows:
    """Put payloads into every cell of a column of kind text or code."""
    contract = CONTRACTS[table]
    hostile = {i for i, name in enumerate(header) if contract.field(name).kind in ("text", "code")}
    return [
        [poison_some(cell) if i in hostile else cell for i, cell in enumerate(row)] for row in rows
    ]


def write_table(path: Path, header: list[str], rows: Rows) -> None:
    """Write a table with a further column whose name and every cell are hostile."""
    kinds = list(PAYLOADS)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header, HEADER])
        for number, row in enumerate(rows):
            writer.writerow([*row, PAYLOADS[kinds[number % len(kinds)]]])


def write_needs(folder: Path) -> None:
    """Write the table that units send as a workbook, with a hostile sheet name and a title row."""
    from python_calamine import CalamineWorkbook

    path = folder / "kebutuhan_unit.xlsx"
    sheets = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    *top, header = [[str(cell) for cell in row] for row in sheets[:4]]
    rows = [[str(cell) for cell in row] for row in sheets[4:]]
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("kebutuhan_unit")
        title = [[poison(cell, "skrip") for cell in row if cell] for row in top]
        table = [*title, header, *poison_rows("kebutuhan_unit", header, rows)]
        for number, row in enumerate(table):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell.replace("\x00", ""))
        other = book.add_worksheet(SHEET)
        other.write_row(0, 0, [HEADER, "nip"])


def add_oddities(folder: Path) -> None:
    """Add a course table under a hostile file name, bytes that are no text, and a huge comment."""
    (folder / "pelatihan.csv").rename(folder / FILE)
    swap_header(folder / FILE, "nama", HEADER + " nama")
    with (folder / "umpan_balik.csv").open("ab") as file:
        file.write(b"\xed\xa0\x80\xff\xfe,\x00,\xc0\xaf" + b",x" * 8 + b"\r\n")
    path = folder / "survei_asn.csv"
    header, *rows = read_table(path)
    rows[0][header.index("komentar")] = f"<script>{FIRE}</script>" * (HUGE // 60)
    rows[1][header.index("komentar")] = "\n".join(PAYLOADS.values())
    rows[2][header.index("komentar")] = "\t=1+1"
    rows[3][header.index("komentar")] = "\r=1+1"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def swap_header(path: Path, old: str, new: str) -> None:
    """Give one column another name."""
    header, *rows = read_table(path)
    header[header.index(old)] = new
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def write_project(folder: Path, *, employees: int = EMPLOYEES) -> None:
    """Write a project folder: the shipped notebooks, hostile params, and the region's data."""
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks")
    shutil.copytree(PROJECT / "params", folder / "params")
    write_region(folder / "data", employees=employees)
    for path in sorted((folder / "params" / "instruments").glob("*.yaml")):
        rewrite(path, poison_texts)
    rewrite(folder / "params" / "rules" / "wanggar.yaml", poison_rules)
    mapping = {
        "table": "pelatihan",
        "source": PAYLOADS["gambar"],
        "signature": [[HEADER + " nama"]],
        "columns": {
            item.name: [HEADER + " nama" if item.name == "nama" else item.name]
            for item in CONTRACTS["pelatihan"].fields
        },
    }
    dump(folder / "params" / "mappings" / "musuh.yaml", mapping)
    rewrite(folder / "params" / "wanggar.yaml", poison_params, to=folder / "params" / PARAMS)


def poison_plain(text: str) -> str:
    """Put a payload to a text of a params file, which takes printable text only."""
    return poison(text, kind_of(text, PRINTABLE))


def poison_texts(content: object) -> object:
    """Put payloads to the texts of an instrument file: names, sources, items, answer labels."""
    if isinstance(content, dict):
        return {
            name: poison_plain(value)
            if name in _TEXTS and isinstance(value, str)
            else [poison_plain(label) for label in value]
            if name == "label"
            else poison_texts(value)
            for name, value in content.items()
        }
    return content


def poison_rules(content: dict) -> dict:
    """Put payloads to name and basis of a rules file and to the names it lists."""
    lists = content["pelatihan"]
    lists["anggaran"] = {clean_text(poison_some(k))[:119]: v for k, v in lists["anggaran"].items()}
    lists["bobot_kompetensi"] = {poison(k, "lari"): v for k, v in lists["bobot_kompetensi"].items()}
    return {**content, **{name: poison_plain(content[name]) for name in ("nama", "dasar")}}


def poison_params(content: dict) -> dict:
    """Put payloads to every free text of a params file."""
    reports = {name: content["reports"].get(name) or {} for name in REPORTS}
    reports["competency_training"]["system_course"] = poison_some(COURSE)
    reports["competency_training"]["plan_seconds"] = 5.0
    texts = ("region", "owner", "organisation", "automatic_approval")
    kinds = ("gambar", "tutup skrip", "mathtext", "format")
    hostile = {name: poison(content[name], k) for name, k in zip(texts, kinds, strict=True)}
    hostile["organisation"] += " " + PAYLOADS["tautan luar"]
    return {**content, **hostile, "unit_pages": True, "source": "data", "reports": reports}


def rewrite(path: Path, change: Callable, *, to: Path | None = None) -> None:
    """Read a YAML file, change its content, and write it again."""
    dump(to or path, change(yaml.safe_load(path.read_text("utf-8"))))


def dump(path: Path, content: object) -> None:
    """Write YAML in ASCII; texts that need quotes have them."""
    text = yaml.safe_dump(content, allow_unicode=False, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_project(Path(sys.argv[1]))
