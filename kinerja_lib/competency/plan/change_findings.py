"""Sentence on what one more class, or ten more million rupiah, would add to the plan."""

from __future__ import annotations

import pandas as pd

from kinerja_lib.competency.plan.changes import CLASS, MONEY
from kinerja_lib.competency.plan.findings import LITTLE
from kinerja_lib.i18n import _
from kinerja_lib.publish import Finding, Quantity
from kinerja_lib.publish.phrases import NONE, make_finding

BOTH, FREE = "kelas dan dana", "tidak mengikat"
MORE = {
    CLASS: _(
        "**Dengan satu kelas tambahan pada {course} nilai rencana bertambah paling sedikit "
        "{class_least} poin**: {class_levels} tingkat kesenjangan dan {class_hours} JP menuju "
        "batas bawah. Pada sumber dana tidak ditemukan tambahan nilai."
    ),
    MONEY: _(
        "**Dengan tambahan Rp10 juta pada {fund} nilai rencana bertambah paling sedikit "
        "{money_least} poin**: {money_levels} tingkat kesenjangan dan {money_hours} JP menuju "
        "batas bawah. Dari satu kelas tambahan tidak ditemukan tambahan nilai."
    ),
    BOTH: _(
        "**Dengan satu kelas tambahan pada {course} nilai rencana bertambah paling sedikit "
        "{class_least} poin**: {class_levels} tingkat kesenjangan dan {class_hours} JP menuju "
        "batas bawah. Dengan tambahan Rp10 juta pada {fund} paling sedikit {money_least} poin: "
        "{money_levels} tingkat dan {money_hours} JP."
    ),
    NONE: _(
        "Rencana disusun ulang dengan satu kelas atau Rp10 juta tambahan pada tiap batas yang "
        "mengikat; tidak ditemukan rencana yang nilainya lebih tinggi."
    ),
    FREE: _(
        "Tidak ada pelatihan yang semua kelasnya penuh dan tidak ada sumber dana yang mengikat; "
        "satu kelas atau Rp10 juta tambahan tidak mengubah rencana."
    ),
}


def find_more(changes: pd.DataFrame) -> Finding:
    """Say what one more class or ten more million rupiah adds at least; see `list_changes`."""
    better = changes[changes["sedikit"] > LITTLE]
    top = {kind: rows.iloc[0] for kind, rows in better.groupby("jenis")}
    outcomes = {(True, True): BOTH, (True, False): CLASS, (False, True): MONEY}
    outcome = outcomes.get((CLASS in top, MONEY in top), NONE if len(changes) else FREE)
    values: dict[str, object] = {}
    for kind, name, part in ((CLASS, "course", "class"), (MONEY, "fund", "money")):
        if kind in top:
            row = top[kind]
            values |= {
                name: str(row["nama"]),
                f"{part}_least": Quantity(float(row["sedikit"]), "", 1),
                f"{part}_levels": Quantity(float(row["tingkat"])),
                f"{part}_hours": Quantity(float(row["jp"])),
            }
    return make_finding("rencana-tambahan-arti", outcome, MORE, values)
