"""Answers as the codebook reads them: waves, ranges, keys, careless answers, scores."""
