"""Gaps between the level a post requires and the level a person was rated at."""
