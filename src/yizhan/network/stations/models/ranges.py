"""Expressions by which the database excludes overlaps. The core has no gist class for keys: their hash as a range of one."""

from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField, DateTimeRangeField, IntegerRangeField
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Cast, Concat


def same(*keys: str) -> Func:
    """A range that overlaps only where all these columns are equal."""
    text = models.TextField()
    parts = [Cast(key, text) for key in keys]
    key = parts[0] if len(parts) == 1 else Concat(*parts, output_field=text)
    number = Func(key, Value(0), function="hashtextextended", output_field=models.BigIntegerField())
    return Func(number, number, Value("[]"), function="int8range", output_field=BigIntegerRangeField())


def days(since: str = "since", until: str = "until") -> Func:
    """From the first day until before the second; no second day means for ever."""
    return Func(since, until, Value("[)"), function="daterange", output_field=DateRangeField())


def instants(begins: str, ends: str) -> Func:
    """From one instant until before another."""
    return Func(begins, ends, Value("[)"), function="tstzrange", output_field=DateTimeRangeField())


def numbers(first: models.F | models.expressions.Combinable, beyond: models.F | models.expressions.Combinable) -> Func:
    """From one whole number until before another."""
    return Func(first, beyond, Value("[)"), function="int4range", output_field=IntegerRangeField())
