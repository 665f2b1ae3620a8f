# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "522d797d041308421800ab9a69b1df1bb6fba9d8a47b6c20cf01eeeeb7165d93"
TEMPLATES_SHA256 = "ba8e2bb5bdeb3de623402ccd54237edcffd982c98aa8b438c8d4e65df82b4efa"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
