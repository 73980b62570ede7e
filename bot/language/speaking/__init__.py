"""What people typed, put into a sentence to the other side: which words may be said, and in which forms."""
