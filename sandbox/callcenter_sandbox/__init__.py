"""The call-centre platform, played on this machine, for learning and for tests.

`Sandbox` serves the Open API over real HTTP on loopback: it checks every signature and every body
against the API description, answers in the shapes of the contract, and dials nobody. The same is a
command, `callcenter-sandbox`, and a pytest fixture, `callcenter_sandbox`.
"""

from callcenter_sandbox._document import UnusableSpec
from callcenter_sandbox._received import Received, RequestLog, Signature
from callcenter_sandbox._sandbox import SAMPLE_CUSTOMERS, Sandbox
from callcenter_sandbox._verdicts import Verdict

__all__ = [
    "SAMPLE_CUSTOMERS",
    "Received",
    "RequestLog",
    "Sandbox",
    "Signature",
    "UnusableSpec",
    "Verdict",
]
