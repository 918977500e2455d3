"""Statistics on numbers only: no files, no pages, no words beyond the names of outcomes."""
