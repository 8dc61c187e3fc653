"""Workers: file, registrations, wishes, crews."""
