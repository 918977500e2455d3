"""Objections to results and their path into the next revision."""
