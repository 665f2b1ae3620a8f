# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "7e4b6f8b64bb0a72aaa25b1f8e03fdb76d476ab977e8c2c3b62f46d82f64e726"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
