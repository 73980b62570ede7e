"""Slack outside, requests and answers inside: routes, guard, forms, rendering and the poster."""
