"""Why a record does not count, in the words that a report shows."""

from yizhan.kernel.texts import Text

COUNTED = Text("计入", "counted")

REASONS: dict[str, Text] = {
    "unverified": Text("未核验", "not verified"),
    "flagged": Text("核查不实", "found false"),
    "no_proof": Text("无凭证", "no proof"),
    "duplicate": Text("重复", "duplicate"),
    "unpublished": Text("未发布", "not published"),
    "not_filed": Text("未建档", "no file made"),
    "no_person": Text("未填人员", "no person stated"),
    "no_entry_day": Text("无有效录入日期", "no usable day of entry"),
    "not_on_platform": Text("未在平台发布", "not on the platform"),
    "discriminatory": Text("含歧视内容", "discriminatory"),
    "false_info": Text("虚假信息", "false information"),
    "not_targeted": Text("非针对性服务", "not targeted"),
    "not_filed_seeker": Text("非本期建档求职者", "not a seeker filed in the period"),
    "not_willing_seeker": Text("非本期登记的有意愿求职者", "not a willing seeker registered in the period"),
    "charged": Text("收费", "not free of charge"),
    "not_small": Text("非小微企业", "not a small or micro firm"),
    "not_local": Text("不在辖区内", "not in the area"),
    "not_completed": Text("未完成", "not completed"),
    "not_upheld": Text("核查未属实", "not found true"),
    "not_working_day": Text("非法定工作日", "not a statutory working day"),
    "not_open": Text("驿站当日未开放", "the station was not open that day"),
    "outside_full_weeks": Text("不在完整开放的自然周内", "outside the full weeks in which the station was open"),
    "outside_working_weeks": Text(
        "不在有工作日的完整开放自然周内", "outside the full weeks with a working day in which the station was open"
    ),
    "earlier": Text("已有更近的填报", "a later statement exists"),
}
