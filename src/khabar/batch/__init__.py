"""Batches of any size: `khabar batch` in steps.

`inputs` knows the files and cuts them into shards, `read` gives the records of a shard, `shard` reads one with a
model and writes it, `folder` keeps what is done on disk, and `run` puts them together over one of the engines:
`processes` on one machine or `ray` on many.
"""
