"""Whether the stages of the performance cycle were held, in order and in time."""
