"""Pure vocabulary of the field: exact numbers, money, periods, identity numbers, refusals."""
