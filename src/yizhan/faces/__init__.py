"""What people see: pages that read through queries and write through actions."""
