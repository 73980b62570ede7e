"""How well the coach reads people, measured on sentences and negotiations kept outside the project."""
