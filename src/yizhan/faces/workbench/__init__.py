"""For the staff of stations and operators."""
