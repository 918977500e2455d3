"""Charts of the competency reports; each draws a finished table and computes no result."""
