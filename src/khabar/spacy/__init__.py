"""Khabar in a spaCy pipeline (https://spacy.io/usage/processing-pipelines): `nlp.add_pipe("khabar")`.

`layout` puts a document's annotation on spaCy's tokens, `extensions` gives access to what spaCy has no field for,
`component` is the part of a pipeline. spaCy itself imports the component, through an entry point; nothing else of
Khabar imports this package, so that reading needs no spaCy.
"""
