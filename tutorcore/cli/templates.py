"""`templates`: whose wording each message has, whether it can be used, and a copy to change."""

from __future__ import annotations

import argparse

from tutorcore.bootstrap import Dashboard
from tutorcore.cli.printing import shown
from tutorcore.wording.messages import built_in_templates, check_templates


def templates_command(dashboard: Dashboard, options: argparse.Namespace) -> None:
    """Check the company's templates and list all; with `--copy`, write those that it does not have yet first."""
    folder = dashboard.templates
    written = folder.write_missing(built_in_templates()) if options.copy else []
    own = folder.texts()
    check_templates(own)
    print(shown(f"Templates in {folder.folder}:"))
    for name in built_in_templates():
        whose = "written now" if name in written else "yours, and it can be used" if name in own else "built in"
        print(f"  {name}: {whose}")
