"""The steps that the trails of this slice begin with."""

DOCUMENTS = ("Styrdokument", "documents:documents", ())
