"""Planning for a tutoring company: segments, profiles, preferences, and lesson slots that explain themselves."""
