"""Who may use which address of this face: everybody, in the demo. Its persons and numbers are invented."""

from yizhan.faces.components.access import Access, everybody

ACCESS: dict[str, Access] = {"sandbox:outbox": everybody(), "sandbox:wechat": everybody()}
