"""Personal data: sealed fields, their keys, masking, classification, consent, and who saw what. See docs/privacy.md."""
