"""Remarks on how a sheet was read, in the language in use."""

from __future__ import annotations

from kinerja_lib.i18n import _, format_number
from kinerja_lib.sources.reading.header import Header
from kinerja_lib.sources.reading.staging import Finished


def describe_header(header: Header, finished: Finished) -> list[str]:
    """Say what was found above the data and what was cleaned in them."""
    remarks = []
    if header.titles:
        remarks.append(
            _("{count} baris di atas judul kolom dilewati").format(
                count=format_number(len(header.titles))
            )
        )
    if header.header_rows == 2:
        remarks.append(_("judul kolom dua baris digabung"))
    if header.numbered:
        remarks.append(_("baris nomor kolom dilewati"))
    if header.explained:
        remarks.append(_("baris penjelasan kolom dilewati"))
    if finished.apostrophes:
        remarks.append(
            _("{count} sel berawalan apostrof dibersihkan").format(
                count=format_number(finished.apostrophes)
            )
        )
    if finished.surplus_rows:
        remarks.append(
            _("{count} baris memuat sel di kanan judul kolom terakhir").format(
                count=format_number(finished.surplus_rows)
            )
        )
    if finished.formula_rows:
        remarks.append(
            _("{count} baris memuat rumus").format(count=format_number(finished.formula_rows))
        )
    return remarks
