"""Which trainings count for the professionalism index, who is scored, and the index of a unit.

Source: Peraturan BKN 8/2019 article 8 [P: last year for technical training, leadership course for
the post held]; two years for seminars and the list of exempt posts are secondary [S].
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja_lib.rules.dates import add_years
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, to_decimal

TECHNICAL_JP = Decimal(20)
TECHNICAL_YEARS, SEMINAR_YEARS = 1, 2
# One agency's reading of the functional posts that require no course.
EXEMPT_POSTS = ("dokter", "guru", "apoteker", "perawat", "bidan", "asesor", "psikolog")
RULES: tuple[Rule, ...] = (
    Rule(
        "ip_asn.jendela_teknis",
        "2019.1",
        "Diklat teknis satu tahun terakhir, paling sedikit 20 JP",
        "Peraturan BKN 8/2019 Pasal 8",
        "P",
    ),
    Rule(
        "ip_asn.jendela_seminar",
        "2019.1",
        "Seminar dua tahun terakhir",
        "Modul survei IP Kemendagri 2020-2022",
        "S",
    ),
    Rule(
        "ip_asn.jf_tanpa_diklat",
        "2019.1",
        "Jabatan fungsional tanpa diklat dihitung sudah diklat",
        "BKPSDM Kabupaten Kudus, pembacaan satu instansi",
        "S",
    ),
)


@dataclass(frozen=True)
class UnitIndex:
    """Index of a unit: mean over its people (`n` of them), and how many had no index."""

    mean: Decimal | None
    n: int
    without_index: int


def is_scored(status: str) -> bool:
    """Tell whether a person has an index: candidates (CPNS) do not."""
    return status.strip().upper() != "CPNS"


def needs_no_course(post_name: str, exempt: Iterable[str] = EXEMPT_POSTS) -> bool:
    """Tell whether a functional post counts as trained because no course is required for it.

    A name counts when it holds one of the words as a whole: "Dokter Ahli Muda", "Guru Kelas".
    """
    words = set(re.findall(r"\w+", post_name.lower()))
    return any(set(name.lower().split()) <= words for name in exempt)


def count_recent_jp(
    courses: Sequence[tuple[dt.date, Number]], *, as_of: dt.date, years: int = TECHNICAL_YEARS
) -> Decimal:
    """Add up the JP of courses that ended within the years before `as_of`, that day included.

    The day exactly `years` before is outside [D].
    """
    start = add_years(as_of, -years)
    recent = (to_decimal(jp) for ended, jp in courses if start < ended <= as_of)
    return sum(recent, Decimal(0))


def has_technical_training(courses: Sequence[tuple[dt.date, Number]], *, as_of: dt.date) -> bool:
    """Tell whether technical courses of the last year add up to 20 JP."""
    return count_recent_jp(courses, as_of=as_of) >= TECHNICAL_JP


def has_seminar(ended: Iterable[dt.date], *, as_of: dt.date, years: int = SEMINAR_YEARS) -> bool:
    """Tell whether a seminar, workshop, internship or course ended in the last two years."""
    start = add_years(as_of, -years)
    return any(start < day <= as_of for day in ended)


def average_index(totals: Iterable[Number | None]) -> UnitIndex:
    """Average the index over people; those without one are counted and left out."""
    values = list(totals)
    known = [to_decimal(value) for value in values if value is not None]
    mean = sum(known, Decimal(0)) / len(known) if known else None
    return UnitIndex(mean, len(known), len(values) - len(known))
