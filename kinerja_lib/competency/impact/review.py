"""Did the courses help: change of participants beside people who wait, one grade per course."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from kinerja_lib.basis.evidence import Evidence
from kinerja_lib.competency.impact.courses import compare_with_waiting, count_people, measure_people
from kinerja_lib.competency.impact.grades import GRADES, SCALE, Claim, grade_claim
from kinerja_lib.competency.impact.limits import HOLM, EffectLimits
from kinerja_lib.competency.impact.scores import list_measured, read_scores
from kinerja_lib.stats.multiplicity import adjust_false_discovery, adjust_holm

_NUMBERS = (
    *("sebelum", "sesudah", "ubah", "ubah_low", "ubah_high", "g", "g_low", "g_high", "atap"),
    *("kembali", "selisih", "selisih_low", "selisih_high", "p", "selisih_hilang", "awal"),
)
_COUNTS = (
    *("peserta", "menunggu", "batal", "tanpa_keadaan", "pasangan", "pasangan_tunggu"),
    *("tanpa_sebelum", "tanpa_sesudah", "dikeluarkan", "evaluasi_n"),
)


@dataclass(frozen=True)
class ImpactReview:
    """Hold what the scores say of each course.

    Parameters
    ----------
    evidence : Evidence
    limits : EffectLimits
    """

    evidence: Evidence
    limits: EffectLimits = field(default_factory=EffectLimits)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Participants of courses that began; see `scores.read_scores`."""
        return read_scores(self.evidence)

    @cached_property
    def courses(self) -> pd.DataFrame:
        """Grade each course that has scores, oldest first.

        Index pelatihan_id; columns nama, mulai, selesai, the counts of `courses.count_people`, the
        numbers of `courses.measure_people` and `courses.compare_with_waiting`, p_keluarga (p after
        the correction for all courses that can be compared), hasil (one of `GRADES`) and alasan.
        Numbers of a course with mixed scales are left out.
        """
        listed = list_measured(self.evidence, self.scores)
        groups = dict(list(self.scores.groupby("pelatihan_id")))
        rows = [self._measure(groups[code]) for code in listed.index]
        names = [*_COUNTS, "evaluasi", *_NUMBERS, "rancangan", "halangan"]
        table = pd.DataFrame(rows, index=listed.index, columns=names)
        table = table.astype(dict.fromkeys((*_NUMBERS, "evaluasi"), float))
        comparable = table["halangan"].eq("")
        adjust = adjust_holm if self.limits.correction == HOLM else adjust_false_discovery
        p = np.where(comparable, table["p"], np.nan)
        table = listed.join(table.assign(p_keluarga=adjust(p)))
        grades = [self._grade(row) for row in table.itertuples()]
        return table.assign(hasil=[g[0] for g in grades], alasan=[g[1] for g in grades])

    def _measure(self, rows: pd.DataFrame) -> dict[str, object]:
        found = measure_people(rows, self.limits) | compare_with_waiting(rows, self.limits)
        if found["halangan"] == SCALE:
            found |= dict.fromkeys(_NUMBERS)
        return count_people(rows) | found

    def _grade(self, row: object) -> tuple[str, str]:
        numbers = (row.selisih, row.selisih_low, row.selisih_high, row.p_keluarga)
        claim = Claim(*numbers, smallest=self.limits.smallest, obstacle=row.halangan)
        return grade_claim(claim, level=self.limits.level)

    @cached_property
    def compared(self) -> int:
        """Courses in the family of comparisons."""
        return int(self.courses["p_keluarga"].notna().sum())

    @cached_property
    def counts(self) -> pd.Series:
        """Count courses by grade, in the order of `GRADES`."""
        return self.courses["hasil"].value_counts().reindex(GRADES, fill_value=0)

    @cached_property
    def unmeasured(self) -> int:
        """Courses that ended by the end of the period and have participants but no score."""
        courses = self.evidence.frame("pelatihan", ["pelatihan_id", "selesai"])
        past = courses["selesai"] <= pd.Timestamp(self.evidence.period_end)
        ran = courses["pelatihan_id"].isin(self.scores["pelatihan_id"])
        return int((past & ran & ~courses["pelatihan_id"].isin(self.courses.index)).sum())


def review_impact(evidence: Evidence, limits: EffectLimits | None = None) -> ImpactReview:
    """Prepare the effects of the courses on the scores of their participants."""
    return ImpactReview(evidence, limits or EffectLimits())
