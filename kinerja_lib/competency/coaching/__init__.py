"""Coaching and feedback: who got it, how soon, and what was closed."""
