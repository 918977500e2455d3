"""Which triggers hold for whom, from the parts of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from kinerja_lib.competency.needs.elements import find_units
from kinerja_lib.competency.needs.fields import find_untrained
from kinerja_lib.competency.needs.pairs import Signals
from kinerja_lib.rules.training_need import Verdict

if TYPE_CHECKING:
    from kinerja_lib.competency.needs.review import NeedReview


def gather_signals(review: NeedReview) -> Signals:
    """Gather the triggers by person, in the order of `NeedReview.staff`."""
    staff, rules = review.staff, review.evidence.rules
    low = review.fields.loc[review.fields["hasil"] == str(Verdict.TRIGGERS), "bidang"]
    asked = find_units(review.elements).groupby("kompetensi")["unit_id"]
    policies, mandatory = _ask(review, review.policies)
    _later, coming = _ask(review, review.coming_policies)
    topics = review.topics.dropna(subset="kompetensi").groupby("kompetensi")["bidang"]
    return Signals(
        fields=staff["bidang"].isin(low).to_numpy(),
        front=staff["garis_depan"].to_numpy(),
        elements={n: staff["unit_id"].isin(units).to_numpy() for n, units in asked},
        policies=policies,
        mandatory=mandatory,
        chances={
            str(field): staff.index.isin(own.index) for field, own in review.high.groupby("bidang")
        },
        front_competencies=tuple(rules["pelatihan.kompetensi_garis_depan"]),
        indicators={str(n): staff["bidang"].isin(own).to_numpy() for n, own in topics},
        coming=coming,
    )


def _ask(
    review: NeedReview, policies: pd.DataFrame
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Return who is concerned by field, and who must take which course."""
    fields: dict[str, np.ndarray] = {}
    courses: dict[str, np.ndarray] = {}
    untrained = find_untrained(policies, review.staff, review.attendance)
    for row in policies.to_dict("records"):
        own = review.staff.index.isin(untrained[str(row["kebijakan_id"])])
        field = str(row["bidang"])
        fields[field] = fields.get(field, False) | own
        if row["tersedia"]:
            code = str(row["pelatihan_id"])
            courses[code] = courses.get(code, False) | own
    return fields, courses
