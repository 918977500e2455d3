"""Withholding: what an edition may show."""
