"""The seven BerAKHLAK values with their behaviour guides, as data.

There is no official rule that turns numbers on these values into a rating of perilaku: an average
is the agency's own choice and must be shown as that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.choices import BERAKHLAK
from kinerja_lib.tables.names import squash

RULES: tuple[Rule, ...] = (
    Rule(
        "berakhlak.panduan",
        "2021.1",
        "Tujuh nilai BerAKHLAK dan tiga panduan perilaku masing-masing",
        "Susunan kata pada lima aplikasi publik yang saling lepas",
        "S",
    ),
    Rule(
        "berakhlak.dasar",
        "2021.1",
        "Surat edaran tentang nilai dasar BerAKHLAK",
        "SE MenPANRB 20/2021; nomornya dari ingatan",
        "M",
    ),
)
_GUIDES = (
    (
        "Memahami dan memenuhi kebutuhan masyarakat",
        "Ramah, cekatan, solutif, dan dapat diandalkan",
        "Melakukan perbaikan tiada henti",
    ),
    (
        "Melaksanakan tugas dengan jujur, bertanggung jawab, cermat, disiplin, "
        "dan berintegritas tinggi",
        "Menggunakan kekayaan dan BMN secara bertanggung jawab, efektif, dan efisien",
        "Tidak menyalahgunakan kewenangan jabatan",
    ),
    (
        "Meningkatkan kompetensi diri untuk menjawab tantangan yang selalu berubah",
        "Membantu orang lain belajar",
        "Melaksanakan tugas dengan kualitas terbaik",
    ),
    (
        "Menghargai setiap orang apapun latar belakangnya",
        "Suka menolong orang lain",
        "Membangun lingkungan kerja yang kondusif",
    ),
    (
        "Memegang teguh ideologi Pancasila, UUD 1945, setia kepada NKRI "
        "serta pemerintahan yang sah",
        "Menjaga nama baik sesama ASN, pimpinan, instansi, dan negara",
        "Menjaga rahasia jabatan dan negara",
    ),
    (
        "Cepat menyesuaikan diri menghadapi perubahan",
        "Terus berinovasi dan mengembangkan kreativitas",
        "Bertindak proaktif",
    ),
    (
        "Memberi kesempatan kepada berbagai pihak untuk berkontribusi",
        "Terbuka dalam bekerja sama untuk menghasilkan nilai tambah",
        "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama",
    ),
)
GUIDES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    dict(zip(BERAKHLAK, _GUIDES, strict=True))
)
_KNOWN = {squash(value): value for value in BERAKHLAK}
_VALUE_OF_GUIDE = {squash(guide): value for value, guides in GUIDES.items() for guide in guides}


def find_value(label: str) -> str:
    """Find the value that a label names or to which a behaviour guide belongs.

    Case, spaces and punctuation do not matter.

    Raises
    ------
    DataError
        Neither a value nor a guide.
    """
    key = squash(label)
    found = _KNOWN.get(key) or _VALUE_OF_GUIDE.get(key)
    if found is None:
        raise DataError(
            _("'{label}' bukan nilai atau panduan perilaku BerAKHLAK. Nilainya: {values}.").format(
                label=clean_text(label, 60), values=", ".join(BERAKHLAK)
            )
        )
    return found
