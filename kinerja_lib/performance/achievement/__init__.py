"""Realisation against target and plan, with its data grade."""
