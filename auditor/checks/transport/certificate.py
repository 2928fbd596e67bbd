"""The site's HTTPS certificate is one that browsers warn of.

**Why** Visitors see a full-page warning, and many turn back; a wrong or lapsed certificate also hides real attacks. No
inspection indicator names it (none was found, U); the rules are those of browsers (RFC 9525 for names).
**Not this** Sites without HTTPS, servers that speak the national algorithms (国密) alone, old protocols as such. A chain that
this machine cannot complete, and the unused HTTPS of a site that lives on http://, are for a person to look at.
**Fix** Install a valid certificate for all names of the site together with the intermediate certificates; renew it in time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from auditor.checks.api import PASS, Shape, Texts, check
from auditor.model.error import ErrorKind, Fault
from auditor.model.finding import Judgement
from auditor.model.outcome import Confidence, Impact, Outcome
from auditor.model.siteview import SiteView
from auditor.model.transport import Certificate, TlsFacts, TransportFacts

ZH = Texts(
    title="HTTPS 证书不正确",
    why="浏览器会显示整页安全警告,许多用户因此离开;习惯了警告的用户也无法察觉真正的攻击。",
    not_this="没有 HTTPS 的网站、只支持国密算法的服务器、协议版本较旧本身不算;本机补不全的证书链、闲置的 HTTPS 由人工判断。",
    fix="为网站的所有域名安装有效证书,同时安装中间证书,到期前更换。",
    reasons={
        "not-measured": "本次检查没有检测 HTTPS",
        "own-port": "网站使用指定的端口,没有另外检测 HTTPS",
        "no-https": "网站没有提供 HTTPS 访问",
        "tls-unanswered": "HTTPS 端口没有得到可以判断的答复({error})",
        "national-algorithms": "服务器只支持国密算法的 HTTPS({protocol}),本工具不能读取其证书,未检测;这不是问题",
        "handshake-refused": "服务器拒绝了本工具的 HTTPS 握手({alert}),证书未能读取,不据此认定问题",
        "certificate-expired": "证书已于 {date} 过期",
        "not-yet-valid": "证书从 {date} 起才有效",
        "wrong-name": "证书不是发给 {host} 的(证书上的名称:{names})",
        "self-signed": "证书是自签名的,浏览器不信任",
        "chain-incomplete": "服务器没有发送完整的证书链(缺少 {issuer} 的中间证书),部分浏览器会报错,请核实",
        "unknown-authority": "证书由本机不认识的机构({issuer})签发,请核实浏览器是否信任",
        "chain-invalid": "证书链不能通过验证,请核实",
        "expires-soon": "证书将于 {date} 到期",
    },
)


@dataclass(frozen=True, slots=True)
class Config:
    """What a pack may change."""

    soon_days: int = 30
    """Days before its end from which a certificate is due."""


@check(shape=Shape.SITE, impact=Impact.MODERATE, zh=ZH, config=Config(), refs=("rfc:9525",))
def judge(view: SiteView, config: Config) -> Iterator[Judgement]:
    """Judge the certificate of the audited host at the time it was read."""
    facts = view.transport()
    if facts is None:
        yield Judgement(Outcome.UNMEASURED, "not-measured", cause="not-measured")
        return
    if not facts.tls:
        yield Judgement(Outcome.NA, "own-port")
    for server in facts.tls:
        yield from _of_server(facts, server, config)


def _of_server(facts: TransportFacts, server: TlsFacts, config: Config) -> Iterator[Judgement]:
    evidence = _card(server)
    if server.state != "tls" or not server.chain:
        yield replace(_unread(facts, server), evidence=evidence)
        return
    used = urlsplit(facts.home).scheme == "https" or bool(facts.redirects_to_https)
    found = [*_faults(server, server.chain[0]), *_doubts(server, server.chain[0], config)]
    for judgement in found:
        unused = judgement.outcome is Outcome.FAIL and not used
        outcome = Outcome.REVIEW if unused else judgement.outcome
        yield replace(judgement, outcome=outcome, cause=judgement.reason, target=facts.home, evidence=evidence)
    if not found:
        yield PASS


def _unread(facts: TransportFacts, server: TlsFacts) -> Judgement:
    """No certificate was read; that is never a fault here."""
    if server.state == "gm":
        args = {"protocol": server.protocol}
        return Judgement(Outcome.UNMEASURED, "national-algorithms", cause="national-algorithms", args=args)
    if server.state == "none" and urlsplit(facts.home).scheme == "http":
        error = server.error
        if error is None or (error.fault is Fault.SITE and error is not ErrorKind.PRIVATE_ADDRESS):
            return Judgement(Outcome.NA, "no-https")
    if server.state in ("refused", "tls"):
        return Judgement(
            Outcome.UNMEASURED, "handshake-refused", cause="handshake-refused", args={"alert": server.alert or "—"}
        )
    return Judgement(Outcome.UNMEASURED, "tls-unanswered", cause="tls-unanswered", args={"error": str(server.error)})


def _faults(server: TlsFacts, own: Certificate) -> Iterator[Judgement]:
    """What every browser warns of."""
    at = datetime.fromisoformat(server.at)
    if datetime.fromisoformat(own.not_after) < at:
        yield Judgement(Outcome.FAIL, "certificate-expired", args={"date": own.not_after[:10]})
    if datetime.fromisoformat(own.not_before) > at:
        yield Judgement(Outcome.FAIL, "not-yet-valid", args={"date": own.not_before[:10]})
    if server.name_matches is False:
        names = "、".join(own.names[:5]) or own.subject
        yield Judgement(Outcome.FAIL, "wrong-name", args={"host": server.host, "names": names})
    if server.problem == "self-signed":
        yield Judgement(Outcome.FAIL, "self-signed")


def _doubts(server: TlsFacts, own: Certificate, config: Config) -> Iterator[Judgement]:
    """What depends on the browser, or on the day."""
    reasons = {"incomplete": "chain-incomplete", "unknown-authority": "unknown-authority", "invalid": "chain-invalid"}
    if server.problem in reasons:
        yield Judgement(Outcome.REVIEW, reasons[server.problem], Confidence.LIKELY, args={"issuer": own.issuer})
    left = datetime.fromisoformat(own.not_after) - datetime.fromisoformat(server.at)
    if timedelta(0) <= left < timedelta(days=config.soon_days):
        yield Judgement(Outcome.REVIEW, "expires-soon", args={"date": own.not_after[:10]})


def _card(server: TlsFacts) -> dict[str, object]:
    return {
        "host": server.host,
        "address": server.address,
        "port": server.port,
        "state": server.state,
        "protocol": server.protocol,
        "cipher": server.cipher,
        "alert": server.alert,
        "trusted": server.trusted,
        "name_matches": server.name_matches,
        "chain": [
            {"subject": one.subject, "issuer": one.issuer, "names": list(one.names[:20]), "until": one.not_after}
            for one in server.chain
        ],
    }
