import pytest

from yizhan.kernel.name_tokens import query_tokens, tokens_of


def finds(query: str, name: str) -> bool:
    wanted = query_tokens(query)
    return bool(wanted) and wanted <= tokens_of(name)


@pytest.mark.parametrize(
    "query",
    [
        "张",
        "伟",
        "张伟",
        "伟国",
        "张伟国",
        "zhang",
        "zhangw",
        "zhangweiguo",
        "ZHANG WEI GUO",
        "zwg",
        "zw",
        "weiguo",
        "guo",
        "张w",
        "张wei",
        "ｚｗｇ",
        "zhang'wei",
    ],
)
def test_a_name_is_found_by_characters_pinyin_and_initials(query: str) -> None:
    assert finds(query, "张伟国")


@pytest.mark.parametrize("query", ["李", "国张", "张国", "zhangx", "gwz", "", "  ", "138", "！"])
def test_what_is_not_in_the_name_does_not_find_it(query: str) -> None:
    assert not finds(query, "张伟国")


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("单雄信", "shanxiongxin"),
        ("仇英", "qiuying"),
        ("曾国", "zengguo"),
        ("解晓东", "xiexiaodong"),
        ("区志强", "ouzhiqiang"),
        ("查良", "zhaliang"),
        ("尉迟恭", "yuchigong"),
        ("万俟明", "moqiming"),
        ("乐嘉", "yuejia"),
        ("朴明", "piaoming"),
        ("翟天", "zhaitian"),
        ("长孙明", "zhangsunming"),
        ("盖叫天", "gejiaotian"),
        ("种师道", "chongshidao"),
        ("欧阳修", "ouyangx"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, query: str) -> None:
    assert finds(query, name)


def test_a_surname_is_also_found_by_its_usual_reading() -> None:
    assert finds("danxiongxin", "单雄信")
    assert finds("weichigong", "尉迟恭")


def test_a_second_reading_of_a_given_name_is_found() -> None:
    assert finds("wangle", "王乐")
    assert finds("wangyue", "王乐")


@pytest.mark.parametrize("query", ["lvmei", "lümei", "LÜ MEI", "lyumei", "lumei", "lm"])
def test_every_spelling_of_the_umlaut_is_found(query: str) -> None:
    assert finds(query, "吕梅")


@pytest.mark.parametrize("query", ["泉州", "服饰", "泉州某某服饰", "quanzhou", "qz", "fushi", "有限公司", "abc", "ab"])
def test_a_firm_is_found_by_any_two_neighbouring_characters_and_its_beginning(query: str) -> None:
    assert finds(query, "泉州某某服饰（ABC）有限公司")


def test_a_name_of_a_minority_is_found_with_and_without_its_dot() -> None:
    assert finds("买买提", "买买提·艾力")
    assert finds("maimaiti", "买买提·艾力")


def test_rare_characters_and_rubbish_do_no_harm() -> None:
    assert finds("𠮷", "𠮷田")
    assert tokens_of("") == tokens_of("\u200b \x00") == frozenset()
    assert len(tokens_of("长" * 5000)) < 300
    assert query_tokens("a" * 5000) == {"a" * 24}


def test_tokens_of_an_ordinary_name_are_few() -> None:
    assert len(tokens_of("张伟国")) <= 32
