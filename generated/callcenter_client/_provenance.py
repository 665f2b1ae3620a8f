# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "adbc64d77021d7393b98129128fe4d05683b0de97c70c495ae297e9c798bae52"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
