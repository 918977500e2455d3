"""Who is asked: the offices that requests of the report name."""

from kinerja_lib.i18n import _

PLAN_OFFICE = _("pengelola indikator kinerja")
CYCLE_OFFICE = _("pengelola e-Kinerja")
TRAINING_OFFICE = _("pengelola pengembangan kompetensi")
