"""Giveget: a Slack bot that coaches negotiators to get something for what they give."""
