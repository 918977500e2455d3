"""How groups are named in sentences, tables and charts."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.i18n import _, clean_text

LEVEL_WORDS = {
    "berat": _("kesenjangan berat"),
    "sedang": _("kesenjangan sedang"),
    "ringan": _("kesenjangan ringan"),
}
_LETTERS = 40


def name_groups(groups: pd.DataFrame) -> list[str]:
    """Write each group as number and content: "2 (Kerja sama; Komunikasi)"."""
    return [
        f"{number} ({'; '.join(clean_text(str(LEVEL_WORDS.get(n, n)), _LETTERS) for n in names)})"
        for number, names in zip(groups["kelompok"], groups["nama"], strict=True)
    ]
