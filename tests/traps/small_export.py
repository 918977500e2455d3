"""A small export of one office that holds most traps at once; every person is invented."""

from pathlib import Path

AS_EXPECTED = "sesuai ekspektasi;sesuai ekspektasi"
CARDS = """iku_id;nama;satuan;arah;frekuensi;desimal;putus_seri;pemilik_unit_id
K;Penduduk miskin;persen;turun;triwulanan;2;;U-1
T;Pengangguran terbuka;persen;turun;triwulanan;2;;U-1
G;Rasio gini;indeks;turun;triwulanan;3;;U-1
P;Pertumbuhan ekonomi;persen;naik;triwulanan;2;;U-1
M;Pembangunan manusia;indeks;naik;triwulanan;2;2026;U-1
R;Tingkat respons survei;persen;naik;triwulanan;2;;U-1
A;Arsip yang tertata;persen;naik;triwulanan;2;;U-1
"""
# Indicator: target (low, high) and values from 2025-TW4 on; figures of 2021 and 2020 of BPS, and
# the index of human development of Aceh where its method changed.
VALUES = {
    "K": ("9,2;9,7", "", "", "", "9,71"),
    "T": ("7,7;9,1", "", "", "", "6,49"),
    "G": ("0,377;0,379", "", "", "", "0,381"),
    "P": ("5,2;5,2", "", "", "", "-0,44"),
    "M": ("68,5;68,5", "72,51", "68,30", "68,40", "68,60"),
    "R": ("0,9;0,9", "", "", "", "1,02"),
}
QUARTERS = ("2025-TW4", "2026-TW1", "2026-TW2", "2026-TW3")
# Arsip: three units, their mean and their sum.
ARCHIVES = {
    "U-1": (70.5, 71.0, 72.5, 73.0),
    "U-2": (80.0, 75.5, 85.0, 81.5),
    "U-3": (90.0, 85.0, 80.5, 88.0),
    "U-8": (80.17, 77.17, 79.33, 80.83),
    "U-9": (240.5, 231.5, 238.0, 242.5),
}
PARAMS = """region: Contoh Jebakan
period: "2026-TW3"
reference_date: "2026-09-30"
timezone: WIB
source: {source}
owner: Bagian Organisasi
editions: [internal, public]
automatic_approval: Data rekaan untuk uji.
reports:
  performance_review: {{}}
"""


def nip(number: int) -> str:
    return f"198001012005011{number:03d}"


def write_export(folder: Path) -> Path:
    """Write the tables and a params file; return the params file."""
    source = folder / "ekspor"
    source.mkdir()
    for name, content in _tables().items():
        (source / f"{name}.csv").write_text(content, encoding="utf-8")
    params = folder / "jebakan.yaml"
    params.write_text(PARAMS.format(source=source), encoding="utf-8")
    return params


def _tables() -> dict[str, str]:
    units = ("U-1", "U-2", "U-3", "U-4", "U-8", "U-9")
    people = [(n, "U-1" if n <= 12 else "U-2") for n in range(1, 25)]
    return {
        "unit": "unit_id;nama;kepala_nip\n"
        + "".join(f"{u};Dinas {u};{nip(1) if u == 'U-1' else ''}\n" for u in units),
        "pegawai": "nip;nama;unit_id;tmt_pegawai;status_kerja\n"
        + "".join(f"{nip(n)};Orang {n};{u};2005-01-01;aktif\n" for n, u in people),
        "jabatan": "jabatan_id;nama;jenis\nJ-1;Analis;pelaksana\n",
        "riwayat_jabatan": "nip;jabatan_id;unit_id;mulai;selesai;status\n"
        f"{nip(12)};J-1;U-1;2020-01-01;2026-09-20;definitif\n"
        f"{nip(12)};J-1;U-2;2026-09-21;;definitif\n",
        "iku": CARDS,
        "target_realisasi": _figures(),
        "hasil_penilaian": _results(people),
        "penilaian": _ratings(),
    }


def _figures() -> str:
    rows = ["iku_id;unit_id;periode;target_bawah;target_atas;realisasi;tanggal_lapor"]
    for code, (target, *values) in VALUES.items():
        filled = [(q, v) for q, v in zip(QUARTERS, values, strict=True) if v]
        rows += [f"{code};U-1;{quarter};{target};{value};2026-09-30" for quarter, value in filled]
    for unit, values in ARCHIVES.items():
        for quarter, value in zip(QUARTERS, values, strict=True):
            rows.append(f"A;{unit};{quarter};60;60;{str(value).replace('.', ',')};2026-09-30")
    return "\n".join(rows) + "\n"


def _results(people: list[tuple[int, str]]) -> str:
    """Twelve people a unit: one PENDING with a predikat, one with a status nobody knows."""
    status = {24: "PENDING", 23: "DITOLAK"}
    rows = ["nip;periode;unit_id;hasil_kerja;perilaku;predikat;nilai;status"]
    rows += [
        f"{nip(n)};2026-TW3;{unit};{AS_EXPECTED};Baik;95;{status.get(n, 'final')}"
        for n, unit in people
    ]
    return "\n".join(rows) + "\n"


def _ratings() -> str:
    """The head rates everybody in U-1, eleven of them under a label that runs the wrong way."""
    rows = ["dinilai;penilai;hubungan;aspek;nilai;periode;tanggal"]
    rows += [
        f"{nip(n)};{nip(1)};atasan;Adaptif;8{n % 10};2026-TW3;2026-09-10" for n in range(2, 13)
    ]
    rows += [f"{nip(1)};{nip(n)};SUPERIOR;Adaptif;70;2026-TW3;2026-09-10" for n in range(2, 13)]
    return "\n".join(rows) + "\n"
