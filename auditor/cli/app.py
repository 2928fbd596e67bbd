"""The ``auditor`` command and its sub-commands."""

import typer

from auditor.cli import (
    accusations,
    audit,
    bundles,
    campaign,
    campaign_preflight,
    campaign_run,
    catalogue,
    circular,
    compare,
    complaints,
    documents,
    gate,
    outcome,
    pack,
    probe,
    register,
    replies,
)

app = typer.Typer(
    name="auditor",
    help="巡网:检查政府网站,保留证据,说明问题和整改办法。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("audit")(audit.audit)
app.command("judge")(bundles.judge)
app.command("report")(bundles.report)
app.command("show")(documents.show)
app.command("notice-form")(documents.notice_form)
app.command("gate")(gate.gate)
app.command("diff")(compare.diff)
app.command("patrol")(compare.patrol)
app.command("checks")(catalogue.checks)
app.command("doctor")(catalogue.doctor)
app.add_typer(replies.app, name="replies")
app.add_typer(register.app, name="register")
app.add_typer(probe.app, name="probe")
app.add_typer(campaign.app, name="campaign")
app.add_typer(complaints.app, name="complaints")
app.add_typer(pack.app, name="pack")
campaign_preflight.add_to(campaign.app)
campaign_run.add_to(campaign.app)
accusations.add_to(campaign.app)
outcome.add_to(campaign.app)
app.command("circular")(circular.circular)


def main() -> None:
    """Entry point."""
    app()
