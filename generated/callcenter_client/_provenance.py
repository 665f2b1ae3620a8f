# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "f84cc189d658c30530a72d8598acefa5a7d0e9b1c88d4cda080fd00b40fbe27c"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
