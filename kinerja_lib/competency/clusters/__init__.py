"""Groups of staff by the shape of their competency gaps, or none where the data give none."""
