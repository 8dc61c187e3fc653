"""What would have left the system, shown in the demo."""
