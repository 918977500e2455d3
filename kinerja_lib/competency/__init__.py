"""Gaps of competency: groups, needs, plans and effects of training."""
