"""Charts of the performance reports; each draws a finished table and computes no result."""

from kinerja_lib.performance.charts.targets import ARROWS, STATUS, plot_paths, plot_targets

__all__ = ["ARROWS", "STATUS", "plot_paths", "plot_targets"]
