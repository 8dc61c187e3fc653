"""What people are told: inbox, SMS, WeChat."""
