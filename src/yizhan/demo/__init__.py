"""The demo city: an invented Quanzhou and a district of Haikou, settled through the actions of the apps. docs/demo.md."""
