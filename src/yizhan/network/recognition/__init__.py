"""How a market or station is recognised, changed, suspended and cancelled."""
