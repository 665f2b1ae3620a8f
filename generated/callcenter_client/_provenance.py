# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "6f9eed79e7fdcc22fd3aa3644f5f198d10d5d47774224e2e12c68803761f6005"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
