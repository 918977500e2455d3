"""Put people into classes under seats, money, hours and clashes; numbers only."""
