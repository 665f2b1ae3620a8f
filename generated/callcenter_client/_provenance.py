# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "e7fc3167ad513438f412f730063ddcfa9563e8f92bb5df0478fd4b857e85c4f2"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
