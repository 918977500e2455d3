"""What an employee number (NIP) says: birth date, appointment, sex, serial; and why one is refused.

Nothing is repaired: a number that a spreadsheet kept as a number has lost its last three digits.
Source: Perka BKN 22/2007 and 43/2007 for PNS; Kabupaten Luwu Utara for PPPK [S]. That contract
numbers start at 21 is from memory [M].
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.codes import FIRST_CONTRACT_CODE, clean_nip, find_nip_fault

RULES: tuple[Rule, ...] = (
    Rule("nip.urai", "2007.1", "Susunan NIP", "Perka BKN 22/2007 dan 43/2007", "S"),
    Rule("nip.validasi", "2007.1", "NIP yang sah", "Perka BKN 22/2007 dan 43/2007", "S"),
    Rule(
        "nip.kode_kontrak",
        "2019.1",
        "Angka 13-14 NIP PPPK: nomor kontrak mulai 21",
        "Halaman Kabupaten Luwu Utara; angka awal dari ingatan",
        "M",
    ),
)
_NUMBER_LOST = "nip_bukan_teks"


@dataclass(frozen=True)
class Nip:
    """Parts of a valid employee number.

    Attributes
    ----------
    born : date
        Digits 1 to 8.
    appointed : str
        "YYYY-MM" for PNS (TMT CPNS), "YYYY" for PPPK: digits 13 and 14 are no month there.
    contract_code : str or None
        Digits 13 and 14 of a PPPK.
    sex : str
        "L" or "P".
    serial : str
        Three digits.
    kind : str
        "PNS" or "PPPK".
    """

    born: dt.date
    appointed: str
    contract_code: str | None
    sex: str
    serial: str
    kind: str


def read_nip(text: str) -> Nip:
    """Take an employee number apart; spaces and a leading apostrophe are allowed.

    Raises
    ------
    DataError
        Not a valid number; the message says what is wrong and repeats no digits of birth.
    """
    reason = explain_nip_fault(text)
    if reason:
        problem = _("NIP tidak sah: {reason}. Ambil NIP dari sumbernya sebagai teks 18 angka.")
        raise DataError(problem.format(reason=reason))
    digits = clean_nip(text)
    contract = int(digits[12:14]) >= FIRST_CONTRACT_CODE
    return Nip(
        born=dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])),
        appointed=digits[8:12] if contract else f"{digits[8:12]}-{digits[12:14]}",
        contract_code=digits[12:14] if contract else None,
        sex="L" if digits[14] == "1" else "P",
        serial=digits[15:],
        kind="PPPK" if contract else "PNS",
    )


def explain_nip_fault(text: object) -> str:
    """Say what is wrong with an employee number, in the reader's language; "" for a valid one.

    A number instead of text is refused, however long: its last digits cannot be trusted.
    """
    if not isinstance(text, str):
        return _word_fault(_NUMBER_LOST, "")
    digits = clean_nip(text)
    fault = find_nip_fault(digits)
    return _word_fault(fault, digits) if fault else ""


def is_valid_nip(text: object) -> bool:
    """Tell whether a text is a valid employee number."""
    return not explain_nip_fault(text)


def _word_fault(fault: str, digits: str) -> str:
    """Word a fault; only single parts that tell nothing of a person are shown."""
    words = {
        _NUMBER_LOST: _("ditulis sebagai bilangan, sehingga angka akhirnya dapat hilang"),
        "nip_notasi_ilmiah": _("notasi ilmiah, tiga angka terakhir hilang"),
        "nip_panjang": _("{count} karakter, bukan 18 angka"),
        "nip_tanggal": _("tanggal lahir tidak ada di kalender"),
        "nip_bulan": _("bulan TMT {month}"),
        "nip_usia": _("usia saat diangkat di luar 17–70 tahun"),
        "nip_kelamin": _("kode jenis kelamin {sex}"),
        "nip_urut": _("nomor urut 000"),
    }
    sentence = _("NIP lama 9 angka") if fault == "nip_panjang" and _is_old(digits) else words[fault]
    return sentence.format(count=len(digits), month=digits[12:14], sex=digits[14:15])


def _is_old(digits: str) -> bool:
    return len(digits) == 9 and digits.isascii() and digits.isdigit()
