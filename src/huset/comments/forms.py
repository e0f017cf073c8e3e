"""What may be typed in a comment."""

from typing import Any

from django import forms

from huset.comments.rules import EMPTY, LONGEST


class CommentForm(forms.Form):
    """What someone wants to say."""

    text = forms.CharField(
        label="Skriv en kommentar",
        help_text="Skriv @ och hela namnet för att någon ska få frågan i Mitt arbete.",
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST, "data-comment": ""}),
        error_messages={"required": EMPTY},
    )

    def __init__(self, data: Any = None, initial: Any = None) -> None:  # noqa: ANN401 -- a request's data
        super().__init__(data, initial=initial, auto_id="comment-%s")


class ChangeForm(CommentForm):
    """One's own comment, with the mark of what the form showed."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    stored = ""

    def __init__(self, data: Any = None, initial: Any = None) -> None:  # noqa: ANN401 -- see above
        super().__init__(data, initial)
        self.fields["text"].label = "Kommentaren"

    def clash(self, stored: str, seen: str) -> None:
        """Show what is stored now beside what was typed, and let it be saved over that."""
        self.stored = stored
        self.data = {"text": self.data.get("text"), "seen": seen}
