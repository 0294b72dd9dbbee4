"""What two or more pages draw or remember."""
