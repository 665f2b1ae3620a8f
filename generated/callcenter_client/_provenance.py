# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "e735866786a95d5a700acce89510adba319d6c946eb5e25929db8fc8b5f1ba41"
TEMPLATES_SHA256 = "fab276952dd77cdf12d84f39dba13cea576624ec91a00d3592d0e4654188fb00"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
