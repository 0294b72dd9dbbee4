"""The questions that are timed, as files, and the plain loop that they are timed against."""
