"""What an auditor types."""

from django import forms

from yizhan.floor.audit.signing import Witnessed, read_head

_LARGEST = 8192


class WitnessForm(forms.Form):
    """A head that was handed out before, to hold the chain against."""

    head = forms.FileField(
        label="曾经交出的链头", required=False, help_text="以前下载并由他人保存的链头文件；不选则只核对链本身。"
    )

    def witness(self) -> Witnessed | None:
        """The head, None where no file was chosen. Refusal for a file that is none."""
        file = self.cleaned_data["head"]
        if file is None:
            return None
        text = file.read(_LARGEST).decode("utf-8", "replace")
        return read_head(text, "所选文件")
