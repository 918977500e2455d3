"""Faults for which a file or sheet is not read, each with its message and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_lib.i18n import _, clean_text
from kinerja_lib.sources.reading.sheet import FileProblem


class UnreadableError(Exception):
    """Inside this package: stop reading one file or sheet because of a named fault.

    Parameters
    ----------
    fault : str
        A code of `describe_faults`.
    detail : str
        Further words for the message, in the language in use; never a value of a person.
    """

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True)
class Fault:
    """Message with the fields {name} and {detail}, and what to do."""

    message: str
    what_to_do: str


def describe_faults() -> dict[str, Fault]:
    """List all faults of reading by code, in the language in use."""
    return _folder_faults() | _file_faults() | _workbook_faults() | _content_faults()


def make_problem(file: str, sheet: str, error: UnreadableError) -> FileProblem:
    """Put a fault into words for one file or sheet."""
    fault = describe_faults()[error.fault]
    place = _("{file}, lembar {sheet}").format(file=file, sheet=sheet) if sheet else file
    name = clean_text(place, 120)
    message = fault.message.format(name=name, detail=error.detail)
    return FileProblem(file, sheet, error.fault, " ".join(message.split()), fault.what_to_do)


def _folder_faults() -> dict[str, Fault]:
    return {
        "berkas_tidak_dikenal": Fault(
            _("{name} tidak dibaca: bukan CSV, XLSX, Parquet, atau DuckDB. {detail}"),
            _("Pindahkan dari folder sumber, atau ekspor ulang sebagai CSV atau XLSX."),
        ),
        "subfolder": Fault(
            _("Isi subfolder {name} tidak dibaca."),
            _("Pindahkan berkasnya ke folder sumber, atau periksa subfolder itu sendiri."),
        ),
        "tautan_simbolik": Fault(
            _("{name} tidak dibaca: berupa tautan atau berkas khusus sistem."),
            _("Salin berkas aslinya ke folder sumber."),
        ),
    }


def _file_faults() -> dict[str, Fault]:
    return {
        "berkas_tidak_terbaca": Fault(
            _("{name} tidak dapat dibuka: {detail}."),
            _("Periksa nama dan izin baca berkas, lalu jalankan ulang."),
        ),
        "berkas_kosong": Fault(
            _("{name} kosong."), _("Ekspor ulang; pastikan tabelnya berisi judul kolom.")
        ),
        "berkas_rusak": Fault(
            _("{name} tidak dapat dibaca: isinya terpotong, rusak, atau bukan jenis itu. {detail}"),
            _("Unduh atau ekspor ulang berkas itu, lalu jalankan ulang."),
        ),
        "terlalu_besar": Fault(
            _("{name} tidak dibaca: melebihi batas ukuran. {detail}"),
            _("Bagi menjadi beberapa berkas, atau hapus baris dan kolom kosong di tepi tabel."),
        ),
        "terlalu_banyak_kolom": Fault(
            _("{name} tidak dibaca: jumlah kolomnya melebihi batas. {detail}"),
            _("Hapus kolom yang tidak diperlukan, atau periksa pemisah kolomnya."),
        ),
    }


def _workbook_faults() -> dict[str, Fault]:
    return {
        "bom_zip": Fault(
            _("{name} tidak dibaca: isinya mengembang melebihi batas. {detail}"),
            _("Simpan ulang tabelnya sebagai .xlsx baru tanpa gambar dan format berlebih."),
        ),
        "entitas_xml": Fault(
            _("{name} tidak dibaca: memuat deklarasi XML yang tidak dipakai lembar kerja biasa."),
            _("Simpan ulang sebagai .xlsx dari aplikasi lembar kerja."),
        ),
        "format_lama": Fault(
            _("{name} tidak dibaca: formatnya {detail}."), _("Simpan ulang sebagai .xlsx.")
        ),
        "makro": Fault(
            _("{name} tidak dibaca: memuat makro."), _("Simpan ulang sebagai .xlsx tanpa makro.")
        ),
        "sandi": Fault(
            _("{name} tidak dibaca: dilindungi kata sandi."),
            _("Simpan salinan tanpa kata sandi, lalu jalankan ulang."),
        ),
    }


def _content_faults() -> dict[str, Fault]:
    return {
        "lembar_tanpa_tabel": Fault(
            _("{name} tidak memuat tabel."),
            _("Tidak perlu tindakan bila lembar itu hanya petunjuk."),
        ),
        "tanpa_judul_kolom": Fault(
            _("{name}: baris judul kolom tidak ditemukan. {detail}"),
            _("Tambahkan judul kolom di atas data, lalu jalankan ulang."),
        ),
        "baris_di_atas_judul": Fault(
            _("{name}: {detail} ada di atas judul kolom dan tampak seperti data; dikarantina."),
            _(
                "Pindahkan ke bawah judul kolom, atau ke berkas sendiri bila dari tabel lain; "
                "lalu jalankan ulang."
            ),
        ),
        "tabel_kedua": Fault(
            _("{name}: mulai {detail} ada judul kolom tabel lain; sampai baris akhir dikarantina."),
            _("Simpan tabel kedua di lembar atau berkas sendiri, lalu jalankan ulang."),
        ),
        "tampilan_basis_data": Fault(
            _("{name} tidak dibaca: berupa tampilan (view), bukan tabel."),
            _("Simpan isinya sebagai tabel, lalu jalankan ulang."),
        ),
    }
