"""What operations can count: requests, their time and the outbox; never what a deal is about."""
