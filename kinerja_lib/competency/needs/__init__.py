"""Training need: gaps met by courses of the planned year, and the triggers that add weight."""
