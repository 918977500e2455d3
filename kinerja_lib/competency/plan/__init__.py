"""The training plan: who gets which course, within seats, money, hours and calendar."""
