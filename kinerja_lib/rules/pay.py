"""Performance allowance (TPP, tukin): productivity and discipline shares, attendance deductions.

Source: Kepmendagri 900-4700/2020 as cited by regional rules, 60 % productivity and 40 % discipline
[S]. Deduction tables are local: none is official. `EXAMPLE_TABLE` is what one agency published
(Permentan 68/2012) and must be given by name; a report that uses it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.rules.rounding import Number, round_half_up, to_decimal
from kinerja_lib.tables.names import squash

RULES: tuple[Rule, ...] = (
    Rule(
        "tpp.bayar",
        "2020.1",
        "TPP: produktivitas 60% dan disiplin 40%",
        "Kepmendagri 900-4700/2020, dibaca pada rbmedia.id tentang Kepahiang",
        "S",
    ),
    Rule(
        "tukin.potongan",
        "2012.1",
        "Potongan kehadiran menurut tabel instansi",
        "Ditetapkan instansi; contoh Permentan 68/2012, bukan tabel resmi",
        "S",
    ),
)


@dataclass(frozen=True)
class DeductionTable:
    """Deductions of one agency.

    Attributes
    ----------
    name : str
        Whose table it is, printed wherever it is used.
    rates : mapping
        Code (such as "TL1" or "alpa_hari") -> per cent for each occurrence.
    minutes : tuple of three numbers
        Last minute of the first three steps of lateness; the fourth has no end.
    highest : number
        Deductions never exceed this many per cent.

    Raises
    ------
    ValueError
        A rate outside 0 to 100, two codes that are the same, or minutes that do not rise.
    """

    name: str
    rates: Mapping[str, Number]
    minutes: tuple[Number, Number, Number] = (30, 60, 90)
    highest: Number = 100

    def __post_init__(self) -> None:
        rates = {squash(code): to_decimal(rate) for code, rate in self.rates.items()}
        if len(rates) != len(self.rates) or not all(0 <= rate <= 100 for rate in rates.values()):
            raise ValueError("every deduction has its own code and is 0 to 100 per cent")
        if list(self.minutes) != sorted(set(self.minutes)) or len(self.minutes) != 3:
            raise ValueError("the steps of lateness have three rising limits")
        object.__setattr__(self, "rates", MappingProxyType(rates))


EXAMPLE_TABLE = DeductionTable(
    name="contoh Permentan 68/2012, bukan tabel resmi",
    rates={
        **{"TL1": Decimal("0.5"), "TL2": 1, "TL3": Decimal("1.5"), "TL4": 2},
        **{"PSW1": Decimal("0.5"), "PSW2": 1, "PSW3": Decimal("1.5"), "PSW4": 2},
        **{"alpa_hari": 4, "tanpa_presensi": 2},
    },
)


@dataclass(frozen=True)
class Allowance:
    """Allowance of one person and month in rupiah, whole.

    Attributes
    ----------
    productivity, discipline : Decimal or None
        The two parts, each rounded half up; None where what it needs is missing.
    paid : Decimal or None
        Their sum; None where a part is missing.
    """

    productivity: Decimal | None
    discipline: Decimal | None
    paid: Decimal | None


def find_lateness_step(minutes: Number, table: DeductionTable) -> int:
    """Return the step 1 to 4 of coming late or leaving early; 0 for on time.

    Raises
    ------
    DataError
        Negative minutes.
    """
    late = to_decimal(minutes)
    if late < 0:
        raise DataError(_("Menit keterlambatan bernilai negatif. Periksa data kehadiran."))
    if late == 0:
        return 0
    return 1 + sum(late > to_decimal(limit) for limit in table.minutes)


def add_deductions(counts: Mapping[str, Number | None], table: DeductionTable) -> Decimal | None:
    """Add up the attendance deductions of one person and month.

    Parameters
    ----------
    counts : mapping
        Code -> how often; letter case and marks of a code do not matter.
    table : DeductionTable
        The agency's own.

    Returns
    -------
    Decimal or None
        Per cent, at most `table.highest`; None where a count is missing.

    Raises
    ------
    DataError
        A code that the table does not have, or a negative count.
    """
    unknown = [code for code in counts if squash(code) not in table.rates]
    if unknown:
        problem = _("Kode potongan {code} tidak ada pada tabel {table}. Lengkapi tabel itu.")
        shown = f'"{clean_text(unknown[0], 60)}"'
        raise DataError(problem.format(code=shown, table=f'"{clean_text(table.name, 60)}"'))
    if None in counts.values():
        return None
    times = {code: to_decimal(count) for code, count in counts.items()}
    if any(count < 0 for count in times.values()):
        raise DataError(_("Jumlah kejadian kehadiran bernilai negatif. Periksa data kehadiran."))
    total = sum((table.rates[squash(code)] * count for code, count in times.items()), Decimal(0))
    return min(total, to_decimal(table.highest))


def pay_allowance(
    ceiling: Number,
    productivity_score: Number | None,
    deduction: Number | None,
    *,
    weights: tuple[Number, Number] = (60, 40),
) -> Allowance:
    """Compute the allowance from the productivity score and the discipline deduction.

    Parameters
    ----------
    ceiling : number
        Full allowance of the post in rupiah.
    productivity_score, deduction : number or None
        Per cent, 0 to 100; None is missing and makes its part missing.
    weights : tuple
        Productivity, then discipline, in per cent; they add up to 100.

    Raises
    ------
    DataError
        A negative ceiling, or a score or deduction outside 0 to 100.
    ValueError
        Weights that do not add up to 100.

    Notes
    -----
    productivity = ceiling * w1 * score; discipline = ceiling * w2 * (100 - deduction).
    """
    shares = tuple(to_decimal(weight) for weight in weights)
    if sum(shares) != 100 or min(shares) < 0:
        raise ValueError("the weights of productivity and discipline add up to 100")
    if to_decimal(ceiling) < 0:
        raise DataError(_("Pagu TPP bernilai negatif. Periksa tabel pagu."))
    productivity = _pay_part(ceiling, shares[0], _percent(productivity_score))
    cut = _percent(deduction)
    discipline = _pay_part(ceiling, shares[1], None if cut is None else 100 - cut)
    missing = productivity is None or discipline is None
    return Allowance(productivity, discipline, None if missing else productivity + discipline)


def _percent(value: Number | None) -> Decimal | None:
    if value is None:
        return None
    percent = to_decimal(value)
    if not 0 <= percent <= 100:
        problem = _(
            "Skor atau potongan TPP {value} di luar 0–100. Periksa data kehadiran dan skor."
        )
        raise DataError(problem.format(value=percent))
    return percent


def _pay_part(ceiling: Number, share: Decimal, percent: Decimal | None) -> Decimal | None:
    if percent is None:
        return None
    return round_half_up(to_decimal(ceiling) * share * percent / 10_000, 0)
