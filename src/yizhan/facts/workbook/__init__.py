"""Station workbooks: read at the door, refused cell by cell. The template that stations fill in is in `template`."""

from yizhan.facts.workbook.faults import ManyBadRecords
from yizhan.facts.workbook.read import WorkbookRead, read_workbook

__all__ = ["ManyBadRecords", "WorkbookRead", "read_workbook"]
