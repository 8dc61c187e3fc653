"""How a personal value is shown to those who need not know it in full. Pure: no framework, no keys."""

import re
from enum import StrEnum

from yizhan.kernel.identity import masked as masked_number

ALL_HIDDEN = "******"

# All of two characters, one after the other.
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙"
    "钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里"
    "呼延东郭南门羊舌微生梁丘左丘西门第五"
)
_COMPOUND_SURNAMES = frozenset(_PAIRS[at : at + 2] for at in range(0, len(_PAIRS), 2))
_PROVINCE = r"(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,6}自治区|[\u4e00-\u9fff]{2}特别行政区)"
# A market or a supermarket is not a city.
_CITY = r"[\u4e00-\u9fff]{1,8}?(?:(?<![超夜菜早])市(?![场民政])|自治州|地区|盟)"
_UP_TO_CITY = re.compile(rf"{_PROVINCE}?{_CITY}|{_PROVINCE}")


class Masking(StrEnum):
    """The kinds of masking; the value is the code used in documents."""

    NONE = "none"
    IDENTITY_NUMBER = "identity_number"
    PHONE = "phone"
    BANK_CARD = "bank_card"
    NAME = "name"
    ADDRESS = "address"
    HIDDEN = "hidden"


MASKING_LABELS = {
    Masking.NONE: "不遮盖",
    Masking.IDENTITY_NUMBER: "前三后二",
    Masking.PHONE: "前三后四",
    Masking.BANK_CARD: "只留后四位",
    Masking.NAME: "只留姓氏",
    Masking.ADDRESS: "只到市一级",
    Masking.HIDDEN: "全部隐藏",
}


def mask(plain: str, masking: Masking) -> str:
    """The value as it may be shown. What does not look like its kind is hidden altogether."""
    match masking:
        case Masking.NONE:
            return plain
        case Masking.IDENTITY_NUMBER:
            return masked_number(plain) if len(plain) >= 15 else ALL_HIDDEN
        case Masking.PHONE:
            return f"{plain[:3]}{'*' * (len(plain) - 7)}{plain[-4:]}" if len(plain) >= 11 else ALL_HIDDEN
        case Masking.BANK_CARD:
            return f"****{plain[-4:]}" if len(plain) >= 12 else ALL_HIDDEN
        case Masking.NAME:
            return _surname(plain)
        case Masking.ADDRESS:
            found = _UP_TO_CITY.match(plain)
            return f"{found.group()}***" if found else ALL_HIDDEN
        case Masking.HIDDEN:
            return ALL_HIDDEN


def _surname(name: str) -> str:
    if len(name) < 2:
        return ALL_HIDDEN
    shown = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
    return name[:shown] + "*" * (len(name) - shown)
