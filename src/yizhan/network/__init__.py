"""Regions, organisations, stations and their recognition."""
