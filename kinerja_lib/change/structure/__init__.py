"""Whether the items of an instrument measure what it declares, and the same in every group."""
