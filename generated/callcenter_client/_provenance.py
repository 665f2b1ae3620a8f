# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "2c0ed3df98fed8700f22f9ead9b52a08063d7c5ce4f6e1a64ceec7b554c48852"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
