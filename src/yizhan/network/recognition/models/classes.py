"""How the fields of this app are classified."""

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.masking import Masking

KEPT = "驿站撤销后3年（诉讼时效三年，待核实）"
KEY = Classification(Level.INTERNAL, "记录编号", KEPT)
CASE = Classification(Level.INTERNAL, "认定办理过程", KEPT)
CLAIM = Classification(Level.INTERNAL, "认定申请表填报内容（泉州附件2、附件3）", KEPT)
PUBLIC = Classification(Level.PUBLIC, "认定结果和驿站基本情况", KEPT)
NAME = Classification(Level.PERSONAL, "认定申请表：负责人姓名（泉州附件2）", KEPT, Masking.NAME)
HAND = Classification(Level.PERSONAL, "办理责任", KEPT)
WORDS = Classification(Level.PERSONAL, "办理意见和记录", KEPT)
