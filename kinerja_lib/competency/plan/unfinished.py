"""What is said where the solver met the clock of last resort: no plan, rather than another one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kinerja_lib.allocation.effort import EMERGENCY, UnfinishedPlanError
from kinerja_lib.errors import RunError
from kinerja_lib.i18n import _


@contextmanager
def refuse_unfinished() -> Iterator[None]:
    """Turn the error of the solver into one that says what to do.

    Raises
    ------
    RunError
        The plan, or a plan with one limit widened, was not finished.
    """
    try:
        yield
    except UnfinishedPlanError:
        message = _(
            "Rencana pelatihan belum selesai: satu hitungan berjalan lebih dari {minutes} menit, "
            "sehingga tidak ada rencana yang diterbitkan. Jalankan lagi ketika komputer tidak "
            "sibuk, atau kecilkan plan_seconds."
        )
        raise RunError(message.format(minutes=int(EMERGENCY // 60)), "timeout") from None
