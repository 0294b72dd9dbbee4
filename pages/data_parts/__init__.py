"""The blocks of the Data page."""
