"""Messages to customers, in their own language, from templates that the company can change."""

from tutorcore.wording.messages.offer import Addressee, Message, OfferedTime, offer_message
from tutorcore.wording.messages.templates import (
    Recipient,
    built_in_templates,
    check_templates,
    offer_template,
)

__all__ = [
    "Addressee",
    "Message",
    "OfferedTime",
    "Recipient",
    "built_in_templates",
    "check_templates",
    "offer_message",
    "offer_template",
]
