"""The data: one YAML file a city."""
