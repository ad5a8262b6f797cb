"""The call-list page: whom to call today, each card with all there is to say, one click to note how it went.

`build_app` makes it of a Desk (what the flows lend it) and a Gate (who may come in). It reads the published copy, so
that a run never keeps it waiting, and writes short transactions; see `database` for how a click is seen at once.
"""

from delivery.page.app import build_app
from delivery.page.desk import Desk
from delivery.page.gate import Gate, hosts_allowed
from delivery.page.token import page_token

__all__ = ["Desk", "Gate", "build_app", "hosts_allowed", "page_token"]
