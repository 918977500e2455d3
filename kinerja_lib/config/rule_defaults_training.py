"""Numbers that agencies set for training: triggers of need, weights, budgets by fund."""

from __future__ import annotations

from kinerja_lib.config.rule_declaration import (
    COMPETENCIES,
    KIT_CHOICE,
    Declaration,
    declare,
    declare_table,
)
from kinerja_lib.i18n import _

NO_COURSE = "tidak ada"  # an element that training cannot raise
TRAINING: tuple[Declaration, ...] = (
    declare_table(
        "pelatihan.bobot_kompetensi",
        {},
        _("bobot kompetensi; yang tidak disebut berbobot 1"),
        KIT_CHOICE,
        open_keys=True,
    ),
    declare_table(
        "pelatihan.bobot_pemicu",
        {
            **{"hasil": "0.25", "kebijakan": "0.5", "unsur": "0.25"},
            **{"garis depan": "0.25", "kesempatan": "0.25", "indikator": "0.25"},
            "standar baru": "0",
        },
        _("tambahan bobot bila pemicu ini berlaku; kesenjangan sendiri berbobot 1"),
        KIT_CHOICE,
        high=10,
    ),
    declare(
        "pelatihan.kenaikan_terbanyak",
        "whole",
        "1",
        _("tingkat yang paling banyak dianggap naik dengan satu pelatihan"),
        KIT_CHOICE,
        low=1,
        high=4,
    ),
    declare(
        "pelatihan.bidang_membatasi",
        "flag",
        "false",
        _("pelatihan yang menyebut bidang hanya untuk jabatan bidang itu"),
        KIT_CHOICE,
    ),
    declare(
        "pelatihan.predikat_rendah",
        "names",
        ["Butuh Perbaikan", "Kurang", "Sangat Kurang"],
        _("predikat yang dihitung sebagai hasil rendah"),
        KIT_CHOICE,
    ),
    declare(
        "pelatihan.ambang_rendah",
        "number",
        "10",
        _("bagian hasil rendah satu bidang yang memicu pelatihan bila seluruh selang di atasnya"),
        KIT_CHOICE,
    ),
    declare(
        "pelatihan.predikat_tinggi",
        "names",
        ["Sangat Baik"],
        _("predikat yang memberi kesempatan pelatihan pada bidang tugas"),
        KIT_CHOICE,
    ),
    declare(
        "pelatihan.tahun_belum_dilatih",
        "whole",
        "3",
        _("tahun terakhir tanpa pelatihan bidang agar seorang pegawai disebut belum dilatih"),
        KIT_CHOICE,
        low=1,
        high=10,
    ),
    declare(
        "pelatihan.kompetensi_garis_depan",
        "names",
        ["Komunikasi", "Pelayanan publik"],
        _("kompetensi pegawai yang melayani masyarakat secara langsung"),
        KIT_CHOICE,
    ),
    declare(
        "pelatihan.kompetensi_unsur",
        "words",
        {
            **{"Persyaratan": "Pelayanan publik", "Waktu penyelesaian": "Orientasi pada hasil"},
            **{"Sistem, mekanisme, dan prosedur": "Mengelola perubahan"},
            **{"Biaya atau tarif": "Integritas", "Perilaku pelaksana": "Komunikasi"},
            **{"Produk spesifikasi jenis pelayanan": "Pelayanan publik"},
            **{"Kompetensi pelaksana": "Pelayanan publik"},
            **{"Penanganan pengaduan, saran, dan masukan": "Komunikasi"},
            **{"Sarana dan prasarana": NO_COURSE},
        },
        _("kompetensi yang dilatih bila unsur ini terendah; tidak ada: bukan soal pelatihan"),
        KIT_CHOICE,
        choices=(*COMPETENCIES, NO_COURSE),
        keys=(
            *("Persyaratan", "Sistem, mekanisme, dan prosedur", "Waktu penyelesaian"),
            *("Biaya atau tarif", "Produk spesifikasi jenis pelayanan", "Kompetensi pelaksana"),
            *("Perilaku pelaksana", "Penanganan pengaduan, saran, dan masukan"),
            "Sarana dan prasarana",
        ),
    ),
    declare(
        "pelatihan.responden_terkecil",
        "whole",
        "30",
        _("responden paling sedikit agar unsur terendah satu unit menjadi pemicu"),
        KIT_CHOICE,
        low=10,
        high=10000,
    ),
    declare(
        "pelatihan.periode_indikator",
        "whole",
        "2",
        _("periode terakhir yang semuanya di bawah rencana agar indikator satu unit dihitung"),
        KIT_CHOICE,
        low=1,
        high=12,
    ),
    declare(
        "pelatihan.bagian_indikator",
        "number",
        "50",
        _("bagian unit di bawah rencana, persen, agar indikator memicu pelatihan bidangnya"),
        KIT_CHOICE,
    ),
    declare_table(
        "pelatihan.anggaran",
        {},
        _("anggaran pelatihan tahun rencana menurut sumber dana, rupiah"),
        KIT_CHOICE,
        high=1e15,
        open_keys=True,
    ),
)
