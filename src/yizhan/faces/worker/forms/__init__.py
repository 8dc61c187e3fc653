"""What is typed on the pages of a worker. Only read here; every rule is in the apps."""
