# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "7c7b49ad70597bc3a173fc55daae8eb9af4fae1ab23b570bb0c230e9fe70f435"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
