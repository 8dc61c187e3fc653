"""The pages of the station half."""
