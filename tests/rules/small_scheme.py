"""A small valid standard with one of most things, to be changed in one place by a test."""

import pytest

from yizhan.kernel.measures import Measure
from yizhan.kernel.texts import Text
from yizhan.rules.admission import admit
from yizhan.rules.building.inputs import all_inputs
from yizhan.rules.building.loader import SchemeProblems, load
from yizhan.rules.building.standards import standard
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import ScoreSheet

VOCABULARY = {
    name: Measure(name, Text(label, name), Text(unit, unit), whole)
    for name, label, unit, whole in (
        ("posts", "岗位数", "个", True),
        ("talks", "宣讲场次", "场", True),
        ("placed", "月均就业人次", "人次", False),
        ("placed_all", "按全部月份的月均就业人次", "人次", False),
        ("satisfied", "满意度", "%", False),
        ("reports", "媒体报道", "篇", True),
        ("complaints", "属实投诉", "件", True),
        ("delay", "录入时长", "天", False),
    )
}

TEXT = """\
scheme: small
edition: "1"
title: 小标准
title_en: A small standard
issuer: 某局
document: null
issued: 2024-01-02
valid_until: null
status: in_force
mode: points
period: year
subjects:
  market: {title: 市场, title_en: market, when: {kind: market}}
  station: {title: 驿站, title_en: station, when: {kind: station}}
total: {points: 40, clause: 总分40分}
headings:
  - {group: 甲组, says: 25, items: ["1", "2"], sum: 20, clause: 甲组25分, note: 标题与各项之和不符}
notes:
  - {title: 来源, text: 仅供测试}

readings:
  months:
    item: "2"
    title: 月均怎么算
    clause: 月均就业10人次得5分
    default: open
    options:
      open: {title: 按开放月份, reason: 甲}
      all: {title: 按全部月份, reason: 乙}
  gap:
    item: grades
    title: 两档之间
    clause: 80至89分良好
    default: continuous
    options:
      continuous: {title: 连续, reason: 甲}
      rounded: {title: 先四舍五入, reason: 乙}

items:
  - no: "1"
    group: 甲组
    title: 岗位发布
    title_en: Posts
    max: 10
    clause: 发布岗位800个，宣讲12场，得10分
    shown: [delay]
    curve:
      kind: gate
      conditions:
        - {indicator: posts, at_least: {by_subject: {market: 800, station: 400}}, clause: 岗位800个}
        - {indicator: talks, at_least: 12, clause: 宣讲12场}
  - no: "2"
    group: 甲组
    title: 就业
    max: 10
    clause: [月均就业10人次得5分, 每增加1人加1分, 最高10分]
    curve:
      kind: steps
      indicator: {by_reading: {months: {open: placed, all: placed_all}}}
      base: {value: 10, points: 5, clause: 月均就业10人次得5分}
      step: {unit: 1, points: 1, clause: 每增加1人加1分}
      cap: {points: 10, clause: 最高10分}
  - no: "3"
    title: 满意度
    max: 10
    clause: 满意度90%以上得10分，60%以上得6分，其余不得分
    curve:
      kind: bands
      indicator: satisfied
      bands:
        - {at_least: 90, points: 10, clause: 满意度90%以上得10分}
        - {at_least: 60, below: 90, points: 6, clause: 60%以上得6分}
        - {below: 60, points: 0, clause: 其余不得分}
  - no: "4"
    title: 场所
    max: 10
    clause: 场所整洁，酌情给0至10分
    curve: {kind: judged}

bonus:
  cap: {points: 5, clause: 加分不超过5分}
  items:
    - no: B1
      title: 媒体报道
      clause: 报道每篇加2分
      curve: {kind: tally, indicator: reports, each: {points: 2, clause: 报道每篇加2分}}
deductions:
  items:
    - no: D1
      title: 投诉
      clause: 投诉每件扣2分
      curve: {kind: tally, indicator: complaints, each: {points: 2, clause: 投诉每件扣2分}}
    - no: D2
      title: 不良影响
      clause: 不良影响每次至少扣5分
      curve: {kind: amounts, amounts: effects, minimum: {points: 5, clause: 至少扣5分}}
overrides:
  - {finding: accident, title: 重大事故, grade: 不合格, clause: 重大事故为不合格}
grades:
  round: {by_reading: {gap: {continuous: none, rounded: half_up}}}
  bands:
    - {grade: 优秀, grade_en: excellent, at_least: 36, title: "{year}年度优秀市场", clause: 36分以上优秀}
    - {grade: 合格, grade_en: passed, at_least: 24, below: 36, clause: 24分以上合格}
    - {grade: 不合格, grade_en: failed, below: 24, consequence: 限期整改, clause: 24分以下不合格}
payout:
  kind: share_of_fee
  fee: planned_fee
  shares:
    - {grade: 优秀, percent: 100, clause: 优秀全额}
    - {grade: 合格, percent: 85, clause: 合格85%}
    - {grade: 不合格, percent: 0, clause: 不合格不予拨付}
"""

SOURCE = """
总分40分。甲组25分。80至89分良好。
发布岗位800个，宣讲12场，
得10分。月均就业10人次得5分，每增加1人加1分，最高10分。
满意度90%以上得10分，60%以上得6分，其余不得分。场所整洁，酌情给0至10分。
加分不超过5分，报道每篇加2分。投诉每件扣2分，不良影响每次至少扣5分。重大事故为不合格。
36分以上优秀，24分以上合格，24分以下不合格。优秀全额，合格85%，不合格不予拨付。
"""

FULL = {
    "posts": 800,
    "talks": 12,
    "placed": 15,
    "placed_all": 12,
    "satisfied": 95,
    "award.4": 10,
    "reports": 0,
    "complaints": 0,
    "effects": [],
    "accident": False,
}


def changed(*pairs: tuple[str, str]) -> str:
    """The text with each first part, which must occur exactly once, replaced by the second."""
    text = TEXT
    for old, new in pairs:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    return text


def small(*pairs: tuple[str, str], source: str | None = None) -> Scheme:
    """The standard, checked, with parts of its text replaced."""
    return load(changed(*pairs), file="small.yaml", vocabulary=VOCABULARY, source=source)


def problems(*pairs: tuple[str, str]) -> list[str]:
    """The sentences with which the changed standard is refused; each names the file in the whole message."""
    with pytest.raises(SchemeProblems) as refused:
        small(*pairs, source=SOURCE)
    found = [one.text.zh for one in refused.value.problems]
    assert refused.value.say() == f"small.yaml：方案有{len(found)}处问题：" + "；".join(found)
    assert refused.value.say("en").startswith(f"small.yaml: {len(found)} problems: small")
    return found


def sheet(scheme: Scheme, subject: str = "market", **case: object) -> ScoreSheet:
    """The sheet of the full values with `values` laid over them; None takes a value away."""
    given = {**FULL, **case.pop("values", {})}  # type: ignore[dict-item]
    readings = case.get("readings", {})
    inputs = all_inputs(scheme, standard(scheme, subject, readings))  # type: ignore[arg-type]
    known = {name: value for name, value in given.items() if name in inputs}
    assert set(given) - set(known) <= set(FULL)
    return score(scheme, Case(subject, admit(known, inputs.values()), **case))  # type: ignore[arg-type]
