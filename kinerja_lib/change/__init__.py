"""Surveys of staff: reaction to change, readiness, climate; always of groups, never of a person."""
