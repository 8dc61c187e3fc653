"""The sorts of stations that cities run, and how much each does in a year.

Volumes are yearly means of a station of ordinary size that is open all year, chosen so that a good station reaches the
numbers its city's standard asks for and a weak one does not.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of station. `services`, `referrals`: what a diligent one gives each seeker, the most anyone gives."""

    kind: Literal["market", "station"]
    setting: Literal["urban", "rural"]
    share: float
    title: str
    seekers: int
    posts: int
    placements: int
    deals: int
    hosting: int
    surveys: int
    disputes: float
    services: tuple[int, int]
    referrals: tuple[int, int]
    weekly_events: float
    monthly_floor: int
    staff: tuple[int, int]
    area: tuple[int, int]
    communities: tuple[int, int]
    followers: int
    yearly_cost: int


QUANZHOU_SORTS = (
    Sort(
        "market",
        "urban",
        0.25,
        "零工市场",
        seekers=210,
        posts=720,
        placements=225,
        deals=60,
        hosting=15,
        surveys=90,
        disputes=3.0,
        services=(0, 1),
        referrals=(3, 3),
        weekly_events=0.5,
        monthly_floor=1,
        staff=(2, 4),
        area=(180, 620),
        communities=(2, 5),
        followers=2600,
        yearly_cost=300_000,
    ),
    Sort(
        "station",
        "urban",
        0.55,
        "零工驿站",
        seekers=85,
        posts=330,
        placements=95,
        deals=20,
        hosting=6,
        surveys=40,
        disputes=1.0,
        services=(0, 2),
        referrals=(3, 4),
        weekly_events=0.3,
        monthly_floor=1,
        staff=(1, 2),
        area=(28, 160),
        communities=(1, 4),
        followers=700,
        yearly_cost=90_000,
    ),
    Sort(
        "station",
        "rural",
        0.20,
        "零工驿站",
        seekers=65,
        posts=230,
        placements=75,
        deals=15,
        hosting=3,
        surveys=25,
        disputes=0.8,
        services=(0, 2),
        referrals=(3, 4),
        weekly_events=0.25,
        monthly_floor=1,
        staff=(1, 2),
        area=(26, 120),
        communities=(1, 4),
        followers=400,
        yearly_cost=70_000,
    ),
)
HAIKOU_SORTS = (
    Sort(
        "station",
        "urban",
        0.68,
        "就业驿站",
        seekers=1060,
        posts=1250,
        placements=340,
        deals=40,
        hosting=150,
        surveys=120,
        disputes=3.0,
        services=(3, 5),
        referrals=(0, 2),
        weekly_events=2.0,
        monthly_floor=2,
        staff=(2, 4),
        area=(60, 320),
        communities=(3, 8),
        followers=1800,
        yearly_cost=500_000,
    ),
    Sort(
        "station",
        "rural",
        0.32,
        "就业驿站",
        seekers=950,
        posts=1120,
        placements=290,
        deals=30,
        hosting=25,
        surveys=70,
        disputes=1.5,
        services=(3, 5),
        referrals=(0, 1),
        weekly_events=2.0,
        monthly_floor=2,
        staff=(2, 3),
        area=(50, 220),
        communities=(3, 9),
        followers=900,
        yearly_cost=380_000,
    ),
)
SUIZHOU_SORTS = (
    Sort(
        "station",
        "urban",
        0.6,
        "零工驿站",
        seekers=900,
        posts=1180,
        placements=135,
        deals=60,
        hosting=10,
        surveys=60,
        disputes=2.0,
        services=(0, 2),
        referrals=(1, 2),
        weekly_events=0.4,
        monthly_floor=1,
        staff=(1, 3),
        area=(40, 260),
        communities=(1, 5),
        followers=1200,
        yearly_cost=120_000,
    ),
    Sort(
        "station",
        "rural",
        0.4,
        "零工驿站",
        seekers=700,
        posts=920,
        placements=105,
        deals=40,
        hosting=4,
        surveys=40,
        disputes=1.2,
        services=(0, 2),
        referrals=(1, 2),
        weekly_events=0.3,
        monthly_floor=1,
        staff=(1, 2),
        area=(30, 160),
        communities=(1, 5),
        followers=700,
        yearly_cost=90_000,
    ),
)
SANMING_SORTS = (
    Sort(
        "market",
        "urban",
        0.4,
        "零工市场",
        seekers=3900,
        posts=3000,
        placements=300,
        deals=2150,
        hosting=20,
        surveys=400,
        disputes=15.0,
        services=(0, 1),
        referrals=(0, 1),
        weekly_events=0.5,
        monthly_floor=1,
        staff=(2, 6),
        area=(200, 900),
        communities=(2, 5),
        followers=3400,
        yearly_cost=480_000,
    ),
    Sort(
        "market",
        "rural",
        0.6,
        "零工市场",
        seekers=480,
        posts=420,
        placements=110,
        deals=260,
        hosting=5,
        surveys=80,
        disputes=3.0,
        services=(0, 2),
        referrals=(0, 2),
        weekly_events=0.3,
        monthly_floor=1,
        staff=(1, 2),
        area=(30, 150),
        communities=(1, 4),
        followers=800,
        yearly_cost=100_000,
    ),
)
