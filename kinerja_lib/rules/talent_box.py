"""Nine talent boxes: ratings of both axes from scores, the box, and what is recommended for it.

Source: PermenPANRB 3/2020 as amended by 20/2025, article 17 [P for the two axes]; numbers of the
boxes, pool and recommendations are secondary [S], the recommendations after the text of 2020.
Thresholds and weights are set by agencies: the defaults are met in applications, none is official.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.predikat import ABOVE, BELOW, MEETS, read_expectation, read_predikat
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal
from kinerja_lib.tables.names import squash

_TALENT = "PermenPANRB 3/2020 sebagaimana diubah dengan PermenPANRB 20/2025"
RULES: tuple[Rule, ...] = (
    Rule("talenta.sumbu", "2025.1", "Sumbu kinerja dan potensial", f"{_TALENT}, Pasal 17", "P"),
    Rule(
        "talenta.kotak9", "2025.1", "Nomor sembilan kotak", f"{_TALENT}; dua sumber sekunder", "S"
    ),
    Rule("talenta.kelompok_suksesi", "2025.1", "Kotak 7, 8, 9 kelompok talenta", _TALENT, "S"),
    Rule(
        "talenta.rekomendasi",
        "2020.1",
        "Rekomendasi menurut kotak",
        "PermenPANRB 3/2020, dibaca pada aplikasi publik; perubahan 2025 belum dicocokkan",
        "S",
    ),
    Rule(
        "talenta.sumbu_kinerja",
        "2022.1",
        "Skor predikat dan ambang sumbu",
        "Ditetapkan instansi; bawaan menurut SIMT DJBK, satu instansi",
        "S",
    ),
    Rule(
        "talenta.bobot_potensial",
        "2025.1",
        "Bobot sumbu potensial",
        "Ringkasan Keputusan Kepala BKN 41/2025; ditetapkan instansi",
        "S",
    ),
)
LOW, MIDDLE, HIGH = POTENTIALS = ("rendah", "menengah", "tinggi")
BOXES: Mapping[tuple[str, str], int] = MappingProxyType(
    {
        (ABOVE, LOW): 4,
        (ABOVE, MIDDLE): 7,
        (ABOVE, HIGH): 9,
        (MEETS, LOW): 2,
        (MEETS, MIDDLE): 5,
        (MEETS, HIGH): 8,
        (BELOW, LOW): 1,
        (BELOW, MIDDLE): 3,
        (BELOW, HIGH): 6,
    }
)
TALENT_POOL = frozenset((7, 8, 9))
_PREDIKAT_SCORES = {
    "Sangat Baik": 100,
    "Baik": 80,
    "Butuh Perbaikan": 60,
    "Kurang": 40,
    "Sangat Kurang": 20,
}
_INTEGRITY = {"tidak pernah": 100, "ringan": 75, "sedang": 50, "berat": 25, "sedang menjalani": 0}


@dataclass(frozen=True)
class Thresholds:
    """Limits of one axis: from `middle` the middle rating, from `high` the high one."""

    middle: Number = 60
    high: Number = 80

    def __post_init__(self) -> None:
        if to_decimal(self.middle) >= to_decimal(self.high):
            raise ValueError("the threshold of the high rating is above that of the middle one")


@dataclass(frozen=True)
class TalentParameters:
    """What an agency sets for its talent boxes.

    Attributes
    ----------
    predikat : mapping
        Score of each predikat, 0 to 100.
    performance, potential : Thresholds
        Limits of the two axes. With 60 and 80 everyone with Baik is above expectation.
    integrity : mapping
        Score of each level of punishment, 0 to 100.
    """

    predikat: Mapping[str, Number] = field(default_factory=lambda: dict(_PREDIKAT_SCORES))
    performance: Thresholds = field(default_factory=Thresholds)
    potential: Thresholds = field(default_factory=Thresholds)
    integrity: Mapping[str, Number] = field(default_factory=lambda: dict(_INTEGRITY))

    def __post_init__(self) -> None:
        for name, needed in (("predikat", _PREDIKAT_SCORES), ("integrity", _INTEGRITY)):
            given = getattr(self, name)
            if set(given) != set(needed):
                raise ValueError(f"{name} needs a score for each of {', '.join(needed)}")
            scores = {label: to_decimal(score) for label, score in given.items()}
            object.__setattr__(self, name, MappingProxyType(scores))


_DEFAULT = TalentParameters()


def rate_performance(
    score: Number | None, parameters: TalentParameters | None = None
) -> str | None:
    """Turn a performance score into below, at or above expectation; None where it is missing."""
    limits = (parameters or _DEFAULT).performance
    return _rate(score, limits, (BELOW, MEETS, ABOVE))


def rate_potential(score: Number | None, parameters: TalentParameters | None = None) -> str | None:
    """Turn a potential score into rendah, menengah or tinggi; None where it is missing."""
    limits = (parameters or _DEFAULT).potential
    return _rate(score, limits, POTENTIALS)


def _rate(score: Number | None, limits: Thresholds, names: tuple[str, str, str]) -> str | None:
    if score is None:
        return None
    value = to_decimal(score)
    return names[(value >= to_decimal(limits.middle)) + (value >= to_decimal(limits.high))]


def score_predikat(
    predikat: str | None, parameters: TalentParameters | None = None
) -> Decimal | None:
    """Give the score of a predikat; None where it is missing.

    Raises
    ------
    DataError
        Unknown predikat.
    """
    if predikat is None:
        return None
    return (parameters or _DEFAULT).predikat[read_predikat(predikat)]


def score_integrity(
    level: str | None, parameters: TalentParameters | None = None
) -> Decimal | None:
    """Give the score of the heaviest punishment, or of one being served; None where missing.

    Raises
    ------
    DataError
        Unknown level.
    """
    if level is None:
        return None
    scores = (parameters or _DEFAULT).integrity
    return scores[_read(level, {squash(name): name for name in scores}, tuple(scores))]


def weigh_scores(
    scores: Mapping[str, Number | None], weights: Mapping[str, Number]
) -> Decimal | None:
    """Weigh the parts of an axis, or the two axes of the talent value.

    Parameters
    ----------
    scores : mapping
        Part -> score 0 to 100; None or left out is missing.
    weights : mapping
        Part -> weight in per cent; they add up to 100.

    Returns
    -------
    Decimal or None
        0 to 100; None where a part with a weight is missing: it never counts as 0.

    Raises
    ------
    ValueError
        Negative weights, or weights that do not add up to 100.
    """
    shares = {name: to_decimal(weight) for name, weight in weights.items()}
    if sum(shares.values()) != 100 or min(shares.values()) < 0:
        raise ValueError("the weights add up to 100")
    used = {name: scores.get(name) for name, share in shares.items() if share}
    if None in used.values():
        return None
    weighed = (shares[name] * to_decimal(score) for name, score in used.items())
    return sum(weighed, Decimal(0)) / 100


def find_box(performance: str | None, potential: str | None) -> int | None:
    """Return the box 1 to 9 of two ratings; None where one is missing.

    The numbers do not run along the rows: 6 is below expectation with high potential, 4 above
    expectation with low potential.

    Raises
    ------
    DataError
        Unknown rating.
    """
    if performance is None or potential is None:
        return None
    return BOXES[read_expectation(performance), read_potential(potential)]


def read_potential(label: str) -> str:
    """Return rendah, menengah or tinggi; "sedang" is menengah.

    Raises
    ------
    DataError
        Unknown label.
    """
    return _read(label, {name: name for name in POTENTIALS} | {"sedang": MIDDLE}, POTENTIALS)


def list_recommendations(box: int) -> tuple[str, ...]:
    """Return what the regulation recommends for a box, in the reader's language.

    Raises
    ------
    ValueError
        A box that is not 1 to 9.
    """
    retain, succession = _("dipertahankan"), _("masuk kelompok rencana suksesi instansi")
    guidance, counselling = _("bimbingan kinerja"), _("konseling kinerja")
    learning, placement = _("pengembangan kompetensi"), _("penempatan yang sesuai")
    steps = {
        9: (
            _("dipromosikan dan dipertahankan"),
            _("masuk kelompok rencana suksesi instansi atau nasional"),
            _("penghargaan"),
        ),
        8: (retain, succession, _("rotasi atau perluasan jabatan"), guidance),
        7: (
            *(retain, succession, _("rotasi atau pengayaan jabatan")),
            *(learning, _("tugas belajar")),
        ),
        6: (placement, guidance, counselling),
        5: (placement, guidance, learning),
        4: (_("rotasi"), learning),
        3: (guidance, counselling, learning, placement),
        2: (guidance, learning, placement),
        1: (_("diproses menurut ketentuan"),),
    }
    if box not in steps:
        raise ValueError(f"boxes are 1 to 9, not {box!r}")
    return steps[box]


def _read(label: str, known: Mapping[str, str], accepted: tuple[str, ...]) -> str:
    found = known.get(squash(label))
    if found is None:
        problem = _("Sebutan '{label}' tidak dikenal. Yang dikenal: {accepted}.")
        shown = clean_text(label, 60)
        raise DataError(problem.format(label=shown, accepted=", ".join(accepted)))
    return found
