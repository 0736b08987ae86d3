"""What a whole reading keeps to: its schema, its own machine, and itself from one process to the next."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema

import khabar
from khabar.document import dumps, read_documents
from khabar.schema import json_schema

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "data" / "gold" / "test.jsonl.xz"
ODD = ["", "\n", "\ud800", "نعم", "«\u202e" * 40, "قال " * 300, "بين 90 و85%، و½ مليون دولار، و448-بت، وبين 3 -"]

ALONE = """
import hashlib, sys

def watch(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(f"{event} {arguments}")

sys.addaudithook(watch)
import khabar
from khabar.document import dumps, read_documents

texts = [document.text for document in read_documents(sys.argv[1])]
read = [dumps(document) for document in khabar.load().read_many(texts)]
print(len(read), hashlib.sha256("".join(read).encode()).hexdigest())
"""


def test_what_is_read_holds_to_the_schema() -> None:
    """Every document of the test set, and texts of no kind."""
    validator = jsonschema.Draft202012Validator(json_schema())
    texts = [document.text for document in read_documents(GOLD)] + ODD
    for document in khabar.load().read_many(texts):
        validator.validate(json.loads(dumps(document)))


def test_processes_agree_and_open_no_socket() -> None:
    """Two processes with other hash seeds and other numbers of threads give the same bytes, without any network."""
    answers = set()
    for seed, threads in (("1", "1"), ("2", "2")):
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed, "OMP_NUM_THREADS": threads}
        command = [sys.executable, "-c", ALONE, str(GOLD)]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stderr
        answers.add(done.stdout)
    assert len(answers) == 1
    assert int(answers.pop().split()[0]) > 20
