"""Words by which a name is found: its characters, pairs of them, its pinyin and initials. Surnames are read as surnames."""

import re
import unicodedata
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin, pinyin

LONGEST_NAME = 200
LONGEST_PREFIX = 24
# Up to this many characters every second reading is searched too; a firm's name has its readings from the phrases in it.
PERSONAL_LENGTH = 4

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]+")
_RUN = re.compile(rf"(?P<han>{_HAN.pattern})|(?P<latin>[a-z0-9]+)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = re.compile("[ '’`·・.\\-]+")
_UMLAUT = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v"})

# How a character is read as a surname; the usual reading of the dictionary is kept beside it.
_SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "曾": "zeng",
    "解": "xie",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "任": "ren",
    "华": "hua",
    "盖": "ge",
    "缪": "miao",
    "翟": "zhai",
    "乐": "yue",
    "员": "yun",
    "黑": "he",
    "折": "she",
    "种": "chong",
    "秘": "bi",
    "冼": "xian",
    "洗": "xian",
    "覃": "qin",
    "柏": "bai",
    "葛": "ge",
    "宁": "ning",
    "逄": "pang",
    "卜": "bu",
    "尉": "wei",
    "祭": "zhai",
    "召": "shao",
    "繁": "po",
    "句": "gou",
    "能": "nai",
    "隗": "wei",
    "厍": "she",
    "谌": "chen",
    "牟": "mou",
    "应": "ying",
    "燕": "yan",
    "晁": "chao",
    "郇": "xun",
    "薄": "bo",
    "阚": "kan",
    "幺": "yao",
    "车": "che",
    "石": "shi",
    "沈": "shen",
    "万": "wan",
    "盛": "sheng",
    "贾": "jia",
    "俞": "yu",
    "叶": "ye",
    "纪": "ji",
    "那": "na",
    "哈": "ha",
    "尹": "yin",
    "褚": "chu",
    "逯": "lu",
    "瞿": "qu",
    "长": "chang",
    "适": "kuo",
    "过": "guo",
    "占": "zhan",
    "曲": "qu",
    "殷": "yin",
}
_COMPOUND = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "单于": ("chan", "yu"),
    "宰父": ("zai", "fu"),
    "乐正": ("yue", "zheng"),
    "子车": ("zi", "ju"),
    "令狐": ("ling", "hu"),
    "皇甫": ("huang", "fu"),
    "夏侯": ("xia", "hou"),
    "亓官": ("qi", "guan"),
    "鲜于": ("xian", "yu"),
    "拓跋": ("tuo", "ba"),
    "呼延": ("hu", "yan"),
    "百里": ("bai", "li"),
}

Reading = tuple[str, ...]


def tokens_of(name: str) -> frozenset[str]:
    """Every word under which a name is filed. Store them as an array; a query finds the names that hold all its tokens.

    Characters and pairs of neighbours; the beginnings of the whole pinyin (`zh`, `zha`, … `zhangwei`) and of the initials
    (`zw`); syllables, pairs of syllables and single initials; Latin words of a name with their beginnings. Lower case, no tones.
    """
    plain = _plain(name)[:LONGEST_NAME]
    found: set[str] = set()
    for run in _RUN.finditer(plain):
        if run["han"]:
            found.update(run["han"])
            found.update(_pairs(run["han"]))
        else:
            found.update(_beginnings(run["latin"], 1))
    for reading in _readings(plain):
        found.update(reading)
        found.update(syllable[0] for syllable in reading)
        found.update("".join(two) for two in zip(reading, reading[1:], strict=False))
        found.update(_beginnings("".join(reading), 2))
        found.update(_beginnings("".join(syllable[0] for syllable in reading), 2))
    return frozenset(found)


def query_tokens(text: str) -> frozenset[str]:
    """The tokens that a name must hold, all of them, to be found by what somebody typed; empty for a text with no letters.

    Chinese is looked for by pairs of neighbours, a single character by itself; letters as the beginning of a pinyin, of the
    initials, or as a syllable: `张伟`, `zhangw`, `zw`, `张w`, `zhang wei`. Digits alone are no name.
    """
    plain = _APOSTROPHES.sub("", _plain(text))[:LONGEST_NAME]
    found: set[str] = set()
    for run in _RUN.finditer(plain):
        if run["han"]:
            found.update(_pairs(run["han"]) if len(run["han"]) > 1 else run["han"])
        elif not run["latin"].isdigit():
            found.add(run["latin"][:LONGEST_PREFIX])
    return frozenset(found)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return unicodedata.normalize("NFC", folded).translate(_UMLAUT)


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))


def _beginnings(word: str, least: int) -> Iterator[str]:
    return (word[:length] for length in range(least, min(len(word), LONGEST_PREFIX) + 1))


def _readings(plain: str) -> set[Reading]:
    """The usual reading of the whole name, and those that differ from it in the surname or in one character."""
    text = "".join(run["han"] or run["latin"] for run in _RUN.finditer(plain))
    if not _HAN.search(text):
        return set()
    # Latin words stay whole, so that positions count syllables.
    usual = [syllable for syllable in lazy_pinyin(text, errors="default") if syllable.isascii() and syllable]
    found = {tuple(usual)}
    if not usual or not _HAN.match(text):
        return found
    if text[:2] in _COMPOUND:
        found.add((*_COMPOUND[text[:2]], *usual[2:]))
    elif text[0] in _SURNAMES:
        found.add((_SURNAMES[text[0]], *usual[1:]))
    if len(text) == len(usual) <= PERSONAL_LENGTH:
        found |= {other for known in tuple(found) for other in _varied(known, text)}
    return found


def _varied(reading: Reading, text: str) -> Iterator[Reading]:
    for at, character in enumerate(text):
        options = set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
        for other in sorted(options | _umlaut_spellings(reading[at])):
            if other.isascii() and other:
                yield (*reading[:at], other, *reading[at + 1 :])


def _umlaut_spellings(syllable: str) -> set[str]:
    """Passports write lyu, many people lu, for what is typed lv."""
    if syllable[:2] not in ("lv", "nv"):
        return set()
    return {syllable.replace("v", "yu"), syllable.replace("v", "u")}
