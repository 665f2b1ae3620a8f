"""The console: a page on which people watch a sandbox and act on it.

`_site` answers the browser: the files of `page`, the rows that change (`_feed`, `_rows`), what people do
(`_actions`), a message signed (`_signing`), the operations as forms and as a page (`_fields`, `_reference`).
`_guard` decides who may.
"""
