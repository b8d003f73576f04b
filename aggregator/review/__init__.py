"""The editors' page: an issue's events to say yes or no to, and the database browser beside it."""
