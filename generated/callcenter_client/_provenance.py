# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "4d6550cf7f32911b852e32be8e816ae9430664e0dce737aff4d1f9b49a27022c"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
