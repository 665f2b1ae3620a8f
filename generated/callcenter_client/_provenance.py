# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "e735866786a95d5a700acce89510adba319d6c946eb5e25929db8fc8b5f1ba41"
TEMPLATES_SHA256 = "43423d8d6f0fb32a71e67a6859403af52170af2bf113ef73364550c5f8dbb107"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
