"""Which indicators will miss their target if the path goes on."""
