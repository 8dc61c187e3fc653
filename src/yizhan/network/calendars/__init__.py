"""The statutory calendar as the bureau keeps it."""
