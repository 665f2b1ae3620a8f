# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "88d475cb830f8d7be658e4673d591078ab4898b5a35b6bf31ea3b6fcf4c1d825"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
