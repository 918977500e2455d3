"""Efficiency and effectiveness, kept apart."""
