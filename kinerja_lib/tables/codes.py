"""Read employee numbers, choices and yes or no."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from kinerja_lib.tables.contract import Field
from kinerja_lib.tables.names import squash

NIP_DIGITS = 18
FIRST_CONTRACT_CODE = 21  # digits 13 and 14 of a PPPK; lower ones are months
YOUNGEST, OLDEST = 17, 70  # years at appointment
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?[eE][+-]?[0-9]+")
# What a spreadsheet makes of a long code: the last digits are lost, and codes fall together.
SCIENTIFIC_CODE = "[0-9](?:[.,][0-9]+)?e[+-][0-9]+|[0-9][.,][0-9]+e[0-9]+"
SUM_CODE = "(?:jumlah|total|grand total|sub ?total|rata-rata|rerata)(?:[ :].*)?"
NIP_LIKE = "['`‘’]*[0-9 ]{17,}"
_CODE_IN_E = re.compile(SCIENTIFIC_CODE, re.IGNORECASE | re.ASCII)
_SUM = re.compile(SUM_CODE, re.IGNORECASE | re.ASCII)
_NIP_LIKE = re.compile(NIP_LIKE)
YES = frozenset(("ya", "y", "yes", "true", "1", "benar", "sudah", "ada", "v"))
NO = frozenset(("tidak", "no", "n", "false", "0", "salah", "belum", "tidakada"))


def find_nip_fault(text: str) -> str:
    """Name what is wrong with an employee number; "" for a valid one.

    A number has 18 digits: birth date, year and month of appointment (PPPK: number of the
    contract from 21), sex 1 or 2, serial from 001. There is no check digit. Nothing is repaired: a
    number that a spreadsheet wrote in scientific notation has lost its last three digits.

    Source: Perka BKN 22/2007 and 43/2007 for PNS; agencies' pages for PPPK (to be verified).
    """
    if _SCIENTIFIC.fullmatch(text):
        return "nip_notasi_ilmiah"
    if any(unicodedata.category(mark) == "Cf" for mark in text):
        return "nip_tanda_tak_terlihat"
    if not (len(text) == NIP_DIGITS and text.isascii() and text.isdigit()):
        return "nip_panjang"
    try:
        born = dt.date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return "nip_tanggal"
    month = int(text[12:14])
    if not (1 <= month <= 12 or month >= FIRST_CONTRACT_CODE):
        return "nip_bulan"
    if not YOUNGEST <= int(text[8:12]) - born.year <= OLDEST:
        return "nip_usia"
    if text[14] not in "12":
        return "nip_kelamin"
    return "nip_urut" if text[15:] == "000" else ""


def read_code(text: str, *, personal: bool = False) -> tuple[str, str]:
    """Return a code and its fault, "" for none.

    A code that tells who a person is may be an employee number: 17 to 19 digits are then read as
    one, so that numbers which lost their last digits do not pass for one person.
    """
    if _CODE_IN_E.fullmatch(text):
        return text, "kode_notasi_ilmiah"
    if _SUM.fullmatch(text):
        return text, "baris_kaki"
    if personal and _NIP_LIKE.fullmatch(text):
        nip = clean_nip(text)
        if abs(len(nip) - NIP_DIGITS) <= 1:
            return nip, find_nip_fault(nip)
    return text, ""


def clean_nip(text: str) -> str:
    """Take out the spaces and the text mark that exports put into employee numbers."""
    return "".join(text.split()).lstrip("'`‘’")


def read_choice(field: Field, text: str) -> str | None:
    """Return the accepted value that a text stands for; None where there is none."""
    return spellings(field).get(squash(text))


def spellings(field: Field) -> dict[str, str]:
    """Map each squashed spelling to the accepted value; accepted values win over variants."""
    known = {squash(written): value for written, value in field.variants.items()}
    return known | {squash(value): value for value in field.choices}


def read_flag(text: str) -> bool | None:
    """Read yes or no; None for anything else."""
    word = squash(re.sub(r"[.,]0+$", "", text))
    return True if word in YES else False if word in NO else None
