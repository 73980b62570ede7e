"""What an operator sets, from the environment or a `.env` file."""
