"""Write docs/tables.md from the table contracts, the mapping files and the list of faults."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kinerja_lib.config.mappings import ColumnMapping
from kinerja_lib.sources.assign import load_mappings
from kinerja_lib.tables.describe import GROUPS, contract_markdown

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "tables.md"
READING = """\
# Tabel dan Kolom

Berkas ini dibuat oleh `tools/write_tables_doc.py` dari kontrak tabel; jangan menyuntingnya.

## Cara membaca berkas

Sumber data adalah folder berisi CSV, XLSX, atau Parquet, satu buku kerja dengan satu lembar per
tabel, atau satu berkas DuckDB. Periksa dahulu dengan `kinerja check`.

- **Tabel dikenali** dari nama lembar, lalu nama berkas, tanpa huruf besar, tanda, tanggal, dan
  nama daerah: `skm_tw3_2026.csv` adalah `skm`. Bila nama tidak menolong, judul kolom yang
  menentukan. Lembar yang cocok dengan dua tabel tidak ditebak, tetapi dilaporkan. Bila kolom wajib
  tabel pada nama itu kurang, pemetaan yang mengisi semua kolom wajib tabelnya didahulukan.
- **Kolom dikenali** dari judulnya tanpa huruf besar, spasi, dan tanda. Beberapa berkas boleh
  mengisi satu tabel. Kolom yang tidak dikenal dibiarkan dan disebut.
- **NIP dan kode adalah teks.** NIP yang sudah menjadi angka di lembar kerja kehilangan tiga angka
  terakhirnya; NIP itu ditolak, tidak diperbaiki.
- **Angka** boleh memakai koma desimal dan titik ribuan, dan boleh diikuti satuannya. **Tanggal**
  boleh `2026-12-31`, `31-12-2026`, atau tanggal lembar kerja. Urutan yang dapat dibaca dua cara
  diberi tanda.
- **Pilihan** dicocokkan tanpa huruf besar, spasi, dan tanda; ejaan lain yang diterima ada pada
  kolomnya.
- **Setiap baris diterima, diterima dengan tanda, atau dikarantina**, dan jumlahnya sama dengan
  baris masuk. Kembar yang sama isinya disimpan satu; kembar yang berbeda isinya dikarantina semua.
- **Sel kosong tetap kosong**, tidak menjadi nol.

Isi tiap tabel dapat dicetak dengan `--contract`, dan berkas Excel kosong dengan pilihan isian
dibuat dengan `--templates`. Baris penjelasan di atas judul pada berkas itu dilewati saat dibaca.

## Pemetaan kolom

Judul pada ekspor aplikasi berbeda dengan nama kolom di sini. Satu berkas YAML per jenis ekspor di
`params/mappings/` menyatakan padanannya; berkas milik sendiri di folder itu ikut dibaca. Pilihan
`--map` mengusulkan isi berkas untuk judul yang belum dikenal, dengan contoh baris; `--save`
menyimpannya sebagai `.yaml.usulan`, yang baru dipakai setelah namanya diubah menjadi `.yaml`.
Bila judulnya jelas lebih cocok dengan tabel lain daripada tabel pada nama berkasnya, tabel lain itu
yang diusulkan, dan hal itu disebut.
Kunci, tabel, kolom, atau nilai yang tidak dikenal ditolak dengan nomor barisnya, dan tidak ada yang
dijalankan, juga bila laporan yang diminta tidak membaca berkas itu.

```yaml
table: tpp                         # tabel yang diisi
source: Rekap TPP                  # asal ekspor, untuk pembaca
signature: [NIP, [CAPAIAN TPP (%), CAPAIAN TPP]]  # judul yang mengenali ekspor; daftar: salah satu
columns:                           # kolom tabel: satu judul, atau beberapa menurut urutan pilihan
  nip: [NIP BARU, NIP]
  hadir: HADIR
combine:                           # periode dari tahun dan bulan; atau year dan month saja
  periode: {year: tahun, first_month: bulan mulai, last_month: bulan selesai}
constants: {alpa: "0"}             # isi yang sama untuk semua baris
ignore: ["NO", NAMA PEGAWAI]       # judul yang dikenal dan tidak dipakai
```

| Kunci | Arti |
| --- | --- |
| `table`, `source` | tabel yang diisi dan asal ekspor |
| `signature` | judul yang bersama-sama mengenali ekspor itu |
| `columns` | kolom tabel dan judulnya; judul pertama yang ada yang dibaca |
| `combine` | periode dari tahun dan dua bulan: bulan, triwulan, semester, atau tahun |
| `unpivot` | `label`, `value`, `columns`: kolom berjajar menjadi baris; sel kosong dilewati |
| `constants` | isi yang sama untuk semua baris |
| `from_name` | kolom periode, tahun, atau gelombang yang dibaca dari nama lembar atau berkas |
| `lookups` | isi dari tabel lain, misalnya `unit_id: pegawai.unit_id by nip` |
| `number` | kode yang dibuat dari berkas, lembar, dan nomor baris |
| `qualify` | kode yang hanya unik dalam satu lembar, dibedakan menurut berkas dan lembarnya |
| `words` | kolom yang harus berisi kata; kolom yang hanya berisi kode angka tidak dibaca |
| `values` | label pada ekspor dan nilai yang diterima; `butir_*` berlaku untuk semua butir |
| `ignore` | judul yang dikenal dan tidak dipakai |

Satu judul hanya mengisi satu kolom. Kekecualiannya kode dan nama: kantor yang tidak mempunyai kode
unit menulis judul nama unitnya untuk `unit_id` dan `nama` pada tabel `unit`, dan judul nama unit
untuk `unit_id` pada tabel lain. Nama itu lalu menjadi kode, sehingga ejaannya harus sama di semua
berkas.

Judul yang arahnya dapat dibaca dua cara, seperti SUPERIOR, tidak pernah dipetakan tanpa pernyataan:
pada satu aplikasi label itu berisi nilai dari bawahan. Tulis artinya pada `values`.

Pemetaan yang disertakan:
"""
CLOSING = """\
## Daftar tabel

Huruf pada "Dipakai untuk" menunjuk daerah contoh: A Andir, M Mamuju, J Jambi, K Kotabumi,
W Wanggar; angkanya nomor kemampuan. "Wajib" berarti sel kosong membuat barisnya dikarantina.
"""


def make_document() -> str:
    """Return the text of docs/tables.md."""
    lines = [READING, *_mappings(load_mappings(ROOT)), "", *_faults(), CLOSING]
    for title, contracts in GROUPS.items():
        links = ", ".join(f"[`{c.name}`](#{c.name})" for c in contracts)
        lines.append(f"- {title}: {links}")
    lines.append("")
    for title, contracts in GROUPS.items():
        lines += [f"## {title}", ""]
        for contract in contracts:
            lines += contract_markdown(contract)
    return "\n".join(lines).rstrip() + "\n"


def _mappings(mappings: dict[str, ColumnMapping]) -> list[str]:
    lines = ["| Berkas | Asal | Tabel | Kolom |", "| --- | --- | --- | --- |"]
    for mapping in mappings.values():
        targets = ", ".join(f"`{target}`" for target in mapping.targets)
        lines.append(f"| `{mapping.name}` | {mapping.source} | `{mapping.table}` | {targets} |")
    return lines


def _faults() -> list[str]:
    """Return the list of faults, once it is part of the package."""
    if importlib.util.find_spec("kinerja_lib.tables.faults") is None:
        return []
    from kinerja_lib.tables.faults import FAULTS

    ends = {"quarantine": "dikarantina", "flag": "diterima dengan tanda", "note": "dicatat"}
    lines = ["## Daftar temuan", "", "Temuan dari aturan antarkolom ada pada tabelnya.", ""]
    lines += ["| Temuan | Akibat | Aturan | Yang perlu dilakukan |", "| --- | --- | --- | --- |"]
    for code, fault in FAULTS.items():
        cells = (
            f"`{code}`",
            ends.get(fault.severity, fault.severity),
            fault.rule,
            fault.what_to_do,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return [*lines, ""]


if __name__ == "__main__":
    DOCUMENT.write_text(make_document(), encoding="utf-8")
