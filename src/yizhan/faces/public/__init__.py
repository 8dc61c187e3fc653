"""Home, stations, map: for everybody."""
