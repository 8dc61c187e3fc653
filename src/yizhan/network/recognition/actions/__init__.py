"""Every write of this app."""

from yizhan.network.recognition.actions.applying import (
    Saved,
    ask_subsidy,
    attach,
    detach,
    draft,
    save,
    submit,
    withdraw,
)
from yizhan.network.recognition.actions.deciding import (
    carry_out,
    close_publicity,
    decide,
    open_recognised,
    publicise,
)
from yizhan.network.recognition.actions.handing_out import Document, empty_form, export_list, hand_out_form, open_paper
from yizhan.network.recognition.actions.reviewing import (
    Found,
    accept,
    add_photo,
    link_station,
    record_visit,
    return_for_supplement,
    schedule_visit,
)
from yizhan.network.recognition.actions.supervising import (
    cancel,
    close_rectification,
    lift_suspension,
    order_rectification,
    suspend,
)

__all__ = [
    "Document",
    "Found",
    "Saved",
    "accept",
    "add_photo",
    "ask_subsidy",
    "attach",
    "cancel",
    "carry_out",
    "close_publicity",
    "close_rectification",
    "decide",
    "detach",
    "draft",
    "empty_form",
    "export_list",
    "hand_out_form",
    "lift_suspension",
    "link_station",
    "open_paper",
    "open_recognised",
    "order_rectification",
    "publicise",
    "record_visit",
    "return_for_supplement",
    "save",
    "schedule_visit",
    "submit",
    "suspend",
    "withdraw",
]
