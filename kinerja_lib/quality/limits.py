"""Where one grade ends and the next begins, and the other choices of the quality report."""

from __future__ import annotations

from dataclasses import dataclass

from kinerja_lib.errors import ParameterError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.tables.registry import CONTRACTS

GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Limits:
    """Hold the choices of one review; no agency prescribes them, so the page prints them.

    Parameters
    ----------
    shares : tuple of float
        Lowest share for A, B and C, per cent, falling; below the last it is D.
    late_days : tuple of int
        Most days after the deadline for A, B and C, rising; beyond the last it is D.
    grace_days : int
        Days a new period may take to arrive before the table is late.
    repair_days : int
        Days after the reference date within which repairs are asked for.
    baseline_years : int
        Earlier years with a value that an indicator needs.
    step_factor : float
        Smallest target step, in multiples of the usual yearly up and down.
    trend_margin : float
        Change of the quarantined share, in percentage points, that matters.
    focus : tuple of str
        Tables that the region's work rests on; their repairs come first.
    """

    shares: tuple[float, ...] = (99.0, 95.0, 90.0)
    late_days: tuple[int, ...] = (0, 30, 90)
    grace_days: int = 30
    repair_days: int = 14
    baseline_years: int = 3
    step_factor: float = 1.0
    trend_margin: float = 0.5
    focus: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        falling = tuple(sorted(self.shares, reverse=True)) == tuple(self.shares)
        if (
            len(self.shares) != 3
            or not falling
            or not 0 <= self.shares[-1] <= self.shares[0] <= 100
        ):
            raise ParameterError(
                _(
                    "Batas mutu bagian baris harus tiga angka menurun antara 0 dan 100, "
                    "misalnya [99.0, 95.0, 90.0]."
                )
            )
        rising = tuple(sorted(self.late_days)) == tuple(self.late_days)
        if len(self.late_days) != 3 or not rising or self.late_days[0] < 0:
            raise ParameterError(
                _(
                    "Batas hari terlambat harus tiga angka menaik mulai dari 0, "
                    "misalnya [0, 30, 90]."
                )
            )
        unknown = [name for name in self.focus if name not in CONTRACTS]
        if unknown:
            raise ParameterError(
                _(
                    "Tabel perhatian '{name}' tidak dikenal. Tulis nama tabel seperti pada "
                    "'kinerja check --contract', misalnya [pegawai, hasil_penilaian]."
                ).format(name=clean_text(str(unknown[0]), 60))
            )
