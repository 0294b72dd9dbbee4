"""Planning for a tutoring company: segments, planning profiles, preferences, and lesson slots that explain themselves."""
