"""Work four published numbers of both training reports out again, from the source rows only.

Run `python -m tools.recompute_training` to write the worked example of docs/panduan-penilai.md:
a gap, a statement on a need group, a line of the training plan, and an effect. Nothing of
`kinerja_lib` is used for the numbers, so that agreement says something. The data are those of the
invented region Wanggar.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import fmean

from kinerja_lib.i18n import format_number
from tools.recompute_review import (
    DOCUMENT,
    ROOT,
    Recomputed,
    Rows,
    call_kinerja,
    describe_item,
    put_example,
    read_accepted,
    read_rows,
)

REGION, PERIOD, DAY = "wanggar", "2026-TW3", date(2026, 9, 30)
FIRST = (DAY.year, DAY.month, DAY.day)  # a rating counts until the same day three years later
REPORTS = ("competency_training", "training_impact")
MARK = "contoh pelatihan"
COMPETENCY, GROUP, COURSE = "Komunikasi", "1", "Analisis Kebutuhan Unit"
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
TRAINED, WAITING = ("hadir", "lulus", "tidak lulus"), ("terdaftar",)
Levels = dict[tuple[str, str], float]


def read_nip(row: dict[str, str]) -> str:
    """Give the digits of a NIP; exports put an apostrophe or spaces around them."""
    return re.sub(r"\D", "", row["nip"])


def read_day(text: str) -> date | None:
    """Read a date as the source writes it; None where there is none."""
    found = _DAY.fullmatch(text.strip())
    return date(*map(int, found.groups())) if found else None


def find_shortfalls(source: Path, aside: Rows) -> Levels:
    """Give the levels short, 0 or more, of each active person and required competency rated.

    The latest rating not after the reference date counts while it is at most three years old; two
    different levels on one day leave the competency without one.
    """
    posts = {
        read_nip(row): row["jabatan_id"]
        for row in read_accepted(source, "pegawai", aside)
        if row["status_kerja"] == "aktif"
    }
    required: Levels = {}
    standards = read_accepted(source, "standar_kompetensi", aside)
    for row in sorted(standards, key=lambda row: row["berlaku_sejak"]):
        if row["berlaku_sejak"] <= DAY.isoformat():
            required[row["jabatan_id"], row["kompetensi"]] = float(row["tingkat"])
    reached = _latest(read_accepted(source, "kompetensi", aside))
    return {
        (nip, name): max(0.0, required[posts[nip], name] - level)
        for (nip, name), level in reached.items()
        if nip in posts and (posts[nip], name) in required
    }


def _latest(ratings: Rows) -> Levels:
    dated = [(read_nip(r), r["kompetensi"], read_day(r["tanggal"]), r["tingkat"]) for r in ratings]
    known = sorted(row for row in dated if row[2] is not None and row[2] <= DAY)
    reached: Levels = {}
    for key, own in groupby(known, key=lambda row: row[:2]):
        rows = list(own)
        last = rows[-1][2]
        levels = {level for *_key, day, level in rows if day == last}
        if len(levels) == 1 and (last.year + 3, last.month, last.day) >= FIRST:
            reached[key] = float(levels.pop())
    return reached


def recompute(source: Path, quarantine: Path, tables: Path) -> list[Recomputed]:
    """Work the four numbers out; `tables` gives who is in which group and class."""
    aside = read_rows(quarantine)
    short = find_shortfalls(source, aside)
    return [
        _gap(short),
        _group(short, read_rows(tables / "kelompok-anggota.csv")),
        _class(
            read_accepted(source, "pelatihan", aside), read_rows(tables / "rencana-peserta.csv")
        ),
        _effect(source, aside),
    ]


def _gap(short: Levels) -> Recomputed:
    own = [level for (_nip, name), level in short.items() if name == COMPETENCY]
    below = sum(level > 0 for level in own)
    return Recomputed(
        f"Rerata kekurangan pada {COMPETENCY}",
        "kesenjangan-kompetensi",
        "kekurangan",
        {"kompetensi": COMPETENCY},
        "kesenjangan-kompetensi",
        "`pegawai.csv` yang aktif, `standar_kompetensi.csv` menurut jabatannya, dan nilai "
        f"terakhir yang berlaku pada `kompetensi.csv`: {len(own)} pegawai dinilai, {below} di "
        f"bawah syarat, jumlah kekurangannya {sum(own):.0f} tingkat",
        f"{sum(own):.0f} / {len(own)}",
        sum(own) / len(own),
    )


def _group(short: Levels, members: Rows) -> Recomputed:
    people = {row["nip"] for row in members if row["kelompok"] == GROUP}
    own = {nip: n for (nip, name), n in short.items() if name == COMPETENCY and nip in people}
    total = sum(own.values())
    return Recomputed(
        f"Profil kelompok {GROUP} pada {COMPETENCY}",
        "profil-kelompok",
        "kekurangan",
        {"kelompok": GROUP, "kompetensi": COMPETENCY},
        "profil-kelompok.kekurangan",
        f"kekurangan pada nomor 1, hanya {len(people)} pegawai kelompok {GROUP} menurut "
        f"`tables/kelompok-anggota.csv`: {len(own)} dinilai, jumlahnya {total:.0f} tingkat",
        f"{total:.0f} / {len(own)}",
        total / len(own),
    )


def _class(courses: Rows, participants: Rows) -> Recomputed:
    code = participants[0]["pelatihan_id"]
    own = [row for row in participants if row["pelatihan_id"] == code]
    (course,) = [row for row in courses if row["pelatihan_id"] == code]
    classes = len({row["kelas"] for row in own})
    fixed, each = float(course["biaya_kelas"]), float(course["biaya_peserta"])
    return Recomputed(
        f"Biaya rencana untuk {course['nama']}",
        "rencana-kelas",
        "biaya",
        {"pelatihan_id": code},
        "rencana-kelas.biaya",
        f"`tables/rencana-peserta.csv`: {len(own)} peserta dalam {classes} kelas; "
        f"`pelatihan.csv` baris {course['#']}: biaya_kelas {format_number(fixed)}, biaya_peserta "
        f"{format_number(each)}",
        f"{classes} × {format_number(fixed)} + {len(own)} × {format_number(each)}",
        classes * fixed + len(own) * each,
    )


def _effect(source: Path, aside: Rows) -> Recomputed:
    (course,) = [r for r in read_accepted(source, "pelatihan", aside) if r["nama"] == COURSE]
    groups = {"latih": TRAINED, "tunggu": WAITING}
    pairs = {
        name: [
            (float(row["nilai_sebelum"]), float(row["nilai_sesudah"]))
            for row in read_accepted(source, "peserta_pelatihan", aside)
            if row["pelatihan_id"] == course["pelatihan_id"]
            and row["status"] in status
            and row["nilai_sebelum"]
            and row["nilai_sesudah"]
        ]
        for name, status in groups.items()
    }
    before, after = ([fmean(p[i] for p in own) for own in pairs.values()] for i in (0, 1))
    slope = _slope(list(pairs.values()))
    texts = [format_number(n, 4) for n in (*after, slope, *before)]
    return Recomputed(
        f"Selisih nilai peserta {COURSE} dari pembanding",
        "dampak-pelatihan",
        "selisih",
        {"nama": COURSE},
        "dampak-pelatihan.selisih",
        f"`peserta_pelatihan.csv`, {course['pelatihan_id']}, dengan kedua nilai: "
        f"{len(pairs['latih'])} dilatih (rerata sebelum {texts[3]}, sesudah {texts[0]}) dan "
        f"{len(pairs['tunggu'])} menunggu ({texts[4]} dan {texts[1]}); kemiringan nilai sesudah "
        f"menurut nilai sebelum di dalam kedua kelompok {texts[2]}",
        f"({texts[0]} − {texts[1]}) − {texts[2]} × ({texts[3]} − {texts[4]})",
        after[0] - after[1] - slope * (before[0] - before[1]),
    )


def _slope(groups: Sequence[Sequence[tuple[float, float]]]) -> float:
    """Give the slope of after on before within groups: sums of products over sums of squares."""
    products = squares = 0.0
    for own in groups:
        x, y = (fmean(pair[i] for pair in own) for i in (0, 1))
        products += sum((a - x) * (b - y) for a, b in own)
        squares += sum((a - x) ** 2 for a, _b in own)
    return products / squares


def make_run(
    folder: Path, names: Sequence[str] = REPORTS, options: Sequence[str] = ()
) -> tuple[Path, Path, Path]:
    """Write the region, check it and run the reports; give source, rows set aside, output."""
    source, found, out = folder / REGION, folder / "temuan.json", folder / "reports"
    params = folder / f"{REGION}.yaml"
    text = (ROOT / "params" / f"{REGION}.yaml").read_text(encoding="utf-8")
    params.write_text(text.replace(f"source: data/{REGION}", f"source: {source}"), encoding="utf-8")
    reports = [word for name in names for word in ("--report", name)]
    call_kinerja("sample", "--region", REGION, "--out", source)
    call_kinerja("check", source, "--json", found, accepted=(0, 1))
    call_kinerja("run", params, *reports, *options, "--out", out)
    return source, folder / "karantina.csv", out


def list_tables(out: Path) -> list[Path]:
    """Give the folder of tables of each of the four numbers."""
    training, impact = (out / "internal" / REGION / PERIOD / r / "tables" for r in REPORTS)
    return [training, training, training, impact]


def describe(items: Sequence[Recomputed], tables: Sequence[Path]) -> str:
    """Write the worked example in Indonesian."""
    pairs = enumerate(zip(items, tables, strict=True), start=1)
    return "\n".join(describe_item(number, item, place) for number, (item, place) in pairs)


def main() -> int:
    """Write the example into the guide."""
    with tempfile.TemporaryDirectory() as name:
        source, quarantine, out = make_run(Path(name))
        tables = list_tables(out)
        items = recompute(source, quarantine, tables[0])
        example = describe(items, tables)
    old = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(put_example(old, example, MARK), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
