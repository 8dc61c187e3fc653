"""What the template tells the people who fill it in: rules for every sheet, and a note beside every header."""

from dataclasses import dataclass

from yizhan.facts.columns import Column
from yizhan.facts.workbook.layout import IDENTITY, PLACE, Field, Layout

GENERAL = (
    "一行是一件事，不要合并单元格，不要改动表头。不需要的工作表可以整张删除：没有的表按“未提供”处理，留空的表按“没有发生”处理。",
    "深色表头必填，浅色表头可以不填，灰色表头只供您自己使用，不会读入也不会保存（姓名、联系电话、现居住地、备注等）。",
    "身份证号码填18位，读入时当场换成不可逆的代码，原号码不保存。身份证号码、编号等列已设为文本格式，请不要改成数字：被存成数字的号码末位已经丢失，会被退回。",
    "日期填 2024-05-06、2024/5/6 或 2024年5月6日。金额以元为单位，最多两位小数。“是/否”列请从下拉列表选择。",
    "只有经过核验的记录才计入考核：“已核验”留空等于“否”，该行不计数；“核查不实”留空等于“否”。请由核验人员填写这两列。",
    "“凭证”一列填手上确有的材料，多项用顿号分开，如：劳动合同、参保记录。留空等于没有凭证；需要凭证的指标不计该行。",
    "更正已报记录：另起一行写正确内容，在“更正记录编号”填原来的记录编号，不要改动原行。记录编号留空时按“工作表名-行号”自动编号。",
    "读入时逐格检查。有任何一处不能使用，会列出工作表、行、列、问题和改法，一条也不读入；改好后重新提交。",
)


@dataclass(frozen=True, slots=True)
class SheetGuide:
    """What one row of a sheet is, who fills it in, and which proof makes it count."""

    row: str
    who: str
    proof: str


_NO_PROOF = "不要求凭证"
_ANY_PROOF = "至少一项凭证，否则不计数"
SHEETS: dict[str, SheetGuide] = {
    "stations": SheetGuide("驿站情况的一次填报，情况变化时另加一行；本表必须有", "驿站", _NO_PROOF),
    "staff": SheetGuide("一名工作人员的一段在岗时间", "驿站", _NO_PROOF),
    "roster": SheetGuide("一名工作人员一天的值班", "驿站", _NO_PROOF),
    "communities": SheetGuide("一个服务的社区（村）；没有就业服务专员的留空", "驿站", _NO_PROOF),
    "community_stations": SheetGuide("一个联合建设的社区服务站", "驿站", _NO_PROOF),
    "registrations": SheetGuide("一人（或一个单位）的一次登记", "驿站窗口人员", _NO_PROOF),
    "posts": SheetGuide("一个岗位的一次发布；同一单位、岗位名称和工作地点视为同一岗位", "驿站", _NO_PROOF),
    "referrals": SheetGuide("把一人推荐给一个单位的一次推荐", "驿站窗口人员", _NO_PROOF),
    "placements": SheetGuide(
        "一人一次推荐成功就业；前七列与附件4花名册一致，可直接粘贴",
        "驿站",
        "稳定就业：劳动合同、参保记录、工资发放凭证；灵活就业：参保记录、工资转账、其他材料",
    ),
    "service_acts": SheetGuide("对一人或一个单位的一次服务", "驿站窗口人员", _NO_PROOF),
    "events": SheetGuide("一场活动", "驿站", _ANY_PROOF),
    "hosting": SheetGuide("为一家单位提供的一次托管服务", "驿站", _ANY_PROOF),
    "deals": SheetGuide("一笔零工交易订单", "驿站", _NO_PROOF),
    "complaints": SheetGuide("一件投诉或纠纷", "驿站，主管部门核对", _NO_PROOF),
    "incidents": SheetGuide("一起场内案件", "主管部门", _NO_PROOF),
    "surveys": SheetGuide("一份满意度评价", "驿站或调查人员", _NO_PROOF),
    "followers": SheetGuide("某一天的公众号关注人数", "驿站", _NO_PROOF),
    "reports": SheetGuide("一份应报送的材料；未报的报送日期留空", "主管部门", _NO_PROOF),
    "honours": SheetGuide("一项荣誉、报道或批示", "驿站", _ANY_PROOF),
    "inspections": SheetGuide("一个检查项的结果；“结果”留空等于没有检查", "检查人员", _NO_PROOF),
}

_KINDS: dict[str, str] = {
    "text": "文字",
    "person": "18位身份证号码（文本格式），读入时换成代码，不保存",
    "employer": "单位全称或统一社会信用代码；个人雇主填其身份证号码，读入时换成代码",
    "choice": "从下拉列表选择",
    "proofs": "手上确有的材料，多项用顿号分开",
    "bool": "是 或 否",
    "day": "日期，如 2024-05-06",
    "count": "整数",
    "decimal": "数字，最多6位小数",
    "fen": "以元为单位的金额，最多两位小数",
}
_COLUMNS: dict[str, str] = {
    "record": "您自己的编号，表内不得重复；留空则自动编号",
    "supersedes": "更正哪一条记录，填那一条的记录编号；不是更正则留空",
    "station": "主管部门给的编号；没有则留空，以驿站名称代替",
    "verified": "是否有人核验过；留空等于“否”，未核验的不计数",
    "flagged": "核查发现不属实填“是”；留空等于“否”",
    "stable": "签订劳动合同的稳定就业填“是”；留空等于“否”（灵活就业）",
    "fingerprint": "通常留空：由用工单位、岗位名称、工作地点自动得出；同一岗位只算一次",
    "finding": "检查项代号，已预先填好，请不要改动",
    "answer": "检查结果；没有检查的留空",
    "until": "最后在岗日；仍在岗则留空",
    "closed": "尚未发生则留空",
    "handed_in": "实际报送日；未报送则留空",
    "headcount": "招聘几人，至少为1",
    "longitude": "东经，如 110.331200",
    "latitude": "北纬，如 20.031900",
}


def note(field: Field) -> str:
    """The note beside a header."""
    if field.header == PLACE:
        return "工作的地点。只用于识别重复岗位，不保存"
    if field.use == "ignore" or field.column is None:
        return "只供您自己使用，不读入、不保存"
    meaning = _meaning(field.column)
    if field.must:
        return f"必填。{meaning}"
    return f"选填。{meaning}"


def _meaning(column: Column) -> str:
    kind = _KINDS[column.kind]
    if column.name in _COLUMNS:
        return _COLUMNS[column.name]
    if column.choices and column.kind == "choice":
        return f"{kind}：{'、'.join(choice.label.zh for choice in column.choices)}"
    return kind


EXAMPLE_IDENTITY = "11010519491231002X"
"""The example number printed in the standard itself, GB 11643-1999."""

_EXAMPLES: dict[str, str] = {
    "姓名": "张某",
    "性别": "女",
    "联系电话": "13800000000",
    "现居住地": "某区某街道",
    "备注": "",
    "序号": "1",
    "驿站编号": "ZS-001",
    "驿站名称": "某某零工驿站",
    "城市": "某市",
    "县（市、区）": "某区",
    "社区（村）": "某某社区",
    "名称": "某某社区就业服务站",
    "用工单位": "某某服饰有限公司",
    "实现就业企业名称": "某某服饰有限公司",
    "岗位名称": "包装工",
    PLACE: "某区某路1号",
    "活动名称": "春季招聘会",
    "记录编号": "",
    "更正记录编号": "",
    "岗位指纹": "",
    "停办日期": "",
    "离岗日期": "",
    "经度": "110.331200",
    "纬度": "20.031900",
    "检查项": "unified_sign",
    "检查内容": "明显位置设置统一标识",
    "条文依据": "",
    "结果": "是",
    "说明": "",
    "服务场所面积（㎡）": "120.5",
    "就业服务专员姓名": "李某",
    "已核验": "是",
    "核查不实": "否",
    "凭证": "照片、签到表",
}
_BY_KIND: dict[str, str] = {
    "person": EXAMPLE_IDENTITY,
    "day": "2024-05-06",
    "bool": "是",
    "count": "12",
    "decimal": "12.5",
    "fen": "85000.50",
}


def example(layout: Layout) -> tuple[str, ...]:
    """One row that the sheet of `layout` accepts, a text for every field."""
    return tuple(_sample(layout, field) for field in layout.fields)


def _sample(layout: Layout, field: Field) -> str:
    column = field.column
    if layout.table.name == "placements" and field.header == "凭证":
        return "劳动合同、参保记录、工资发放凭证"
    if field.header in _EXAMPLES or column is None:
        return _EXAMPLES.get(field.header, "")
    if column.kind == "choice":
        return column.choices[0].label.zh
    return _BY_KIND.get(column.kind, "某某")


def needs_text(field: Field) -> bool:
    """Whether the column has to be text, lest a spreadsheet turn long digits into a number."""
    kept = field.column is not None and field.column.kind in ("person", "employer", "text")
    return kept or field.header in (IDENTITY, "联系电话")
