"""Small and micro firms by declared headcount, as far as the headcount alone can tell. 工信部联企业〔2011〕300号 (待核实)."""

from yizhan.market.employers.states import EmployerKind, Industry

# A medium firm needs at least this many people, whatever its revenue; fewer are certainly small or micro. Where a section
# holds several lines of business the lowest line stands, and where only revenue or assets count there is none.
_MEDIUM_FROM: dict[str, int] = {
    Industry.MINING: 300,
    Industry.MANUFACTURING: 300,
    Industry.UTILITIES: 300,
    Industry.TRADE: 20,
    Industry.TRANSPORT: 100,
    Industry.HOSPITALITY: 100,
    Industry.INFORMATION: 100,
    Industry.BUSINESS: 100,
    Industry.SCIENCE: 100,
    Industry.PUBLIC_FACILITIES: 100,
    Industry.RESIDENT_SERVICES: 100,
    Industry.CULTURE: 100,
}


def small_or_micro(kind: str, industry: str, headcount: int | None) -> bool | None:
    """True where the headcount settles it, False for who is no firm, None where revenue or a headcount would be needed.

    A sole trader is judged as a firm (the same notice, article 7).
    """
    if kind in (EmployerKind.RESIDENT, EmployerKind.PUBLIC_BODY):
        return False
    line = _MEDIUM_FROM.get(industry)
    if headcount is None or line is None:
        return None
    return True if headcount < line else None
