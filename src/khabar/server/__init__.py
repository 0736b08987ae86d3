"""Khabar over HTTP: the API, the queue that joins requests into batches, and the reading page (extra `serve`).

`app.create_app` puts the parts together: `routes` answers, `bodies` says what may be asked, `batches` reads,
`guard` stands in front of everything.
"""
