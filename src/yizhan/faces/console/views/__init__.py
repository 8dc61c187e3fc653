"""The pages of bureaus, administrators and auditors."""
