"""Open answers: codes of two readers, their agreement, themes, quotations without names."""
