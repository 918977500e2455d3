"""Charts of the performance reports; each draws a finished table and computes no result."""

from kinerja_lib.performance.charts.alignment import plot_cascade
from kinerja_lib.performance.charts.appraisal import plot_views
from kinerja_lib.performance.charts.calibration import plot_guide, plot_raters
from kinerja_lib.performance.charts.cycle import plot_funnel
from kinerja_lib.performance.charts.indicators import plot_projections
from kinerja_lib.performance.charts.productivity import plot_axes
from kinerja_lib.performance.charts.results import plot_classes
from kinerja_lib.performance.charts.targets import ARROWS, STATUS, plot_paths, plot_targets

__all__ = [
    "ARROWS",
    "STATUS",
    "plot_axes",
    "plot_cascade",
    "plot_classes",
    "plot_funnel",
    "plot_guide",
    "plot_paths",
    "plot_projections",
    "plot_raters",
    "plot_targets",
    "plot_views",
]
