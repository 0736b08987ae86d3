"""A published encoder is read without running it, cut down to what Arabic needs, and packed without loss."""

import struct
from collections import Counter
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import torch
from torch.nn.functional import cross_entropy

from khabar.pieces import Pieces
from train.adopt import AdoptRecipe, Sample, adopt, choose_pieces, count_pieces
from train.masking import Sampler
from train.pack import main as pack_main
from train.pack import unpack
from train.plan import load_encoder
from train.pretrain import masked_loss
from train.published import MEMBER, Published, PublishedError, parse, read_wheel
from train.tokenizer import inside_words

HIDDEN, INNER, LAYERS, POSITIONS = 64, 96, 2, 8
ARABIC = ["▁", "▁قال", "▁ال", "وزير", "ق", "ا", "ل", "و", "ز", "ي", "ر"]
PIECES = ["<s>", "<pad>", "</s>", "<unk>", *ARABIC, "▁東京", "東", "<mask>"]
WORDS = Counter({"قال": 9, "الوزير": 5, "زار": 1})


def levels(rows: int, columns: int, rng: np.random.Generator) -> bytes:
    """A matrix in blocks of a scale and 32 levels of four bits, of which one is the lowest."""
    out = b""
    for _ in range(rows * columns // 32):
        packed = rng.integers(0, 256, 16, dtype=np.uint8)
        packed[0] &= 0xF0
        out += np.float16(rng.uniform(0.01, 0.1)).tobytes() + packed.tobytes()
    return out


def published_bytes() -> bytes:
    """A file of the published form with random weights."""
    rng = np.random.default_rng(0)
    matrices = {"q": (HIDDEN, HIDDEN), "k": (HIDDEN, HIDDEN), "v": (HIDDEN, HIDDEN), "ao": (HIDDEN, HIDDEN)}
    matrices |= {"fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}
    tensors = {"emb.word": levels(len(PIECES), HIDDEN, rng)}

    def vector(size: int) -> bytes:
        return rng.normal(size=size).astype("<f4").tobytes()

    tensors |= {"emb.pos": vector(POSITIONS * HIDDEN), "emb.type": vector(2 * HIDDEN)}
    tensors |= {"emb.ln.w": vector(HIDDEN), "emb.ln.b": vector(HIDDEN)}
    for layer in range(LAYERS):
        for name, (rows, columns) in matrices.items():
            tensors[f"l{layer}.{name}.w"] = levels(rows, columns, rng)
            tensors[f"l{layer}.{name}.b"] = vector(rows)
        for name in ("aln", "oln"):
            tensors |= {f"l{layer}.{name}.{part}": vector(HIDDEN) for part in "wb"}
    texts = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes()
    scores = np.array([0, 0, 0, 0, -3, -4, -4, -5, *[-9] * 7, -6, -9, 0], "<f4").tobytes()
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, 2, INNER, len(PIECES), POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<i4iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts))) + ends + scores + b"".join(texts)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xFEFB, 1, 0x0644)
    listed = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name in tensors)
    table, body = struct.pack("<i", len(tensors)), b""
    for name, data in tensors.items():
        table += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", 1, 0, listed + len(body), len(data))
        )
        body += data
    return head + table + body


def recipe(**changes: int) -> AdoptRecipe:
    """A recipe in miniature."""
    sizes = {"layers": 1, "positions": 6, "vocab_size": 16, "words": 0, "least": 1} | changes
    return AdoptRecipe(checksum="", corpora=(Sample("raw", 1),), **sizes)


@pytest.fixture(scope="module")
def published() -> Published:
    """The file, read."""
    return parse(published_bytes())


def test_weights_are_scale_times_level(published: Published) -> None:
    """The first half of a block's weights are low nibbles, the second half high ones."""
    block = published.tensors["l0.q.w"][:18]
    scale = float(np.frombuffer(block[:2], "<f2")[0])
    row = published.matrix("l0.q.w", HIDDEN)[0]
    assert row[1] == pytest.approx(((block[3] & 15) - 8) * scale)
    assert row[17] == pytest.approx(((block[3] >> 4) - 8) * scale)
    assert published.matrix("l1.fo.w", INNER).shape == (HIDDEN, INNER)


def test_pieces_that_arabic_needs_are_kept(published: Published) -> None:
    """Every Arabic letter stays, and of longer pieces the most frequent; what is never needed goes first."""
    counts = count_pieces(published, WORDS)
    kept = {PIECES[i] for i in choose_pieces(published, counts, 11)}
    assert kept == set(ARABIC)
    assert "وزير" not in {PIECES[i] for i in choose_pieces(published, counts, 9)}


def test_words_are_cut_as_before(published: Published) -> None:
    """The pieces of a word are those of the whole vocabulary, and their vectors are the published ones."""
    model, tokenizer = adopt(published, recipe(), WORDS)
    ids, _ = Pieces(tokenizer).of(["قال", "الوزير", "東"])
    assert [[tokenizer.id_to_token(i) for i in of_word] for of_word in ids[:2]] == [["▁قال"], ["▁ال", "وزير"]]
    assert ids[2][-1] == tokenizer.token_to_id("[UNK]")
    row = published.matrix("emb.word", HIDDEN)[PIECES.index("وزير")]
    assert (model.get_input_embeddings().weight[ids[1][1]].detach().numpy() == row).all()


def test_frequent_words_become_pieces(published: Published) -> None:
    """The word that saves most pieces is one piece, starts from the mean of its old ones, and stays in longer words."""
    before, old = adopt(published, recipe(), WORDS)
    model, tokenizer = adopt(published, recipe(words=1), WORDS)
    ids = Pieces(tokenizer).of(["الوزير", "زار", "قال"])[0]
    assert list(ids[0]) == [16] and model.config.vocab_size == 17
    assert ids[1:] == Pieces(old).of(["زار", "قال"])[0]
    parts = list(Pieces(old).of(["الوزير"])[0][0])
    mean = before.get_input_embeddings().weight[parts].mean(0)
    assert torch.allclose(model.get_input_embeddings().weight[16], mean)
    assert not inside_words(tokenizer)[16]


def test_lower_layers_are_the_published_ones(published: Published) -> None:
    """The first layer alone gives the hidden states that both layers have after the first."""
    one, _ = adopt(published, recipe(), WORDS)
    two, _ = adopt(published, recipe(layers=2), WORDS)
    ids = torch.tensor([[2, 6, 7, 3]])
    with torch.inference_mode():
        after = two.bert.eval()(input_ids=ids, output_hidden_states=True).hidden_states[1]
        assert torch.allclose(one.bert.eval()(input_ids=ids).last_hidden_state, after, atol=1e-6)


def test_frequent_pieces_are_guessed_first(published: Published) -> None:
    """The output's bias is how often a piece occurs."""
    model, tokenizer = adopt(published, recipe(), WORDS)
    bias = model.cls.predictions.bias
    assert bias[tokenizer.token_to_id("▁قال")] > bias[tokenizer.token_to_id("وزير")] > bias[tokenizer.token_to_id("ق")]


def test_packing_in_blocks_loses_nothing(published: Published, tmp_path: Path) -> None:
    """What was published in 16 levels comes back to the bit; other matrices keep half precision."""
    model, tokenizer = adopt(published, recipe(), WORDS)
    model.save_pretrained(tmp_path / "plain")
    tokenizer.save(str(tmp_path / "plain" / "tokenizer.json"))
    (tmp_path / "plain" / "pretraining.json").write_text("{}", encoding="utf-8")
    assert pack_main([str(tmp_path / "plain"), str(tmp_path / "packed"), "--block", "32"]) == 0
    found = dict(unpack(tmp_path / "packed").named_parameters())
    for name, weights in model.named_parameters():
        bound = 2e-3 if "position" in name or "token_type" in name else 0
        assert (found[name] - weights).abs().max() <= bound, name
    assert load_encoder(str(tmp_path / "packed"))[0].config.num_hidden_layers == 1


def test_words_are_masked_whole(published: Published) -> None:
    """A piece without the mark of a word's start goes on with one; special tokens do not."""
    _, tokenizer = adopt(published, recipe(), WORDS)
    inside = inside_words(tokenizer)
    assert {tokenizer.id_to_token(i) for i in np.flatnonzero(inside)} == {p for p in ARABIC if "▁" not in p}


def test_pretraining_goes_on_from_it(published: Published) -> None:
    """The loss at masked positions is that of the whole model's output there."""
    model, tokenizer = adopt(published, recipe(positions=8), WORDS)
    ids = np.tile(np.array(Pieces(tokenizer).of(["قال", "الوزير"])[0][1] * 40, np.uint16), 2)
    batch = Sampler((ids,), (1.0,), inside_words(tokenizer), 1).batch(0, 4, 8, 0.3)
    with torch.inference_mode():
        logits = model.eval()(input_ids=torch.from_numpy(batch.ids)).logits.flatten(0, 1)
        wanted = cross_entropy(logits[torch.from_numpy(batch.positions)], torch.from_numpy(batch.targets))
        assert masked_loss(model, batch, torch.device("cpu")) == pytest.approx(float(wanted), abs=1e-5)


def test_another_file_is_refused(tmp_path: Path) -> None:
    """Checksum, form and absence are named with the file."""
    wheel = tmp_path / "a.whl"
    with ZipFile(wheel, "w") as archive:
        archive.writestr(MEMBER, published_bytes())
    assert read_wheel(wheel, sha256(published_bytes()).hexdigest()).layers == LAYERS
    with pytest.raises(PublishedError, match=r"a\.whl: .*SHA-256 is"):
        read_wheel(wheel, "0" * 64)
    with pytest.raises(PublishedError, match="begins with"):
        parse(b"GGUF" + b"\0" * 40)
    with pytest.raises(PublishedError, match=r"none\.whl: not a wheel"):
        read_wheel(tmp_path / "none.whl", "")
