"""Pages that bear the identity of another site.

**Why** Copies of government pages on strange domains deceive citizens; on the own domain they are a sign of a foreign hand.
**Not this** Several addresses of one operator, articles taken over with their source named, sites inside a group of sites.
**Fix** Find out who runs the copy and have it closed; on the own site put the right identity into the template.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from auditor.checks.api import PASS, NoConfig, Shape, Texts, check
from auditor.model.finding import Judgement, Spot
from auditor.model.hidden import MetaFact
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.pagefacts import PageFacts
from auditor.model.target import SiteContext
from auditor.urls.owners import belongs
from auditor.urls.scope import registrable

ZH = Texts(
    title="仿冒或拷贝的页面",
    why="在其他域名上拷贝政府网页会误导群众;本站页面带有别站的身份标识,说明来历有问题。",
    not_this="同一单位的多个域名、注明来源的转载文章、网站群内的子站不算。",
    fix="查明页面来历:属仿冒的,联系有关部门关停;属本站的,在模板中改正身份标识。",
    reasons={"foreign-identity": "页面自称属于 {domain},与所在网站不符,请核实"},
)

_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,10}", re.I)
_SEVERAL = re.compile(r"[,;，；、\s]+")


@check(shape=Shape.PAGE, impact=Impact.SERIOUS, zh=ZH, refs=("ind:veto.tampered",))
def judge(page: PageFacts, site: SiteContext, config: NoConfig) -> Iterator[Judgement]:
    """Compare the domain the page declares with the one it is served from."""
    declared = next((meta for meta in page.hidden.head.metas if meta.name == "sitedomain"), None)
    names = _names(declared) if declared else []
    host = urlsplit(page.final_url).hostname or ""
    if declared is None or not names or site.nameless:
        yield Judgement(Outcome.NA)
    elif any(registrable(name) == registrable(host) or belongs(name, site.operators) for name in names):
        yield PASS
    else:
        yield Judgement(
            Outcome.REVIEW, "foreign-identity", Confidence.LIKELY, cause=f"identity:{names[0]}", args={"domain": names[0]},
            evidence={"techniques": ["foreign-identity"], "declared": names}, spots=(Spot(declared.offset, declared.raw),),
        )  # fmt: skip


def _names(declared: MetaFact) -> list[str]:
    parts = (part.lower().partition("//")[2] or part.lower() for part in _SEVERAL.split(declared.content))
    return [name for part in parts if _DOMAIN.fullmatch(name := part.partition("/")[0].partition(":")[0])]
