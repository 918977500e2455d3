"""Change between two waves: the same people, everyone, kinds of unit, outreach."""
