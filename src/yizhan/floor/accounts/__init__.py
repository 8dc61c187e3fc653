"""Persons, their memberships, and how they prove who they are."""
