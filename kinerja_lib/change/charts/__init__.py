"""Charts of the survey report; each draws a finished table and computes no result."""
