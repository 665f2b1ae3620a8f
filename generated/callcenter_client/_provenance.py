# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "b07ecd208f4585882465dfa797799815fb1a841e201760adc3b5144e19a15f53"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
