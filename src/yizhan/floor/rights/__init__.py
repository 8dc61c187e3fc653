"""Copy, correction, restriction and erasure of personal data."""
