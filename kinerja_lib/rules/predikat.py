"""Predikat of an employee from the ratings of results and conduct, and the labels met in data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.choices import (
    CAPAIAN,
    EXPECTATION,
    EXPECTATION_VARIANTS,
    PREDIKAT,
    PREDIKAT_VARIANTS,
)
from kinerja_lib.tables.names import squash

BELOW, MEETS, ABOVE = EXPECTATION
VERY_GOOD, GOOD, IMPROVE, POOR, VERY_POOR = PREDIKAT
OUTSTANDING = CAPAIAN[0]

_MATRIX_SOURCE = "PermenPANRB 6/2022 dan SE MenPANRB 3/2023; matriks dibaca pada sumber sekunder"
RULES: tuple[Rule, ...] = (
    Rule("predikat.matriks", "2023.1", "Matriks predikat kinerja 3 x 3", _MATRIX_SOURCE, "S"),
    Rule(
        "predikat.kepala_unit",
        "2023.1",
        "Capaian unit menjadi rating hasil kerja kepala unit",
        "SE MenPANRB 3/2023, dikutip pers",
        "S",
    ),
    Rule(
        "predikat.kepala_unit_padanan",
        "2023.1",
        "Padanan lima kelas capaian organisasi dengan tiga rating hasil kerja",
        "Tidak ditemukan dalam teks yang dibaca; padanan ini pilihan yang dapat diubah",
        "M",
    ),
)

MATRIX: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        (ABOVE, BELOW): POOR,
        (ABOVE, MEETS): GOOD,
        (ABOVE, ABOVE): VERY_GOOD,
        (MEETS, BELOW): POOR,
        (MEETS, MEETS): GOOD,
        (MEETS, ABOVE): GOOD,
        (BELOW, BELOW): VERY_POOR,
        (BELOW, MEETS): IMPROVE,
        (BELOW, ABOVE): IMPROVE,
    }
)


def _spellings(accepted: tuple[str, ...], variants: Mapping[str, str]) -> Mapping[str, str]:
    """Map squashed spellings to accepted values; the accepted values win."""
    known = {squash(written): value for written, value in variants.items() if value in accepted}
    return MappingProxyType(known | {squash(value): value for value in accepted})


_EXPECTATIONS = _spellings(EXPECTATION, EXPECTATION_VARIANTS)
_PREDIKATS = _spellings(PREDIKAT, PREDIKAT_VARIANTS)
_CAPAIANS = _spellings(CAPAIAN, PREDIKAT_VARIANTS)


def read_expectation(label: str) -> str:
    """Return the rating of hasil kerja or perilaku that a label stands for.

    Case, spaces and the spellings "diatas", "dibawah" do not matter.

    Raises
    ------
    DataError
        Unknown label. It is never replaced by a default.
    """
    return _read(label, _EXPECTATIONS, EXPECTATION)


def read_predikat(label: str) -> str:
    """Return the predikat that a label stands for; "Cukup" and "Butuh Perbaikan" are one class.

    "Cukup" of PP 30/2019 and PP 46/2011 is a band of numbers and must not be read with this.

    Raises
    ------
    DataError
        Unknown label.
    """
    return _read(label, _PREDIKATS, PREDIKAT)


def read_capaian(label: str) -> str:
    """Return the class of the organisation's capaian that a label stands for.

    "Sangat Baik" is no class of an organisation (the highest is "Istimewa") and is refused.

    Raises
    ------
    DataError
        Unknown label.
    """
    return _read(label, _CAPAIANS, CAPAIAN)


def _read(label: str, known: Mapping[str, str], accepted: tuple[str, ...]) -> str:
    found = known.get(squash(label))
    if found is None:
        raise DataError(
            _("Sebutan '{label}' tidak dikenal. Yang dikenal: {accepted}.").format(
                label=clean_text(label, 60), accepted=", ".join(accepted)
            )
        )
    return found


def decide_predikat(hasil_kerja: str | None, perilaku: str | None) -> str | None:
    """Look up the predikat of two ratings in the official matrix.

    Parameters
    ----------
    hasil_kerja, perilaku : str or None
        Ratings in any spelling that `read_expectation` knows. None is missing.

    Returns
    -------
    str or None
        One of `PREDIKAT`; None where a rating is missing.

    Raises
    ------
    DataError
        Unknown label.

    Notes
    -----
    The matrix is no sum of two scores: good results with conduct below expectation are Kurang
    (misconduct), results below expectation with good conduct are Butuh Perbaikan.
    Source: PermenPANRB 6/2022 and SE MenPANRB 3/2023 [S].
    """
    if hasil_kerja is None or perilaku is None:
        return None
    return MATRIX[read_expectation(hasil_kerja), read_expectation(perilaku)]


def contradicts_matrix(predikat: str | None, hasil_kerja: str | None, perilaku: str | None) -> bool:
    """Tell whether a recorded predikat is not the one of its two ratings; False if one is missing.

    Raises
    ------
    DataError
        Unknown label.
    """
    derived = decide_predikat(hasil_kerja, perilaku)
    return predikat is not None and derived is not None and read_predikat(predikat) != derived


@dataclass(frozen=True)
class HeadOfUnit:
    """How a unit's capaian becomes its head's rating of hasil kerja.

    Attributes
    ----------
    ratings : mapping
        Rating for each class of capaian. SE 3/2023 says that the capaian is taken as the rating
        but not how five classes become three: this mapping is our choice [M].

    Raises
    ------
    ValueError
        A class of capaian without a rating, or an unknown rating.
    """

    ratings: Mapping[str, str] = field(
        default_factory=lambda: {
            OUTSTANDING: ABOVE,
            GOOD: MEETS,
            IMPROVE: BELOW,
            POOR: BELOW,
            VERY_POOR: BELOW,
        }
    )

    def __post_init__(self) -> None:
        if set(self.ratings) != set(CAPAIAN) or not set(self.ratings.values()) <= set(EXPECTATION):
            raise ValueError("every class of capaian needs one of the three ratings")
        object.__setattr__(self, "ratings", MappingProxyType(dict(self.ratings)))


def rate_head_of_unit(capaian: str | None, parameters: HeadOfUnit | None = None) -> str | None:
    """Take the unit's capaian as the hasil-kerja rating of its head; None where it is missing.

    Raises
    ------
    DataError
        Unknown class of capaian.

    Notes
    -----
    Source: SE MenPANRB 3/2023 [S]; the step from five classes to three is a parameter [M].
    """
    if capaian is None:
        return None
    return (parameters or HeadOfUnit()).ratings[read_capaian(capaian)]
