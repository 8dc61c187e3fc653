"""What every part of the site stands on: the audit chain, personal data, accounts."""
