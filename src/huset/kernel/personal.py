"""What kind of personal data a field holds; every text field and every link to a person is classed.

Source: the General Data Protection Regulation, article 30 (records of processing).
"""

from enum import StrEnum

PROTECTED = "Skyddade personuppgifter"  # what is shown instead of a protected identity


class Personal(StrEnum):
    """How a field relates to a living person."""

    NONE = "none"  # says nothing about anyone
    IDENTITY = "identity"  # who someone is
    CONTACT = "contact"  # how to reach someone
    ACTOR = "actor"  # who did or answers for something
    FREE_TEXT = "free text"  # written by people: may name anyone
    SECRET = "secret"  # noqa: S105 -- a class of data; never shown, never exported
