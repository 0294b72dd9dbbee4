"""One use case a file: ports in, domain values out."""
