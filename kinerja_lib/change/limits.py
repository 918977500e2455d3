"""What all parts of the survey take for enough people, a difference of interest, and chance."""

from __future__ import annotations

from kinerja_lib.privacy.withholding import MINIMUM

SUBJECT = "sikap"  # of every table, figure and sentence that rests on answers
PEOPLE = MINIMUM["public"][SUBJECT]  # fewest people of a group that is judged
SMALLEST = 5.0  # smallest difference of interest, per cent of the width of a scale or of answers
LEVEL = 0.05  # chance of any false difference in a family
COVERAGE = 0.95  # of every interval; the pages say 95%
LOW_RATE = 30.0  # response of a unit, per cent, below which it hardly answers
FEW_UNITS = 10  # with fewer units the spread between people is used, not that between units
