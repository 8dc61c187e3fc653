"""What is recorded about files."""

from yizhan.floor.audit.verbs import Verb

STORE = Verb("files.file.stored", "上传文件")
REMOVE = Verb("files.file.removed", "删除文件", reason_required=True)
VERBS = (STORE, REMOVE)
