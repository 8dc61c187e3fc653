"""The made-up words of a simulated city: places, communities, job titles, events, honours. No real names."""

_FIRST = "东西南北新和安福长永清金兴文海"
_SECOND = "园湖街桥门林山港苑坊塘埔洲岭井"
PLACES: tuple[str, ...] = tuple(first + second for second in _SECOND for first in _FIRST)
COMMUNITIES: tuple[str, ...] = tuple(place + "社区" for place in PLACES) + tuple(place + "村" for place in PLACES)

JOB_TITLES: tuple[str, ...] = (
    "普工",
    "装卸工",
    "搬运工",
    "分拣员",
    "打包员",
    "缝纫工",
    "鞋面车工",
    "裁剪工",
    "质检员",
    "仓库管理员",
    "叉车司机",
    "货车司机",
    "外卖骑手",
    "快递员",
    "服务员",
    "厨师助手",
    "洗碗工",
    "保洁员",
    "家政服务员",
    "月嫂",
    "护工",
    "保安员",
    "绿化工",
    "泥水工",
    "木工",
    "电工",
    "焊工",
    "水暖工",
    "油漆工",
    "钢筋工",
    "茶叶采摘工",
    "果园采摘工",
    "插秧工",
    "收银员",
    "理货员",
    "促销员",
    "客服专员",
    "电商主播助理",
    "美工",
    "文员",
    "小时工",
    "安装工",
    "维修工",
    "机修工",
    "注塑工",
    "包装工",
    "酒店客房服务员",
    "会展服务员",
)
EVENT_TITLES: dict[str, str] = {
    "job_fair": "专场招聘会",
    "interview": "现场面试会",
    "employment_talk": "就业洽谈会",
    "outing": "组织求职者外出应聘",
    "policy_talk": "就业政策法规宣讲",
    "guidance": "求职指导活动",
    "entrepreneurship": "创业指导沙龙",
    "training": "技能培训班",
    "crew_training": "劳务带头人培训",
    "livestream": "直播带岗",
    "promotion": "驿站推介活动",
    "policy_publicity": "就业政策进社区",
}
HONOUR_TITLES: dict[str, str] = {
    "honour": "就业服务先进集体",
    "press": "零工服务经验报道",
    "comment": "工作专报批示",
    "labour_brand": "劳务品牌",
    "highlight": "零工服务工作亮点",
    "relations_station": "劳动关系公共服务站",
}
INSPECTION_NOTES: tuple[str, ...] = ("现场查看", "查阅台账", "抽查档案", "电话回访", "现场拍照存证")
PROOFS: tuple[str, ...] = (
    "none",
    "contract",
    "contract+insurance",
    "contract+wage_slip",
    "contract+insurance+wage_slip",
    "insurance",
    "wage_slip",
    "insurance+transfer",
    "transfer",
    "other",
    "photo",
    "photo+sign_in",
    "sign_in",
    "link",
    "document",
)
"""The combinations of evidence that occur, each with its codes sorted and joined."""


def proof(word: str) -> int:
    """Where a combination stands in PROOFS."""
    return PROOFS.index(word)
