"""The monitoring brief in words."""

from collections import Counter
from collections.abc import Iterator

from auditor.campaign.rectification.issuing import urgent_waiting
from auditor.campaign.rectification.monitoring import Limits, alerts
from auditor.model.office import called
from auditor.store.office import register
from auditor.store.office.database import Office, now


def lines(office: Office, campaign: str, since: str, limits: Limits) -> Iterator[str]:
    """Urgent things first, then warnings by unit and site, then what they come to."""
    yield f"监测简报({now()[:16].replace('T', ' ')}),批次 {campaign}"
    accused = register.accused(office, campaign)
    for one in urgent_waiting(office, campaign):
        who = accused[one.accused]
        yield f"【紧急】{one.number} {called(who)}({who.organiser}):{one.message}。请立即核实,属实的用 auditor notices 发出紧急告知"
    found = list(alerts(office, campaign, since, limits))
    for alert in sorted(found, key=lambda one: (one.site.organiser, one.site.number, one.kind)):
        yield f"【预警】{alert.site.name}({alert.site.organiser}):{alert.text}"
    counted = Counter(alert.kind for alert in found)
    told = "、".join(f"{kind} {count} 个" for kind, count in sorted(counted.items()))
    yield f"预警网站 {len({alert.site.id for alert in found})} 个" + (f":{told}" if told else "") + ";没有测到的不预警"
