"""Outreach sessions: held, attended, understood."""
