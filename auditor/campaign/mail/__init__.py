"""Letters and how they leave the office: written right for every mail program, sent once, and noted."""

from auditor.campaign.mail.account import Account, read_account
from auditor.campaign.mail.deliver import Delivered, Pace, deliver, save_letters
from auditor.campaign.mail.letter import Attachment, Letter, MailError

__all__ = [
    "Account",
    "Attachment",
    "Delivered",
    "Letter",
    "MailError",
    "Pace",
    "deliver",
    "read_account",
    "save_letters",
]
