"""Links to strangers that stand in no file of the page: only a script puts them there.

**Why** Who cannot change a page changes a script it loads; its source then looks clean while visitors get the links.
**Not this** Links of the operator, known services, government sites; links that the page's own source names as well; shown
links without words of the spam trade: advertisements and share buttons come like that.
**Fix** Compare the script files with the originals, remove what was added, and find how it got there.
**Known only** of pages that were looked at in a browser; without one nothing is said.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check, verdict
from auditor.checks.strangers import domains, evidence, is_stranger, readable, spam
from auditor.model.finding import Judgement
from auditor.model.hidden import OutsideLink
from auditor.model.look import Looked, SeenLink, Sight
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.text.spam import reports

ZH = Texts(
    title="脚本加入的外部链接",
    why="网页源代码中没有、由脚本在浏览器中加入的违规链接,说明脚本文件可能已被篡改。",
    not_this="本单位及政府网站的链接、常用服务、源代码中已有的链接,以及能够看到且没有违规推广词语的链接不算。",
    fix="将脚本文件与原始文件逐一比对,清除被加入的代码,并查明入侵途径。",
    reasons={
        "added-spam": "脚本加入了含有“{word}”等违规推广词语的链接,指向 {domains}",
        "added-hidden": "脚本加入了访问者看不见的链接,指向 {domains} 等 {count} 个互不相关的网站,请核实",
    },
)

_UNRELATED = 2
_SHOWN = 3


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Judge what a browser saw beyond the page's own source."""
    look = site.look_at(page.url)
    if look is None:
        yield Judgement(Outcome.NA)
        return
    added = [link for link in look.links if link.domain not in page.hidden.domains and is_stranger(link.host, site)]
    bad = [(link, hit) for link, hit in spam(map(_link, added)) if hit.strong]
    if bad:
        links = [link for link, _ in bad]
        certain = not all(reports(link.text) for link in links)
        yield _judgement(look, verdict(certain, "added-spam"), links, {"word": bad[0][1].word})
        return
    unseen = readable(_link(link) for link in added if link.sight is Sight.HIDDEN)
    if len(domains(unseen)) >= _UNRELATED:
        yield _judgement(look, verdict(False, "added-hidden"), unseen, {})
    else:
        yield PASS


def _judgement(
    look: Looked, said: tuple[Outcome, str, Confidence], links: Sequence[OutsideLink], args: dict[str, str]
) -> Judgement:
    outcome, reason, confidence = said
    unrelated = domains(links)
    hidden = all(Sight.HIDDEN in look.sights(link.url) for link in links)
    key = blake2b("\n".join(sorted({link.url for link in links})).encode(), digest_size=8).hexdigest()
    return Judgement(
        outcome, reason, confidence, cause=key,
        args={"domains": "、".join(unrelated[:_SHOWN]), "count": str(len(unrelated)), **args},
        evidence=evidence(["by-script", "browser-unseen" if hidden else "browser-shown"], links), target=links[0].url,
        urgent=outcome is Outcome.FAIL,
    )  # fmt: skip


def _link(seen: SeenLink) -> OutsideLink:
    return OutsideLink(seen.url, seen.host, seen.domain, seen.text, False, seen.image)
