"""The settings of the site, split by topic. `environment` alone reads the environment."""
