"""Appraisal by self, supervisor, peers, subordinates and public."""
