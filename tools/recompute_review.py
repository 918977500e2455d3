"""Work three published numbers of the performance review out again, from the source rows only.

Run `python -m tools.recompute_review` to write the worked example of docs/panduan-penilai.md. The
formulas are those of the report's own appendix (`jejak-angka.csv`). Nothing of `kinerja_lib` is
used for the numbers, so that agreement says something. The data are those of the invented region
Jambi.
"""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinerja_lib.i18n import format_number

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "panduan-penilai.md"
PERIOD, INDICATOR, MONTH, CLASS, YEAR = "2026-TW3", "IKU-02", "2026-09", "Baik", "2026"
SETTLED = ("final", "disetujui")
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class Recomputed:
    """One number worked out again.

    Attributes
    ----------
    title : str
        What the number is about.
    table, column : str
        CSV file of the run, without its ending, and the column of the number.
    key : Mapping of str to str
        Columns of that file that name the row.
    line : str
        Line of `jejak-angka.csv` that explains it.
    rows : str
        Which source rows were used.
    sum : str
        The arithmetic.
    value : float
        Its result, unrounded.
    """

    title: str
    table: str
    column: str
    key: Mapping[str, str]
    line: str
    rows: str
    sum: str
    value: float


def read_rows(path: Path) -> Rows:
    """Read a CSV file with commas, semicolons or tabs as text, each row with its line as `#`."""
    wide = path.read_bytes()[:2] in (b"\xff\xfe", b"\xfe\xff")
    with path.open(encoding="utf-16" if wide else "utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=max(";,\t", key=head.count))
        return [{**row, "#": str(number)} for number, row in enumerate(reader, start=2)]


def read_accepted(source: Path, table: str, aside: Rows) -> Rows:
    """Read a table of the source without the rows that the check set aside."""
    out = {row["baris"] for row in aside if row["tabel"] == table}
    return [row for row in read_rows(source / f"{table}.csv") if row["#"] not in out]


def recompute(source: Path, quarantine: Path) -> list[Recomputed]:
    """Work the three numbers out from the source and the list of rows set aside."""
    aside = read_rows(quarantine)
    results = read_accepted(source, "hasil_penilaian", aside)
    settled = [r for r in results if r["predikat"] and r["status"] in SETTLED]
    figures = read_accepted(source, "target_realisasi", aside)
    objections = read_accepted(source, "keberatan", aside)
    names = {row["unit_id"]: row["nama"] for row in read_accepted(source, "unit", aside)}
    return [_achievement(figures, names), _share(settled), _objections(objections, settled)]


def _achievement(figures: Rows, names: Mapping[str, str]) -> Recomputed:
    (row,) = [r for r in figures if r["iku_id"] == INDICATOR and r["periode"] == MONTH]
    plan, actual = (float(row[name].replace(",", ".")) for name in ("rencana", "realisasi"))
    return Recomputed(
        "Capaian rerata waktu penyelesaian pelayanan",
        "capaian-unit",
        "capaian",
        {
            "judul": "Rerata waktu penyelesaian pelayanan (hari kerja)",
            "unit": names[row["unit_id"]],
        },
        "capaian-iku.capaian",
        f"`target_realisasi.csv` baris {row['#']}: rencana {row['rencana']}, realisasi "
        f"{row['realisasi']}; `arah` indikator {INDICATOR} adalah turun",
        f"(2 − {row['realisasi']} / {row['rencana']}) × 100",
        (2 - actual / plan) * 100,
    )


def _share(settled: Rows) -> Recomputed:
    own = [row for row in settled if row["periode"] == PERIOD]
    part = sum(row["predikat"] == CLASS for row in own)
    return Recomputed(
        f"Bagian pegawai dengan predikat {CLASS}",
        "gambar-hasil",
        "persen",
        {"kelompok": CLASS, "nama": "TW III 2026"},
        "gambar-hasil.persen",
        f"`hasil_penilaian.csv`, periode {PERIOD}, tanpa baris yang dikarantina: "
        f"{format_number(len(own))} predikat final atau disetujui, "
        f"{format_number(part)} di antaranya {CLASS}",
        f"{format_number(part)} / {format_number(len(own))} × 100",
        part / len(own) * 100,
    )


def _objections(objections: Rows, settled: Rows) -> Recomputed:
    periods = [f"{YEAR}-TW{n}" for n in (1, 2, 3)]
    part = sum(row["periode"] in periods for row in objections)
    whole = sum(row["periode"] in periods for row in settled)
    return Recomputed(
        f"Keberatan per 100 hasil tahun {YEAR}",
        "keberatan-tahun",
        "persen",
        {"tahun": YEAR},
        "keberatan-tahun.persen",
        f"`keberatan.csv`, periode {periods[0]} sampai {periods[-1]}: {format_number(part)} baris; "
        f"`hasil_penilaian.csv` pada periode yang sama: {format_number(whole)} predikat final "
        "atau disetujui",
        f"{format_number(part)} / {format_number(whole)} × 100",
        part / whole * 100,
    )


def read_published(tables: Path, item: Recomputed) -> float:
    """Read the number as the run published it."""
    rows = read_rows(tables / f"{item.table}.csv")
    (row,) = [r for r in rows if all(r[name] == value for name, value in item.key.items())]
    return float(row[item.column])


def describe(items: Sequence[Recomputed], tables: Path) -> str:
    """Write the worked example in Indonesian."""
    return "\n".join(describe_item(number, item, tables) for number, item in enumerate(items, 1))


def describe_item(number: int, item: Recomputed, tables: Path) -> str:
    """Write one number of a worked example."""
    lines = {row["number"]: row["formula"] for row in read_rows(tables / "jejak-angka.csv")}
    where = ", ".join(f"`{name}` {value}" for name, value in item.key.items())
    published = read_published(tables, item)
    digits = 0 if item.value == round(item.value) else 6
    same = "sama" if abs(published - item.value) < 1e-9 * max(1, abs(published)) else "berbeda"
    return (
        f"**{number}. {item.title}**\n\n"
        f"- Terbit: {format_number(published, digits)} pada "
        f"`tables/{item.table}.csv`, kolom `{item.column}`, baris dengan {where}.\n"
        f"- Lampiran, baris `{item.line}`: {lines[item.line]}.\n"
        f"- Baris sumber: {item.rows}.\n"
        f"- Hitungan: {item.sum} = {format_number(item.value, digits)}. Hasilnya {same}.\n"
    )


def make_run(folder: Path) -> tuple[Path, Path, Path]:
    """Write the invented region, check it and run its report; give source, quarantine, tables."""
    source, found, out = folder / "jambi", folder / "temuan.json", folder / "reports"
    params = folder / "jambi.yaml"
    text = (ROOT / "params" / "jambi.yaml").read_text(encoding="utf-8")
    params.write_text(text.replace("source: data/jambi", f"source: {source}"), encoding="utf-8")
    call_kinerja("sample", "--region", "jambi", "--out", source)
    call_kinerja("check", source, "--json", found, accepted=(0, 1))
    call_kinerja("run", params, "--report", "performance_review", "--out", out)
    tables = out / "internal" / "jambi" / PERIOD / "performance_review" / "tables"
    return source, folder / "karantina.csv", tables


def call_kinerja(*words: object, accepted: Sequence[int] = (0,)) -> None:
    """Run the command line; anything but an accepted exit code is an error."""
    done = subprocess.run(
        [sys.executable, "-m", "kinerja_lib", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "KINERJA_PROJECT": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in accepted:
        raise RuntimeError(done.stderr)


def put_example(document: str, example: str, mark: str = "contoh") -> str:
    """Put a worked example between its marks."""
    block = re.compile(rf"(<!-- begin {mark} -->\n).*?(<!-- end {mark} -->\n)", re.DOTALL)
    return block.sub(lambda found: f"{found[1]}\n{example}\n{found[2]}", document)


def main() -> int:
    """Write the example into the guide."""
    with tempfile.TemporaryDirectory() as name:
        source, quarantine, tables = make_run(Path(name))
        example = describe(recompute(source, quarantine), tables)
    old = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(put_example(old, example), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
