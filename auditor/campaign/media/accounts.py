"""Registered accounts as ledgers name them: by platform and id, or by name where only one bears it."""

from collections.abc import Iterable

from auditor.campaign.register import words
from auditor.model.office import Account
from auditor.store.office import register
from auditor.store.office.database import Office


class Accounts:
    """All registered accounts, to be found by what a row says."""

    def __init__(self, office: Office) -> None:
        self.all = tuple(register.accounts(office))
        self._ids: dict[str, list[Account]] = {}
        self._names: dict[str, list[Account]] = {}
        for account in self.all:
            self._ids.setdefault(_key(account.account), []).append(account)
            self._names.setdefault(_key(account.name), []).append(account)

    def of(self, platform: str, account: str, name: str) -> Account | None:
        """The one account that platform, id and name mean; None when none or several fit."""
        meant = words.platform(platform) if platform else ""
        by_id = _one(self._ids.get(_key(account), ()), meant) if account else None
        return by_id or self.named(meant, name or account)

    def named(self, platform: str, name: str) -> Account | None:
        """The one account of this name, on this platform where one is given."""
        return _one(self._names.get(_key(name), ()), platform)

    def given(self, word: str) -> Account | None:
        """The account that ``platform/id`` names."""
        platform, _, account = word.partition("/")
        return self.of(platform, account, account) if account else self.of("", word, word)


def _one(accounts: Iterable[Account], platform: str) -> Account | None:
    fitting = [one for one in accounts if not platform or one.platform == platform]
    return fitting[0] if len(fitting) == 1 else None


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
