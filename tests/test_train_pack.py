"""A packed encoder is small, nearly the same, and can be trained on."""

from pathlib import Path

import pytest
import torch
from transformers import AutoModel

from train.encoder import EncoderShape, build_encoder
from train.pack import PACKED, in_rows, main, pack, unpack
from train.plan import load_encoder
from train.tokenizer import train_tokenizer


def encoder_folder(folder: Path) -> Path:
    """A masked language model as pretraining leaves it."""
    folder.mkdir()
    torch.manual_seed(0)
    tokenizer = train_tokenizer(["قال المدير إن الجسر مفتوح"] * 20, 60)
    build_encoder(EncoderShape(2, 32, 2, 48), tokenizer.get_vocab_size()).save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "pretraining.json").write_text("{}", encoding="utf-8")
    return folder


def test_packing_keeps_the_weights_to_half_a_step(tmp_path: Path) -> None:
    """No weight moves by more than half of 0.28 root mean squares of its row, but for the rounding of the step."""
    source = encoder_folder(tmp_path / "encoder")
    pack(source, tmp_path / "packed")
    whole = dict(unpack(tmp_path / "packed").named_parameters())
    for name, weights in AutoModel.from_pretrained(source).named_parameters():
        bound = 0.142 * weights.detach().square().mean(-1, keepdim=True).sqrt() if weights.ndim > 1 else 1e-7
        assert ((whole[f"model.{name}"] - weights).abs() <= bound + 1e-6).all(), name
    size = (tmp_path / "packed" / PACKED).stat().st_size
    assert size < (source / "model.safetensors").stat().st_size / 3


def test_a_row_with_one_large_weight_keeps_it() -> None:
    """The step grows where a hundred and twenty-seven of them would not reach."""
    row = torch.zeros(1, 4000)
    row[0, 7] = 3.0
    levels, scale = in_rows(row)
    assert float((levels * scale.float())[0, 7]) == pytest.approx(3.0, rel=1e-2)


def test_fine_tuning_takes_packed_and_unpacked_alike(tmp_path: Path) -> None:
    """`load_encoder` reads a packed folder, and --unpack writes one that AutoModel reads."""
    source = encoder_folder(tmp_path / "encoder")
    assert main([str(source), str(tmp_path / "packed")]) == 0
    assert main([str(tmp_path / "packed"), str(tmp_path / "plain"), "--unpack"]) == 0
    packed, tokenizer = load_encoder(str(tmp_path / "packed"))
    plain, _ = load_encoder(str(tmp_path / "plain"))
    ids = torch.tensor([tokenizer.encode("قال المدير").ids])
    with torch.inference_mode():
        outputs = [model.eval()(input_ids=ids).last_hidden_state for model in (packed, plain)]
    assert torch.allclose(*outputs, atol=1e-5)
    texts = [(folder / "tokenizer.json").read_text(encoding="utf-8") for folder in (source, tmp_path / "plain")]
    assert texts[0] == texts[1] and not (tmp_path / "packed" / "tokenizer.json").exists()
