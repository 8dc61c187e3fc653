"""Chinese words for what the audit chain names by codes: fields and roles."""

import re
from collections.abc import Mapping

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from yizhan.floor.privacy.classification import classified
from yizhan.floor.privacy.masking import Masking

WHOLE_FILE = "全部信息"
SYSTEM = "系统"
STAFF = "工作人员"
OTHER = "其他信息"
ROLES: dict[str, str] = {}
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_KINDS = {
    Masking.IDENTITY_NUMBER: "身份证号码",
    Masking.PHONE: "手机号码",
    Masking.BANK_CARD: "银行卡号",
    Masking.NAME: "姓名",
    Masking.ADDRESS: "住址",
}


def field_zh(model: str, field: str) -> str:
    """The field `app.model`, `field` in Chinese: its own label, else the kind of value, else what it is for.

    No field means the whole file. Fields of the past, which no model has any more, are other information.
    """
    if not field:
        return WHOLE_FILE
    try:
        found = apps.get_model(model)
        label = str(getattr(found._meta.get_field(field), "verbose_name", ""))
    except (LookupError, ValueError, FieldDoesNotExist):
        return OTHER
    if _CHINESE.search(label):
        return label
    entry = next((own.classification for own in classified([found]) if own.name == field), None)
    if entry is None:
        return OTHER
    return _KINDS.get(entry.masking, f"用于「{entry.purpose}」的信息")


def role_zh(audit_name: str) -> str:
    """The role in an `audit_name` (`station_staff:5b0c…`) in Chinese. Empty is the system itself."""
    if not audit_name:
        return SYSTEM
    return ROLES.get(audit_name.partition(":")[0], STAFF)


def name_roles(labels: Mapping[str, str]) -> None:
    """Says what roles are called. They are known above this app; whoever knows them tells it when ready."""
    ROLES.update(labels)
