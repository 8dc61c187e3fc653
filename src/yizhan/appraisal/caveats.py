"""What a reader of a sheet must know about how its values came about; printed on every output."""

from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text
from yizhan.rules.scheme import Scheme

LEAST_DAYS = {"year": 365, "contract_year": 365, "month": 28}


def caveats_of(
    scheme: Scheme, period: Period, stated: tuple[Text, ...], refused: int, *, mismatch: bool
) -> tuple[Text, ...]:
    """Skipped entries, values typed in beside the records, a period too short for the scheme, a subject chosen by hand."""
    found = []
    if refused:
        found.append(
            Text(f"有{refused}处记录不能使用，已跳过，未计入", f"{refused} entries could not be used and were skipped")
        )
    if stated:
        zh, en = "、".join(one.zh for one in stated), ", ".join(one.en for one in stated)
        found.append(
            Text(f"以下数值由填报人直接给出，不是由记录算出：{zh}", f"stated by hand, not counted from records: {en}")
        )
    days = (period.end - period.start).days + 1
    if days < LEAST_DAYS[scheme.head.period]:
        found.append(
            Text(f"期间只有{days}天，短于本方案的考核期", f"the period has {days} days, less than the scheme assesses")
        )
    if mismatch:
        found.append(
            Text(
                "考核对象是手工指定的，与基本信息不一致", "the subject was chosen by hand and differs from the profile"
            )
        )
    return tuple(found)
