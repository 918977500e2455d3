"""Words of the frame variables, their classes and the signs of careless answers."""

from __future__ import annotations

from kinerja_lib.change.words import AGE, GROUPINGS
from kinerja_lib.i18n import _

SEX = {"L": _("laki-laki"), "P": _("perempuan")}
SIGN = {
    "longstring": _("Jawaban sama berturut-turut"),
    "flatness": _("Satu jawaban untuk hampir semua butir"),
    "scatter_p": _("Jawaban di dalam subskala tersebar seperti undian"),
    "distance_p": _("Pola jauh dari responden lain (Mahalanobis)"),
    "seconds": _("Pengisian terlalu cepat"),
    "even_odd": _("Butir ganjil dan genap tidak sejalan"),
    "synonyms": _("Butir yang serupa dijawab berlainan"),
}
RULE = {
    "longstring": _("bagian dari butir yang dijawab, paling sedikit"),
    "flatness": _("simpangan baku, bagian dari rentang, paling banyak"),
    "scatter_p": _("bagian jawaban undian yang tersebar lebih sedikit, paling sedikit"),
    "distance_p": _("nilai p, di bawah"),
    "seconds": _("detik per butir, di bawah"),
    "even_odd": _("korelasi, di bawah"),
    "synonyms": _("korelasi, di bawah"),
}
DECIMALS = {"distance_p": 3, "seconds": 1}  # of the limit; the others have two
USED, SHOWN = _("tanda"), _("ditampilkan saja")


def name_variable(code: str) -> str:
    """Name a frame variable."""
    return GROUPINGS[AGE if code == "usia" else code]


def name_class(variable: str, code: str) -> str:
    """Name a class of a frame variable; what is no code of ours stays as it is in the data."""
    if variable == "jenis_kelamin":
        return SEX.get(code, code)
    return code
