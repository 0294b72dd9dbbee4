"""Domain values to sentences for people."""
