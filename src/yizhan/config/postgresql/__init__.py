"""Django's PostgreSQL backend, which can start the embedded server on the first connection."""
