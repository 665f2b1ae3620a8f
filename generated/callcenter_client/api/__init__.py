# Made by "python -m generator generate" from the spec: change that, not this file.
"""Contains methods for accessing the API"""
