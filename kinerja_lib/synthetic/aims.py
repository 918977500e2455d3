"""Invented vision, missions and goals of a region, and its indicator cards as tables."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.synthetic.counters import agency_of
from kinerja_lib.synthetic.indicators import CARDS, CARDS_OF, Card, iku_codes
from kinerja_lib.synthetic.population import Population

AIM_COLUMNS = (
    *("tujuan_id", "jenis", "induk_id", "uraian", "unit_id", "tahun_mulai", "tahun_selesai"),
)
CARD_COLUMNS = (
    *("iku_id", "nama", "definisi", "satuan", "rumus", "sumber", "arah", "frekuensi", "jenis"),
    *("pemilik_unit_id", "pemilik_nip", "tujuan_id", "nilai_awal", "tahun_awal", "desimal"),
    *("putus_seri", "akumulasi", "nilai_min", "nilai_maks", "bidang", "kompetensi"),
)
# What is in place at the end of a period, beside what is measured of each period by itself.
POSITIONS = ("spbe", "jabatan", "it", "data", "kebutuhan", "depan")
# Least and greatest value possible; a share is 0 to 100, any other amount at least 0.
RANGES = {
    **{"ikm": (25, 100), "akip": (0, 100), "spbe": (1, 5), "pendapatan": (None, None)},
    "imunisasi": (0, None),  # more children than expected may come
}
# Competency to train where the indicator misses its target; the others leave it to the field.
TOPICS = {
    **{"waktu": "Orientasi pada hasil", "waktu_kecamatan": "Pelayanan publik"},
    **{"tanggap": "Komunikasi", "izin": "Orientasi pada hasil", "inovasi": "Mengelola perubahan"},
    **{"jabatan": "Pengembangan diri dan orang lain", "diri": "Integritas"},
    **{"depan": "Pelayanan publik", "jalan": "Orientasi pada hasil"},
    **{"ikm": "Pelayanan publik", "data": "Orientasi pada hasil"},
}
BREAK_YEAR, BREAK_JUMP = 2025, 0.45  # the index of electronic services is measured anew
NO_DEFINITION = ("koordinasi", "rapat")
_MISSIONS = (
    "Melayani masyarakat dengan cepat dan ramah",
    "Meratakan layanan kesehatan dan pendidikan",
    "Menjalankan pemerintahan yang akuntabel",
)
_OWN = {
    "andir": ("Mengisi jabatan menurut kinerja dan kompetensi", "kepegawaian"),
    "mamuju": ("Membina dan mengembangkan pegawai yang bersemangat", "kepegawaian"),
    "jambi": ("Mengambil keputusan berdasarkan data yang tepat", "perencanaan"),
    "kotabumi": ("Menilai kinerja secara bertahap dan terbuka", "kepegawaian"),
    "wanggar": ("Menumbuhkan organisasi dari kebutuhan unitnya", "perencanaan"),
}
# Number, mission above, text, field of the agency in charge; T-07 has no indicator anywhere.
_GOALS = (
    (1, 1, "Meningkatkan kepuasan masyarakat atas pelayanan", "pelayanan publik"),
    (2, 1, "Mempercepat penyelesaian layanan", "perizinan"),
    (3, 2, "Meningkatkan derajat kesehatan ibu dan anak", "kesehatan"),
    (4, 2, "Meningkatkan mutu dan pemerataan pendidikan", "pendidikan"),
    (5, 3, "Mewujudkan keuangan dan kinerja yang dapat dipertanggungjawabkan", "pengawasan"),
    (6, 4, "", ""),
    (7, 2, "Meningkatkan ketahanan lingkungan permukiman", "perencanaan"),
)
_UNCOVERED = ("Memperkuat kemitraan dengan kampung", "Menjalankan musyawarah kampung tiap tahun")


def list_aims(people: Population) -> pd.DataFrame:
    """Return the table `tujuan`: a vision, four missions and seven goals; Wanggar one pair more."""
    own, field = _OWN[people.plan.slug]
    vision = f"{people.plan.name} yang melayani, terbuka, dan sejahtera"
    rows = [("V-01", "visi", None, vision, None)]
    rows += [
        (f"M-{i:02d}", "misi", "V-01", text, None)
        for i, text in enumerate((*_MISSIONS, own), start=1)
    ]
    rows += [
        (
            *(f"T-{number:02d}", "tujuan", f"M-{mission:02d}"),
            text or f"{own}, terukur setiap tahun",
            agency_of(people, work or field),
        )
        for number, mission, text, work in _GOALS
    ]
    if people.plan.slug == "wanggar":
        mission, goal = _UNCOVERED
        owner = agency_of(people, "administrasi umum")
        rows += [("M-05", "misi", "V-01", mission, None), ("T-08", "tujuan", "M-05", goal, owner)]
    table = pd.DataFrame(rows, columns=list(AIM_COLUMNS[:5]), dtype="str")
    return table.assign(tahun_mulai=2023, tahun_selesai=2027)


def list_cards(people: Population) -> pd.DataFrame:
    """Return the table `iku`: a card for each indicator of the region.

    Cards without formula, source, definition, owner or goal lack it in `CARDS` on purpose.
    """
    heads = people.unit.set_index("unit_id")["kepala_nip"]
    codes = iku_codes(people.plan.slug)
    rows = [_card(codes[key], key, CARDS[key], people, heads) for key in CARDS_OF[people.plan.slug]]
    table = pd.DataFrame(rows, columns=list(CARD_COLUMNS))
    whole = {"tahun_awal": "Int64", "desimal": "Int64", "putus_seri": "Int64"}
    numbers = dict.fromkeys(("nilai_awal", "nilai_min", "nilai_maks"), float)
    texts = [c for c in CARD_COLUMNS if c not in (*whole, *numbers)]
    return table.astype(whole | numbers | dict.fromkeys(texts, "str"))


def _card(
    code: str, key: str, card: Card, people: Population, heads: pd.Series
) -> tuple[object, ...]:
    owner = agency_of(people, card.owner) if card.owner else None
    head = heads.get(owner) if owner else None
    meaning = f"{card.name}, dihitung menurut rumus pada kartu ini untuk tiap unit yang diukur"
    return (
        *(code, card.name, None if key in NO_DEFINITION else meaning, card.unit),
        *(card.formula or None, card.source or None, card.better, card.often, card.kind),
        *(owner, None if head is None or pd.isna(head) else head),
        f"T-{card.goal:02d}" if card.goal else None,
        *(card.base - card.step, 2022, card.decimals, BREAK_YEAR if key == "spbe" else None),
        *(_accumulation(key, card), *_range(key, card), card.owner or None, TOPICS.get(key)),
    )


def _accumulation(key: str, card: Card) -> str | None:
    """Say how values come about within the year; a card without definition does not say."""
    if card.sums:
        return "kumulatif"
    if key in NO_DEFINITION:
        return None
    return "posisi akhir" if key in POSITIONS else "per periode"


def _range(key: str, card: Card) -> tuple[float | None, float | None]:
    """Return the least and greatest value possible; a card without definition names none."""
    if key in NO_DEFINITION:
        return None, None
    return RANGES.get(key, (0, 100 if card.unit == "persen" else None))


def describe_aims(people: Population) -> dict[str, object]:
    """Say what is planted in `tujuan` and `iku`, JSON-ready; worked out from the tables."""
    aims, cards = list_aims(people), list_cards(people)
    goals = aims[aims["jenis"].eq("tujuan")]
    lint = {
        column: cards.loc[cards[column].isna(), "iku_id"].tolist()
        for column in ("definisi", "rumus", "sumber", "pemilik_unit_id")
    }
    counts = cards["tujuan_id"].value_counts()
    return {
        "tujuan_tanpa_iku": sorted(set(goals["tujuan_id"]) - set(cards["tujuan_id"].dropna())),
        "iku_tanpa_tujuan": cards.loc[cards["tujuan_id"].isna(), "iku_id"].tolist(),
        "tujuan_terbanyak_iku": {"tujuan_id": counts.index[0], "iku": int(counts.iloc[0])},
        "kartu_kosong": lint,
        "putus_seri": {
            "iku_id": iku_codes(people.plan.slug)["spbe"],
            "tahun": BREAK_YEAR,
            "besar": BREAK_JUMP,
        },
    }
