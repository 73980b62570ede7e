"""Forms: each says once what it asks, and both shows it and reads what came back."""
