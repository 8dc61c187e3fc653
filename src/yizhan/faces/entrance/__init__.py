"""Signing in, choosing a membership, keeping an account safe."""
