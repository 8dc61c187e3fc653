"""Who may use which address of this face: the rows of its two halves."""

from yizhan.faces.components.access import Access
from yizhan.faces.workbench.counter.access import ACCESS as OF_THE_COUNTER
from yizhan.faces.workbench.station.access import ACCESS as OF_THE_STATION

ACCESS: dict[str, Access] = {**OF_THE_COUNTER, **OF_THE_STATION}
