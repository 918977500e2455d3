"""The tables of what changed between two editions: numbers, and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from kinerja_lib.i18n import _
from kinerja_lib.publish.table import Table
from kinerja_lib.reporting.compare.differences import tell_difference
from kinerja_lib.reporting.compare.numbers import NumberChange, SentenceChange
from kinerja_lib.reporting.compare.snapshot import CHANGES, is_number
from kinerja_lib.tables.columns import NOT_APPLICABLE, Column

SENTENCES = f"{CHANGES}-kalimat"
_NOTE = _("Layar pertama lebih dahulu, lalu tabel pada halaman, tabel lipat, dan kalimat.")
_PUBLIC_NOTE = _(
    "Layar pertama lebih dahulu, lalu tabel pada halaman, tabel lipat, dan kalimat. Selisih satu "
    "sampai sembilan yang dapat berupa jumlah orang ditulis “kurang dari 10”."
)


def tabulate_numbers(changes: Sequence[NumberChange], *, public: bool = False) -> Table:
    """Tabulate all differing numbers: tables in the order of their weight, then sentences.

    In the public edition differences of one to nine people are not told; see `differences`.
    """
    number = {"decimals_from": "desimal", "missing": _("tidak ada")}
    columns = {
        "baris": Column(_("Baris"), "key"),
        "ukuran": Column(_("Ukuran"), "text"),
        "lama": Column(_("Sebelumnya"), **number),
        "baru": Column(_("Sekarang"), **number),
        "selisih": Column(_("Selisih"), decimals_from="desimal", missing=NOT_APPLICABLE),
        "tempat": Column(_("Tabel"), "text"),
    }
    return Table(
        _frame(sorted(changes, key=lambda change: change.sentence), public),
        CHANGES,
        _("Angka yang berubah, baru, atau tidak ada lagi"),
        columns,
        subject="umum",
        helpers=("jenis", "objek", "kolom"),
        note=_PUBLIC_NOTE if public else _NOTE,
    )


def tabulate_sentences(changes: Sequence[SentenceChange]) -> Table:
    """Tabulate all differing sentences, in the order given."""
    frame = pd.DataFrame(
        {
            "kalimat": [c.id for c in changes],
            "lama": [c.old or None for c in changes],
            "baru": [c.new or None for c in changes],
            "kesimpulan_lama": [c.old_outcome or None for c in changes],
            "kesimpulan_baru": [c.new_outcome or None for c in changes],
        }
    )
    columns = {
        "kalimat": Column(_("Kalimat"), "key"),
        "lama": Column(_("Sebelumnya"), "text", missing=_("tidak ada")),
        "baru": Column(_("Sekarang"), "text", missing=_("tidak ada")),
    }
    return Table(
        frame,
        SENTENCES,
        _("Kalimat yang berubah; yang berkesimpulan lain lebih dahulu"),
        columns,
        subject="umum",
        helpers=("kesimpulan_lama", "kesimpulan_baru"),
    )


def _frame(ordered: Sequence[NumberChange], public: bool) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "baris": [c.row or _("kalimat {id}").format(id=c.table) for c in ordered],
            "ukuran": [f"{c.label}, {c.unit}" if c.unit else c.label for c in ordered],
            "lama": pd.Series([as_value(c.old) for c in ordered], dtype=object),
            "baru": pd.Series([as_value(c.new) for c in ordered], dtype=object),
            "selisih": pd.Series(
                [tell_difference(c, public=public) for c in ordered], dtype=object
            ),
            "tempat": ["findings.csv" if c.sentence else c.caption for c in ordered],
            "jenis": [c.kind for c in ordered],
            "objek": [c.table for c in ordered],
            "kolom": [c.column for c in ordered],
            "desimal": pd.Series([count_decimals(c) for c in ordered], dtype=object),
        }
    )


def as_value(text: str) -> float | str | None:
    """Give a CSV cell as the number or text it stands for; None when it is empty."""
    return None if not text else float(text) if is_number(text) else text


def count_decimals(change: NumberChange) -> int:
    """Choose digits for both values: those of the page, or more where they would look the same."""
    numbers = [text for text in (change.old, change.new) if is_number(text)]
    exact = [max(0, -int(Decimal(repr(float(t))).normalize().as_tuple().exponent)) for t in numbers]
    least = change.decimals if change.decimals is not None else min(max(exact, default=0), 2)
    if len(numbers) < 2:
        return least
    for decimals in range(least, max(exact) + 1):
        if round(float(change.old), decimals) != round(float(change.new), decimals):
            return decimals
    return max(least, *exact)
