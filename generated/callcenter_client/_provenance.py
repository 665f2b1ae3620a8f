# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "d227f6d621d72b0b41799ddaed816f7f87cd2e681c58c7eb6e09f9f3adc4babd"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
