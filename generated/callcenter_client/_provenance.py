# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "d89c26df2915a5dd2bf17c2ba6d4f26051bb51f3a09471c19be58b01898261c8"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
