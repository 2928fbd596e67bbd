"""Registered accounts as ledgers name them: by platform and id, or by name where only one bears it."""

from collections.abc import Iterable
from pathlib import Path

from auditor.campaign.register import words
from auditor.crawl.listfile import read_entries
from auditor.model.office import Account
from auditor.model.options import UsageError
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


def listed(accounts: Accounts, path: Path) -> list[Account]:
    """The accounts that the lines of a list name, each once; raises UsageError naming the first that it does not know."""
    found: dict[int, Account] = {}
    for _, word in read_entries(path, "名单"):
        account = accounts.given(word)
        if account is None:
            raise UsageError(f"登记表里没有名单上的账号「{word}」,或有几个同名的(每行一个,写法:平台/账号ID)")
        found[account.id] = account
    return list(found.values())


def _one(accounts: Iterable[Account], platform: str) -> Account | None:
    fitting = [one for one in accounts if not platform or one.platform == platform]
    return fitting[0] if len(fitting) == 1 else None


def _key(text: str) -> str:
    return "".join(text.split()).casefold()
