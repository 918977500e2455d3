"""Quality of the response: who was invited, who answered, what is missing, careless answers."""
