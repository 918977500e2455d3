"""Indicators of whole areas against targets: the provincial report."""
