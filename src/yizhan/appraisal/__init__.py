"""The appraisal of stations outside any web framework: standards from the shelf, records, sheets, reports."""
