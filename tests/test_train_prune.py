"""An encoder without rare pieces reads the words that it knew as before, and its account says what went."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForMaskedLM

from test_train_adopt import WORDS, published_bytes, recipe
from train.account import LICENCE, Account, read_account, write_account
from train.adopt import adopt
from train.prune import main
from train.published import parse


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The folder of a run: an adopted encoder, and a shard in which most pieces were met."""
    model, tokenizer = adopt(parse(published_bytes()), recipe(), Counter(WORDS))
    folder = tmp_path / "run" / "encoder"
    model.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / LICENCE).write_text("MIT", encoding="utf-8")
    write_account(Account(None, ({"recipe": {"corpora": []}},)), folder)
    (tmp_path / "run" / "shards").mkdir()
    met = [tokenizer.token_to_id(piece) for piece in ("▁قال", "▁ال", "▁ال", "ق")]
    np.save(tmp_path / "run" / "shards" / "raw.npy", np.array(met, np.uint16))
    return tmp_path / "run"


def test_rare_pieces_go(run: Path, tmp_path: Path) -> None:
    """Long ones that were not met often enough; the vectors of those that stay are the same, and so is what it says."""
    out = tmp_path / "out"
    assert main([str(run), str(out), "--least", "2"]) == 0
    old, new = (Tokenizer.from_file(str(f / "tokenizer.json")) for f in (run / "encoder", out))
    gone = set(old.get_vocab()) - set(new.get_vocab())
    assert gone == {"▁قال", "وزير"}
    assert new.encode("الوز").tokens == old.encode("الوز").tokens == ["[CLS]", "▁ال", "و", "ز", "[SEP]"]
    models = [AutoModelForMaskedLM.from_pretrained(f).eval() for f in (run / "encoder", out)]
    with torch.inference_mode():
        before, after = (
            m(torch.tensor([t.encode("الوز").ids])).logits for m, t in zip(models, (old, new), strict=True)
        )
    kept = [old.token_to_id(new.id_to_token(i)) for i in range(new.get_vocab_size())]
    assert torch.allclose(before[..., kept], after, atol=1e-5)
    assert read_account(out).runs[-1]["pruned"] == {"least": 2, "dropped": 2}
    assert (out / LICENCE).read_text(encoding="utf-8") == "MIT"


def test_other_tokenizers_are_refused(run: Path, tmp_path: Path) -> None:
    """WordPiece marks the inside of words, and its pieces do not fall apart by score."""
    path = run / "encoder" / "tokenizer.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["model"]["type"] = "WordPiece"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(ValueError, match=r"tokenizer\.json: model: Unigram is needed"):
        main([str(run), str(tmp_path / "out"), "--least", "2"])
