"""Professionalism index (IP ASN): qualification, competence, performance, discipline, and class.

Source: PermenPANRB 38/2018 and Peraturan BKN 8/2019 [P article 8, otherwise S: survey module of the
Ministry of Home Affairs 2020-2022 and a second public form]; points of Kurang and Sangat Kurang and
the rule for values between two classes are derived [D] and are parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.predikat import read_predikat
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal
from kinerja_lib.rules.scales import GapRule, Scale, classify, make_bands
from kinerja_lib.tables.choices import EDUCATION, EDUCATION_VARIANTS
from kinerja_lib.tables.names import squash

_MODULE = "Peraturan BKN 8/2019, dibaca pada modul survei IP Kemendagri 2020-2022"
RULES: tuple[Rule, ...] = (
    Rule("ip_asn.kualifikasi", "2019.1", "Dimensi kualifikasi, paling banyak 25", _MODULE, "S"),
    Rule("ip_asn.kompetensi", "2019.1", "Dimensi kompetensi, paling banyak 40", _MODULE, "S"),
    Rule("ip_asn.kinerja", "2019.1", "Dimensi kinerja, paling banyak 30", _MODULE, "S"),
    Rule(
        "ip_asn.kinerja_predikat",
        "2024.1",
        "Poin predikat kinerja; Kurang dan Sangat Kurang menurut urutan kelas lama",
        "Isian IP ASN kedua untuk tiga predikat pertama; surat BKN tahun 2024 belum dibaca",
        "D",
    ),
    Rule("ip_asn.disiplin", "2019.1", "Dimensi disiplin, paling banyak 5", _MODULE, "S"),
    Rule(
        "ip_asn.total", "2019.1", "Indeks profesionalitas ASN (IP ASN)", "PermenPANRB 38/2018", "S"
    ),
    Rule("ip_asn.kategori", "2019.1", "Kelas indeks", "PermenPANRB 38/2018, kontan.co.id", "S"),
    Rule(
        "ip_asn.kategori_celah",
        "2019.1",
        "Nilai di antara dua kelas bilangan bulat",
        "Tidak diatur dalam teks yang dibaca; aturannya pilihan yang dapat diubah",
        "D",
    ),
)
STRUCTURAL, FUNCTIONAL, CLERICAL = GROUPS = ("struktural", "fungsional", "pelaksana")
DISCIPLINE = ("tidak pernah", "ringan", "sedang", "berat")
CLASSES = Scale(
    "ip_asn.kategori",
    make_bands(
        {"Sangat Tinggi": 91, "Tinggi": 81, "Sedang": 71, "Rendah": 61, "Sangat Rendah": None},
        includes_start=True,
    ),
    step=Decimal(1),
    lowest=Decimal(0),
    highest=Decimal(100),
)
# Values of the older appraisals; above 100, the top of their scale, the highest points stay.
_VALUES = Scale(
    "ip_asn.kinerja",
    make_bands({"30": 91, "25": 76, "15": 61, "5": 51, "1": None}, includes_start=True),
    step=Decimal(1),
    lowest=Decimal(0),
)
_EDUCATION_POINTS = dict(zip(EDUCATION, (25, 20, 15, 15, 10, 5, 5, 5, 1, 1), strict=True))
_EDUCATION = {squash(written): name for written, name in EDUCATION_VARIANTS.items()} | {
    squash(name): name for name in EDUCATION
}
_AROUND = re.compile(r"\b(ke bawah|dan di ?bawahnya|sederajat|setara)\b", re.IGNORECASE)
# Codes of the upload form of BKN: 5 is S3, 0 is SLTP and below.
_UPLOAD_CODES = ("SD", "SLTA", "D-III", "S1", "S2", "S3")
_LETTERS = {"r": "ringan", "s": "sedang", "b": "berat", "tidakada": "tidak pernah"}
_COURSES: Mapping[str, Mapping[str, Decimal]] = MappingProxyType(
    {
        STRUCTURAL: {"leadership": Decimal(15), "technical": Decimal(15), "seminar": Decimal(10)},
        FUNCTIONAL: {"functional": Decimal(15), "technical": Decimal(15), "seminar": Decimal(10)},
        CLERICAL: {"technical": Decimal("22.5"), "seminar": Decimal("17.5")},
    }
)


@dataclass(frozen=True)
class IpAsnParameters:
    """What agencies or later letters set.

    Attributes
    ----------
    predikat : mapping
        Points of each predikat, 0 to 30.
    discipline : mapping
        Points of each level of punishment, 0 to 5; a second form gives 0 for the heaviest.
    gap : GapRule
        Class of an index or value between two whole limits.
    """

    predikat: Mapping[str, Number] = field(
        default_factory=lambda: {
            "Sangat Baik": 30,
            "Baik": 25,
            "Butuh Perbaikan": 15,
            "Kurang": 5,
            "Sangat Kurang": 1,
        }
    )
    discipline: Mapping[str, Number] = field(
        default_factory=lambda: dict(zip(DISCIPLINE, (5, 3, 2, 1), strict=True))
    )
    gap: GapRule | str = GapRule.ROUND_HALF_UP

    def __post_init__(self) -> None:
        if set(self.discipline) != set(DISCIPLINE) or len(self.predikat) != 5:
            raise ValueError("every predikat and every level of punishment needs its points")
        for name, best in (("predikat", 30), ("discipline", 5)):
            points = {label: to_decimal(value) for label, value in getattr(self, name).items()}
            if not all(0 <= value <= best for value in points.values()):
                raise ValueError(f"points of {name} are 0 to {best}")
            object.__setattr__(self, name, MappingProxyType(points))


_DEFAULT = IpAsnParameters()


@dataclass(frozen=True)
class Training:
    """Which kinds of training count for a person; None is not known, never no.

    Attributes
    ----------
    leadership : bool or None
        Leadership course for the post held now (structural posts).
    functional : bool or None
        Course of the functional post, or a post that needs none: see `needs_no_course`.
    technical : bool or None
        Technical training of at least 20 JP in the last year.
    seminar : bool or None
        Seminar, workshop, internship or course in the last two years.
    """

    leadership: bool | None = None
    functional: bool | None = None
    technical: bool | None = None
    seminar: bool | None = None


@dataclass(frozen=True)
class IpAsn:
    """Index of one person.

    Attributes
    ----------
    qualification, competence, performance, discipline : Decimal or None
        Points, at most 25, 40, 30 and 5; None where the data lack it.
    total : Decimal or None
        Sum, 0 to 100, not rounded; None where a dimension is missing.
    category : str or None
        Class of the total.
    """

    qualification: Decimal | None
    competence: Decimal | None
    performance: Decimal | None
    discipline: Decimal | None
    total: Decimal | None
    category: str | None


def score_qualification(education: str | int | None) -> Decimal | None:
    """Give the points of the highest education: a name such as "D-III", or BKN's code 0 to 5.

    Raises
    ------
    DataError
        Unknown education.
    """
    if education is None:
        return None
    if isinstance(education, int) and not isinstance(education, bool):
        names = {_UPLOAD_CODES[education]} if 0 <= education <= 5 else {None}
    else:
        names = _read_education(str(education))
    points = {_EDUCATION_POINTS.get(name) for name in names}
    if None in points or len(points) != 1:
        raise _unknown(_("Pendidikan"), str(education), EDUCATION)
    return Decimal(points.pop())


def _read_education(text: str) -> set[str | None]:
    """Read one level, or several of one row of the table such as "S1/D-IV"."""
    plain = _AROUND.sub("", text)
    parts = [plain] if squash(plain) in _EDUCATION else re.split(r"[/,]| atau | dan ", plain)
    return {_EDUCATION.get(squash(part)) for part in parts}


def score_competence(group: str, training: Training) -> Decimal | None:
    """Add the points of the trainings that count for a group of posts.

    Parameters
    ----------
    group : str
        One of `GROUPS`, or a kind of post: see `read_group`. A pelaksana has no leadership or
        functional course; the other two weigh more instead.
    training : Training
        What the group does not need is left out of account.

    Returns
    -------
    Decimal or None
        0 to 40; None where a training that counts is not known.

    Raises
    ------
    DataError
        Unknown group.
    """
    courses = _COURSES[read_group(group)]
    known = {name: getattr(training, name) for name in courses}
    if None in known.values():
        return None
    return sum((courses[name] for name, done in known.items() if done), Decimal(0))


def read_group(label: str) -> str:
    """Return the group of a kind of post: JPT, administrator and pengawas are structural.

    Raises
    ------
    DataError
        Unknown label.
    """
    plain = squash(label).removeprefix("jabatan")
    if plain.startswith(("jpt", "pimpinantinggi")) or plain in ("administrator", "pengawas"):
        return STRUCTURAL
    if plain not in GROUPS:
        raise _unknown(_("Kelompok jabatan"), label, GROUPS)
    return plain


def score_performance(
    result: Number | str | None, parameters: IpAsnParameters | None = None
) -> Decimal | None:
    """Give the points of an appraisal: a value of the older scale, or a predikat.

    Raises
    ------
    DataError
        A negative value or an unknown predikat.
    """
    chosen = parameters or _DEFAULT
    if result is None:
        return None
    if isinstance(result, str):
        return chosen.predikat[read_predikat(result)]
    return Decimal(classify(result, _VALUES, gap=chosen.gap))


def score_discipline(
    level: str | None, parameters: IpAsnParameters | None = None
) -> Decimal | None:
    """Give the points of the heaviest punishment; "tidak pernah" is written, not left empty.

    Raises
    ------
    DataError
        Unknown level.
    """
    if level is None:
        return None
    key = squash(level)
    name = _LETTERS.get(key) or {squash(known): known for known in DISCIPLINE}.get(key)
    if name is None:
        raise _unknown(_("Hukuman disiplin"), level, DISCIPLINE)
    return (parameters or _DEFAULT).discipline[name]


def add_dimensions(
    points: Iterable[Decimal | None], parameters: IpAsnParameters | None = None
) -> IpAsn:
    """Add qualification, competence, performance and discipline, in this order, and class the sum.

    A missing dimension makes the total missing; it never counts as 0.
    """
    four = tuple(points)
    total = None if None in four else sum(four, Decimal(0))
    return IpAsn(*four, total, classify_index(total, parameters))


def classify_index(value: Number | None, parameters: IpAsnParameters | None = None) -> str | None:
    """Class an index of 0 to 100 by the rule for gaps; by default rounded half up to a whole."""
    return classify(value, CLASSES, gap=(parameters or _DEFAULT).gap)


def _unknown(what: str, label: str, known: Iterable[str]) -> DataError:
    problem = _("{what} {label} tidak dikenal. Yang dikenal: {known}.")
    shown = clean_text(label, 60)
    return DataError(problem.format(what=what, label=f'"{shown}"', known=", ".join(known)))
