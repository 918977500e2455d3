"""Charts of competency and training; each draws a finished table and computes no result."""
