"""Charts of the competency reports; each draws a finished table and computes no result."""

from kinerja_lib.competency.charts.clusters import plot_profiles, plot_space, plot_stability

__all__ = ["plot_profiles", "plot_space", "plot_stability"]
