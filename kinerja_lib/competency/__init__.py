"""Competency: gaps, groups of need, training and whether it helped."""
