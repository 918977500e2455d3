"""The nine service elements of the satisfaction survey, matched by name and not by number.

Many applications swap U8 and U9. That is harmless for the index and wrong for the order of the
elements, so a label that carries a name is read by its name.
Source: PermenPANRB 14/2017 [S], order as published by Kab. Bantul.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kinerja_lib.errors import DataError
from kinerja_lib.i18n import _, clean_text
from kinerja_lib.rules.provenance import Rule
from kinerja_lib.tables.contracts.service import UNSUR

RULES: tuple[Rule, ...] = (
    Rule("skm.unsur", "2017.1", "Sembilan unsur pelayanan", "PermenPANRB 14/2017", "S"),
)
# Beginnings of words that name an element, in the order of UNSUR; "saran" only as a whole word,
# because "sarana" begins with it.
_STEMS = (
    ("persyarat", "syarat"),
    ("sistem", "mekanisme", "prosedur"),
    ("waktu", "kecepatan", "ketepatan"),
    ("biaya", "tarif"),
    ("produk", "spesifikasi", "hasilpelayanan"),
    ("kompeten", "kemampuan"),
    ("perilaku", "kesopanan", "keramahan"),
    ("pengaduan", "aduan", "penanganan", "masukan"),
    ("sarana", "prasarana", "sarpras", "fasilitas"),
)
_NUMBER = re.compile(r"(?:u|unsur)?\W*0?([1-9])")
_WORDS = re.compile(r"[a-z]+")


def match_unsur(label: str) -> str:
    """Return the official name of the element that a label stands for.

    "U8 Sarana prasarana" is Sarana dan prasarana; only a bare number ("U8", "Unsur 8") is read in
    the order of the regulation.

    Raises
    ------
    DataError
        No element, or words of two elements.
    """
    words = _WORDS.findall(label.lower())
    named = {
        UNSUR[place]
        for place, stems in enumerate(_STEMS)
        if any(word.startswith(stems) for word in words)
    }
    if "saran" in words:
        named.add(UNSUR[7])
    if len(named) == 1:
        return named.pop()
    number = None if named else _NUMBER.fullmatch(label.strip().lower())
    if number:
        return UNSUR[int(number[1]) - 1]
    problem = _("Unsur pelayanan {label} tidak dikenali. Tulis salah satu nama unsur: {names}.")
    raise DataError(problem.format(label=clean_text(label, 60), names="; ".join(UNSUR)))


def match_all_unsur(labels: Iterable[str]) -> dict[str, str]:
    """Return each label with its element, in the order given.

    Raises
    ------
    DataError
        As `match_unsur`, or two labels for one element.
    """
    matched: dict[str, str] = {}
    for label in labels:
        name = match_unsur(label)
        other = next((known for known, found in matched.items() if found == name), None)
        if other is not None:
            problem = _("Judul {first} dan {second} menunjuk unsur yang sama. Perbaiki salah satu.")
            first, second = clean_text(other, 60), clean_text(label, 60)
            raise DataError(problem.format(first=first, second=second))
        matched[label] = name
    return matched


def find_renumbered(labels: Iterable[str]) -> tuple[str, ...]:
    """List the labels whose printed number is not that of their element in the regulation."""
    renumbered = []
    for label in labels:
        number = re.match(r"\s*(?:u|unsur)\W*0?([1-9])\b", label.lower())
        if number and UNSUR[int(number[1]) - 1] != match_unsur(label):
            renumbered.append(label)
    return tuple(renumbered)
