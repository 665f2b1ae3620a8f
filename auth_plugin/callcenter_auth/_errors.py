"""The errors of this package that are its own.

```
ValueError
└── UnsignableBody     a body that the block cannot be put into; nothing was sent
```

All else is Python's own: a wrong type is a `TypeError`, a wrong value a `ValueError`, a host on
which no worker number can be leased a `RuntimeError`. None of them shows a secret or a whole body.
"""


class UnsignableBody(ValueError):
    """The authentication block cannot be put into this body; nothing was sent.

    The block is the first member of a JSON object (§3). A form, a multipart body, an array, text
    that is not JSON or not UTF-8, and an object with two `authentication` members have no place
    for it. The text says which of them it was, and never quotes the body: bodies hold people's
    numbers.
    """
