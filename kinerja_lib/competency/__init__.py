"""Competency and training: gaps, groups of need, needs, plan, and whether training helped."""
