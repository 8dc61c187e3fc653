"""What the menu of this face offers: the counter first, then the station."""

from yizhan.faces.components.navigation import NavItem
from yizhan.faces.workbench.counter.navigation import ITEMS as OF_THE_COUNTER
from yizhan.faces.workbench.station.navigation import ITEMS as OF_THE_STATION

ITEMS: tuple[NavItem, ...] = (*OF_THE_COUNTER, *OF_THE_STATION)
