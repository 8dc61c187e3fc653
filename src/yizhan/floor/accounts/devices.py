"""A browser in two words, from what it says of itself. Only for the person to recognise the own devices."""

_SYSTEMS = (
    ("HarmonyOS", "鸿蒙手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Android", "安卓手机"),
    ("Windows", "Windows电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux电脑"),
)
# The first that is named counts: nearly every browser also calls itself Chrome or Safari.
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"),
    ("QQBrowser", "QQ浏览器"),
    ("Edg/", "Edge浏览器"),
    ("Firefox", "Firefox浏览器"),
    ("Chrome", "Chrome浏览器"),
    ("Safari", "Safari浏览器"),
)
UNKNOWN = "未知设备"


def device_words(user_agent: str) -> str:
    """System and browser, such as 安卓手机 微信; UNKNOWN where neither is recognised. Nothing of the text itself is kept."""
    words = [next((word for mark, word in table if mark in user_agent), "") for table in (_SYSTEMS, _BROWSERS)]
    return " ".join(word for word in words if word) or UNKNOWN
