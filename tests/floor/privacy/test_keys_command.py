"""`yizhan keys list` and `yizhan keys rotate`."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.floor.privacy.people import NEW, NUMBER, OLD, PHONE
from tests.floor.privacy.sample.models import Worker

from yizhan.cli.entry import run

# The command closes its connection at the end, so nothing can be rolled back.
pytestmark = [pytest.mark.usefixtures("sample"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _emptied(sample: None) -> Iterator[None]:
    yield
    Worker.objects.all().delete()


def said(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_nothing_sealed_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert (run(["keys", "list"]), said(capsys)) == (0, ["没有加密的数据"])
    assert (run(["keys", "rotate"]), said(capsys)) == (0, ["所有密文都已使用最新的密钥"])


def test_the_list_counts_by_key_before_and_after_rotation(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    Worker.objects.create(number=NUMBER)
    settings.YIZHAN_KEYS, settings.YIZHAN_CIPHER = (NEW, OLD), "sm4-gcm"
    Worker.objects.create(number=NUMBER)
    assert run(["keys", "list"]) == 0
    assert said(capsys) == [
        "sample.worker.number：密钥 old，aes-256-gcm，1 个值",
        "sample.worker.number：密钥 new，sm4-gcm，1 个值",
    ]
    assert run(["keys", "rotate"]) == 0
    assert said(capsys) == ["sample.worker.number：重新加密 1 个，不能解密 0 个"]
    assert run(["keys", "list"]) == 0
    assert said(capsys) == ["sample.worker.number：密钥 new，sm4-gcm，2 个值"]


def test_values_that_do_not_open_end_with_status_one(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    worker = Worker.objects.create(number=NUMBER, phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sample_worker SET phone = set_byte(phone, 1, 9), number = number || 'x'::bytea")
    assert Worker.objects.get(pk=worker.pk).phone.masked == "（无法打开）"
    settings.YIZHAN_KEYS = (NEW, OLD)
    assert run(["keys", "rotate"]) == 1
    assert said(capsys) == [
        "sample.worker.number：重新加密 0 个，不能解密 1 个",
        "sample.worker.phone：重新加密 0 个，不能解密 1 个",
        "有不能解密的值，旧密钥不可撤下",
    ]
    run(["keys", "list"])
    assert said(capsys)[1] == "sample.worker.phone：密钥 无法识别，—，1 个值"


@pytest.mark.parametrize("batch", ["0", "10001"])
def test_a_batch_out_of_range_is_bad_input(batch: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "rotate", "--batch", batch]) == 2
    assert capsys.readouterr().err == "每批数量应为1至10000\n"
