"""Equal data has an equal digest, whatever the order of its keys."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.digests import canonical, digest

TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("甲乙丙丁ab"), inner, max_size=4),
    max_leaves=12,
)


def _reversed(tree: object) -> object:
    if isinstance(tree, dict):
        return {key: _reversed(tree[key]) for key in reversed(list(tree))}
    return [_reversed(one) for one in tree] if isinstance(tree, list) else tree


@given(TREES)
def test_the_order_of_keys_does_not_matter(tree: object) -> None:
    assert digest(_reversed(tree)) == digest(tree)


def test_the_digest_is_sha_256_of_the_canonical_text() -> None:
    data = {"乙": [1, None, True], "甲": "零工"}
    assert canonical(data) == '{"乙":[1,null,true],"甲":"零工"}'
    assert digest(data) == hashlib.sha256(canonical(data).encode()).hexdigest()


def test_order_in_lists_and_kinds_of_values_matter() -> None:
    assert len({digest([1, 2]), digest([2, 1]), digest(["1", "2"]), digest([1, [2]])}) == 4


def test_numbers_that_are_none_have_no_digest() -> None:
    with pytest.raises(ValueError, match="JSON"):
        digest({"a": float("nan")})
