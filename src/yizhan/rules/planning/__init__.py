"""The cheapest way to a grade: what may be moved, the programme, the plan. In prose: docs/planner.md."""
