# Made by "python -m generator generate" from the spec: change that, not this file.
"""What this package was made of."""

SPEC_SHA256 = "1cf0ccc2fbec3737670883a5a4daa4401187c7ed7ca83e8621a81d9e0f1d1084"
TEMPLATES_SHA256 = "889b443880b3fd7e96ac9b261b0e9d542395fa537763765d719f1d942ec2b781"
OPENAPI_PYTHON_CLIENT = "0.29.1"
RUFF = "0.17.6"
