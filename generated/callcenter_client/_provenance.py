# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "839d7a5d67c413c12919014fe0e6d136690fddfef51da5f931a6a8f1c7a5fed0"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
