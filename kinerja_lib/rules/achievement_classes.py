"""Class scales of indicator achievement and of the AKIP score, and the share of each class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import round_half_up, to_count
from kinerja_lib.rules.scales import Scale, make_bands

RULES: tuple[Rule, ...] = (
    Rule(
        "iku.kategori_permendagri86",
        "2017.1",
        "Kelas capaian kinerja: batas angka",
        "Permendagri 86/2017, batas dibaca pada LKjIP Inspektorat Sampang 2019",
        "S",
    ),
    Rule(
        "iku.kategori_permendagri86_sebutan",
        "2017.1",
        "Kelas capaian kinerja: sebutan Sangat Tinggi sampai Sangat Rendah",
        "Permendagri 86/2017; sebutan sebagian dibaca pada laporan Dinkes Bantul",
        "M",
    ),
    Rule(
        "iku.kategori_celah",
        "2017.1",
        "Nilai di antara dua kelas bilangan bulat",
        "Tidak diatur dalam teks yang dibaca; aturannya pilihan yang dapat diubah",
        "D",
    ),
    Rule(
        "iku.kategori_maluku_tengah",
        "2021.1",
        "Kelas capaian kinerja Kabupaten Maluku Tengah",
        "LKJIP Kabupaten Maluku Tengah 2021, Bab III",
        "S",
    ),
    Rule(
        "akip.predikat",
        "2021.1",
        "Predikat AKIP",
        "PermenPANRB 88/2021, dibaca pada data.kaltimprov.go.id; C dan CC diturunkan",
        "S",
    ),
    Rule(
        "akip.predikat_batas",
        "2021.1",
        "Nilai tepat di batas AKIP masuk predikat di bawahnya",
        "PermenPANRB 88/2021, dari ingatan",
        "M",
    ),
    Rule(
        "iku.rekap_kategori",
        "2021.1",
        "Persentase indikator menurut kelas, dibulatkan setengah ke atas",
        "Aritmetika; cocok dengan Laporan Kinerja Dinkes Bantul 2015",
        "D",
    ),
)

# Whole limits with gaps between them: `classify` takes the rule for the gaps as an argument. The
# page of Sampang names the classes Sangat Baik to Sangat Kurang: `Scale.rename`.
PERMENDAGRI_86 = Scale(
    "iku.kategori_permendagri86",
    make_bands(
        {"Sangat Tinggi": 91, "Tinggi": 76, "Sedang": 66, "Rendah": 51, "Sangat Rendah": None},
        includes_start=True,
    ),
    step=Decimal(1),
)
MALUKU_TENGAH = Scale(
    "iku.kategori_maluku_tengah",
    make_bands(
        {
            "Memuaskan": 85,
            "Sangat Baik": 75,
            "Baik": 65,
            "Cukup Baik": 50,
            "Agak Kurang": 30,
            "Kurang": None,
        },
        includes_start=False,
    ),
)


def build_akip_scale(*, limit_in_upper: bool = False) -> Scale:
    """Build the scale of the AKIP score, AA to D on 0 to 100.

    Parameters
    ----------
    limit_in_upper : bool
        Whether a score exactly on a limit, such as 70, takes the upper class. As printed (">70-80")
        it takes the lower one; which side is right is from memory [M].

    Notes
    -----
    Source: PermenPANRB 88/2021 as read on data.kaltimprov.go.id [S].
    """
    limits = {"AA": 90, "A": 80, "BB": 70, "B": 60, "CC": 50, "C": 30, "D": None}
    bands = make_bands(limits, includes_start=limit_in_upper)
    return Scale("akip.predikat", bands, lowest=Decimal(0), highest=Decimal(100))


AKIP = build_akip_scale()


@dataclass(frozen=True)
class ClassRecap:
    """How many results each class has.

    Attributes
    ----------
    total : int
        Results that have a class.
    counts : mapping
        Results by class, in the order given.
    percent : mapping
        Per cent of the total by class, unrounded; empty where the total is 0.
    """

    total: int
    counts: Mapping[str, int]
    percent: Mapping[str, Decimal]

    def round_percent(self, decimals: int = 2) -> dict[str, Decimal]:
        """Round every share by the same rule, half up; the sum may differ from 100 by rounding."""
        return {name: round_half_up(share, decimals) for name, share in self.percent.items()}


def recap_classes(counts: Mapping[str, int]) -> ClassRecap:
    """Compute the share of each class.

    Parameters
    ----------
    counts : mapping
        Results by class. What has no class is left out before.

    Raises
    ------
    ValueError
        A count below 0 or not whole.
    """
    whole = {name: to_count(count) for name, count in counts.items()}
    if any(count < 0 for count in whole.values()):
        raise ValueError("a class cannot have fewer than 0 results")
    total = sum(whole.values())
    percent = {name: Decimal(100 * count) / total for name, count in whole.items()} if total else {}
    return ClassRecap(total, whole, percent)
