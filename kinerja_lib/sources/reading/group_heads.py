"""What a column is called whose header has two rows: a group head over a sub-head."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kinerja_lib.sources.reading.header_cells import tidy_header
from kinerja_lib.tables.names import squash

# Group heads that only say what the table is about.
_NEUTRAL = frozenset(
    "data identitas profil pegawai asn pns pppk yang dinilai kinerja unit organisasi perangkat "
    "daerah opd skpd kehadiran presensi absensi absen tpp indikator rincian uraian informasi umum "
    "pokok utama penilaian hasil rekap rekapitulasi daftar tabel laporan isian hukuman disiplin "
    "siswa peserta orang kali berkas dokumen persen rupiah ribu juta "
    "skp skm survei responden layanan pelayanan pengaduan unsur kompetensi dan per".split()
)
# Sub-heads that mean something else under each group: the date of birth, the date of a decree.
_GENERAL = frozenset(
    "nilai skor angka poin tanggal tgl tmt nomor no nama nip nik jenis status kode id jumlah "
    "target realisasi capaian pagu anggaran biaya dibayar mulai selesai awal akhir masuk keluar "
    "tempat keterangan ket catatan satuan bobot tahun bulan periode predikat rating tingkat "
    "golongan gol ruang unit jabatan kategori level kelas lama baru persen persentase rencana "
    "total rata rerata hari waktu jam uraian judul alasan sumber penyelenggara peran jenjang "
    "sebelum sesudah sasaran pangkat pendidikan atas bawah batas kelamin eselon lokasi "
    "kepala induk hasil".split()
)
_ITEM = re.compile(r"[a-z]{1,6}[0-9]+")


def join_heads(groups: Sequence[str], subs: Sequence[str], known: frozenset[str]) -> list[str]:
    """Name each column by group head and sub-head, or by the sub-head where that is enough.

    Both together win where they are known, in either order (`Lahir` over `Tanggal` is `Tanggal
    Lahir`). A sub-head stands alone if it is known, occurs once, and does not depend on its group.

    Parameters
    ----------
    groups, subs : sequence of str
        Cells of the two rows, one per column, groups carried over the columns they span.
    known : frozenset of str
        Squashed header names.
    """
    marks = [squash(cell) for cell in subs if cell.strip()]
    return [
        _join(group, cell, known, alone=squash(cell) in known and marks.count(squash(cell)) == 1)
        for group, cell in zip(groups, subs, strict=True)
    ]


def _join(group: str, cell: str, known: frozenset[str], *, alone: bool) -> str:
    head, sub = tidy_header(group), tidy_header(cell)
    if not head or not sub:
        return head or sub
    for both in (f"{head} {sub}", f"{sub} {head}"):
        if squash(both) in known:
            return both
    return sub if alone and _stands_alone(head, sub) else f"{head} {sub}"


def _stands_alone(group: str, sub: str) -> bool:
    """Say whether a sub-head means the same under any group, or the group says nothing."""
    above, below = _words(group), _words(sub)
    if above <= _NEUTRAL or above <= below or _ITEM.fullmatch(squash(sub)):
        return True
    return not below <= _GENERAL


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower()))
