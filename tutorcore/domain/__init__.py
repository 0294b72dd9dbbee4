"""The rules of planning: values in, values out. No clock, network, files or environment."""
