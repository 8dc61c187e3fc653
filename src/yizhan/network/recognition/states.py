"""What can be applied for, the states of an application and of a supervisory measure, and the tables of transitions.

A transition cites its source. Where no source has the step, the citation begins with 惯例（待核实）: usual practice, to be confirmed.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class ApplicationKind(TextChoices):
    """What is applied for."""

    RECOGNITION = "recognition", "认定"
    CHANGE = "change", "变更"
    SUSPENSION = "suspension", "暂停服务"
    RESUMPTION = "resumption", "恢复服务"
    CANCELLATION = "cancellation", "注销"


class ChangeKind(TextChoices):
    """What a change application changes: one thing at a time."""

    NAME = "name", "名称"
    PLACE = "place", "地址"
    OPERATOR = "operator", "运营单位"


class ApplicationState(TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    RETURNED = "returned", "退回补正"
    ACCEPTED = "accepted", "已受理"
    VISIT_SCHEDULED = "visit_scheduled", "已安排现场核查"
    VISITED = "visited", "已现场核查"
    APPROVED = "approved", "审批同意"
    REFUSED = "refused", "审批不同意"
    OPENED = "opened", "已开办"
    CARRIED_OUT = "carried_out", "已办结"
    WITHDRAWN = "withdrawn", "已撤回"


EDITABLE = (ApplicationState.DRAFT, ApplicationState.RETURNED)
UNDER_REVIEW = (
    ApplicationState.SUBMITTED,
    ApplicationState.ACCEPTED,
    ApplicationState.VISIT_SCHEDULED,
    ApplicationState.VISITED,
)
DECIDED = (
    ApplicationState.APPROVED,
    ApplicationState.REFUSED,
    ApplicationState.OPENED,
    ApplicationState.CARRIED_OUT,
)
ENDED = (
    ApplicationState.REFUSED,
    ApplicationState.OPENED,
    ApplicationState.CARRIED_OUT,
    ApplicationState.WITHDRAWN,
)
OPEN = tuple(state for state in ApplicationState if state not in ENDED)


class VisitResult(TextChoices):
    """What the visitors found."""

    PASSED = "passed", "符合"
    FAILED = "failed", "不符合"


class DecisionResult(TextChoices):
    """The county's opinion."""

    APPROVED = "approved", "同意"
    REFUSED = "refused", "不同意"


class MeasureKind(TextChoices):
    """What a county orders of its own accord."""

    RECTIFICATION = "rectification", "限期整改"
    SUSPENSION = "suspension", "责令暂停服务"
    CANCELLATION = "cancellation", "取消"


class MeasureState(TextChoices):
    """Where a measure stands."""

    IN_FORCE = "in_force", "执行中"
    MET = "met", "整改合格"
    UNMET = "unmet", "整改后仍不合格"
    LIFTED = "lifted", "已解除"
    FINAL = "final", "已生效"


class SubsidyKind(TextChoices):
    """The kinds printed in annex 3."""

    ONE_TIME = "one_time", "一次性运维补助"
    PERFORMANCE = "performance", "绩效补助"


@dataclass(frozen=True, slots=True)
class Transition:
    """One way from a state to another, with what allows it."""

    source: ApplicationState
    target: ApplicationState
    citation: str


@dataclass(frozen=True, slots=True)
class MeasureTransition:
    """One way of a measure from a state to another, with what allows it."""

    kind: MeasureKind
    source: MeasureState
    target: MeasureState
    citation: str


READING = "惯例（待核实）："
_SUBMIT = "泉州方案二（三）：符合条件的向所在地人社部门提交如下申报材料"
_REVIEW = "所在地人社部门应适时组织专家开展评审"
_AGREE = "泉州方案附件2：经审核，同意设立零工市场（驿站）。"
_WITHDRAW = READING + "审批决定作出前，申请单位可以撤回"
_DIRECT = READING + "不需要现场核查的事项，受理后直接审批"

_S = ApplicationState
TRANSITIONS = (
    Transition(_S.DRAFT, _S.SUBMITTED, _SUBMIT),
    Transition(_S.SUBMITTED, _S.RETURNED, READING + "材料不齐的，一次告知全部需要补正的内容"),
    Transition(_S.RETURNED, _S.SUBMITTED, READING + "补正后重新提交，申请编号不变"),
    Transition(_S.SUBMITTED, _S.ACCEPTED, READING + "材料齐全的，予以受理"),
    Transition(_S.ACCEPTED, _S.VISIT_SCHEDULED, READING + f"评审包括现场核查（泉州方案二（三）只写明：{_REVIEW}）"),
    Transition(_S.VISIT_SCHEDULED, _S.VISITED, READING + "现场核查由2名以上工作人员进行，逐项记录"),
    Transition(_S.VISITED, _S.VISIT_SCHEDULED, READING + "需要复查的，再次安排核查"),
    Transition(_S.VISITED, _S.APPROVED, _AGREE),
    Transition(_S.VISITED, _S.REFUSED, READING + "附件2只印有同意意见；不同意的，书面说明理由"),
    Transition(_S.ACCEPTED, _S.APPROVED, _DIRECT),
    Transition(_S.ACCEPTED, _S.REFUSED, _DIRECT + "；不同意的，书面说明理由"),
    Transition(_S.APPROVED, _S.OPENED, "泉州标准8：就业服务场所工作时间应正常开放"),
    Transition(_S.APPROVED, _S.CARRIED_OUT, READING + "变更、暂停、恢复、注销经同意后办结"),
    *(
        Transition(source, _S.WITHDRAWN, _WITHDRAW)
        for source in (_S.DRAFT, _S.SUBMITTED, _S.RETURNED, _S.ACCEPTED, _S.VISIT_SCHEDULED, _S.VISITED)
    ),
)

_M = MeasureState
_RECTIFY = "随州办法四（二）：对不合格的要求限期整改，整改后仍不合格的取消"
MEASURE_TRANSITIONS = (
    MeasureTransition(MeasureKind.RECTIFICATION, _M.IN_FORCE, _M.MET, _RECTIFY),
    MeasureTransition(MeasureKind.RECTIFICATION, _M.IN_FORCE, _M.UNMET, _RECTIFY),
    MeasureTransition(MeasureKind.SUSPENSION, _M.IN_FORCE, _M.LIFTED, READING + "暂停的原因消除后解除"),
)


def may_move(source: str, target: ApplicationState) -> bool:
    """Whether the table has this transition."""
    return any(move.source == source and move.target is target for move in TRANSITIONS)


def measure_may_move(kind: str, source: str, target: MeasureState) -> bool:
    """Whether a measure of this kind has this transition."""
    return any(move.kind == kind and move.source == source and move.target is target for move in MEASURE_TRANSITIONS)


def needs_visit(kind: str, change: str = "") -> bool:
    """Whether the site is seen before the decision: recognition, another place, resumption (惯例，待核实)."""
    return kind in (ApplicationKind.RECOGNITION, ApplicationKind.RESUMPTION) or change == ChangeKind.PLACE
