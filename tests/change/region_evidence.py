"""The survey of an invented region, and what its builders say they planted."""

from functools import cache

import numpy as np
import pandas as pd

from kinerja_lib.change.responses.review import review_responses
from kinerja_lib.config.instrument import Item, Subscale
from kinerja_lib.synthetic.instrument import NAMES, RANGES, list_items
from kinerja_lib.synthetic.outreach import build_outreach
from kinerja_lib.synthetic.plan import REGIONS
from kinerja_lib.synthetic.population import build_population
from kinerja_lib.synthetic.survey import build_survey
from tests.change.evidence import bind_book, gather_evidence

THEMES = {"kesiapan": "kesiapan", "manfaat_sosialisasi": "manfaat", "iklim_kerja": "iklim"}


@cache
def region(slug, employees=None, seed=7):
    """Responses of an invented region, and its truth."""
    people = build_population(REGIONS[slug], seed, employees)
    survey, outreach = build_survey(people), build_outreach(people)
    built = people.tables | outreach.tables | {"survei_asn": survey.tables["survei_asn"]}
    evidence = gather_evidence({name: pd.DataFrame(rows) for name, rows in built.items()})
    return review_responses(evidence, region_book(slug)), survey.truth | outreach.truth


def region_book(slug):
    """The codebook that the builder of the survey follows."""
    items = list_items()
    subscales = []
    for place, name in enumerate(NAMES):
        own = [
            Item(items.column[i], reverse=bool(items.reverse[i]))
            for i in np.flatnonzero(items.subscale == place)
        ]
        good = name in ("kesiapan", "penerimaan_penilaian", "manfaat_sosialisasi", "iklim_kerja")
        theme = THEMES.get(name, "lain")
        subscales.append(Subscale(name, name.capitalize(), tuple(own), good, theme))
    return bind_book(tuple(subscales), RANGES[slug])
