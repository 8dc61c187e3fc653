"""What is shown of each kind."""

import pytest

from yizhan.floor.privacy.masking import Masking, mask


@pytest.mark.parametrize(
    ("masking", "plain", "shown"),
    [
        (Masking.IDENTITY_NUMBER, "35050019900101001X", "350*************1X"),
        (Masking.IDENTITY_NUMBER, "3505001990", "******"),
        (Masking.PHONE, "13800138000", "138****8000"),
        (Masking.PHONE, "1380013", "******"),
        (Masking.BANK_CARD, "6222021234567890123", "****0123"),
        (Masking.BANK_CARD, "62220212345", "******"),
        (Masking.NAME, "张三", "张*"),
        (Masking.NAME, "欧阳娜娜", "欧阳**"),
        (Masking.NAME, "欧阳", "欧*"),
        (Masking.NAME, "𠮷田", "𠮷*"),
        (Masking.NAME, "阿依古丽·买买提", "阿*******"),
        (Masking.NAME, "张", "******"),
        (Masking.NAME, "", "******"),
        (Masking.ADDRESS, "福建省泉州市丰泽区东海街道1号", "福建省泉州市***"),
        (Masking.ADDRESS, "北京市朝阳区建国路1号", "北京市***"),
        (Masking.ADDRESS, "新疆维吾尔自治区伊犁哈萨克自治州伊宁市1号", "新疆维吾尔自治区伊犁哈萨克自治州***"),
        (Masking.ADDRESS, "广西壮族自治区南宁市青秀区", "广西壮族自治区南宁市***"),
        (Masking.ADDRESS, "晋江市青阳街道1号", "晋江市***"),
        (Masking.ADDRESS, "老王超市对面302室", "******"),
        (Masking.ADDRESS, "12号楼", "******"),
        (Masking.ADDRESS, "", "******"),
        (Masking.HIDDEN, "肺结核", "******"),
        (Masking.HIDDEN, "", "******"),
        (Masking.NONE, "公开", "公开"),
    ],
)
def test_each_kind_shows_what_it_may(masking: Masking, plain: str, shown: str) -> None:
    assert mask(plain, masking) == shown
