"""What is recorded about notices."""

from yizhan.floor.audit.verbs import Verb

CHANGE_PREFERENCE = Verb("notices.preference.changed", "修改通知偏好")
FOLLOW = Verb("notices.wechat.followed", "绑定微信通知")
UNFOLLOW = Verb("notices.wechat.unfollowed", "解除微信通知")
VERBS = (CHANGE_PREFERENCE, FOLLOW, UNFOLLOW)
