"""Parts of the bookings page."""
