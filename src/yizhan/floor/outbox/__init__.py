"""News of what happened, delivered once to each consumer after commit."""
