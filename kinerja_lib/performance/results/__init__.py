"""Predikat over periods, of units and of people who moved."""
