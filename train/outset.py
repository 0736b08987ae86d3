"""What pretraining starts from: the recipe, the tokens of its corpora, and the model before its first step."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel

from train.corpus import read_texts, shard, words_of
from train.encoder import EncoderShape, build_encoder, start_from_statistics
from train.pack import read_masked, tokenizer_of
from train.recipe import RecipeError
from train.skipgram import skipgram_vectors
from train.tokenizer import train_tokenizer


@dataclass(frozen=True)
class Corpus:
    """One raw text file, how often its rows are drawn, and every how many documents train the tokenizer."""

    file: str
    weight: float
    tokenizer_stride: int


@dataclass(frozen=True)
class Schedule:
    """Length, batch and learning rate of the run; `minutes` of training time in all, over all restarts."""

    seed: int
    minutes: float
    sequence_length: int
    rows: int
    rows_at_end: int
    learning_rate: float
    weight_decay: float
    warmup_steps: int
    cooldown_share: float
    masked_share: float
    masked_share_at_end: float
    clip: float
    held_out_tokens: int
    evaluate_every: int
    checkpoint_seconds: int


@dataclass(frozen=True)
class PretrainRecipe:
    """The file's shape; see train/recipes/encoder-small.toml. `vocab_size` 0 is that of the encoder to go on from."""

    corpora: tuple[Corpus, ...]
    vocab_size: int
    encoder: EncoderShape
    skipgram: bool
    schedule: Schedule


def prepare_tokens(
    recipe: PretrainRecipe, corpus_dir: Path, out: Path, start: Path | None
) -> tuple[Tokenizer, list[np.ndarray]]:
    """The tokenizer (trained once, then read) and a shard of token ids for every corpus."""
    path = out / "tokenizer.json"
    if start and not path.exists():
        path.write_text(tokenizer_of(start), encoding="utf-8")
    if not path.exists():
        lines = (
            words_of(text[:4000])
            for corpus in recipe.corpora
            for number, text in enumerate(read_texts(corpus_dir / corpus.file))
            if corpus.tokenizer_stride and number % corpus.tokenizer_stride == 0
        )
        train_tokenizer(lines, recipe.vocab_size).save(str(path), pretty=False)
    tokenizer = Tokenizer.from_file(str(path))
    shards = [
        shard(corpus_dir / c.file, tokenizer, out / "shards" / f"{c.file.split('.')[0]}.npy") for c in recipe.corpora
    ]
    return tokenizer, shards


def first_model(
    recipe: PretrainRecipe, shards: list[np.ndarray], out: Path, start: Path | None
) -> PreTrainedModel:
    """The model before its first step: the one in `start`, or a new one with the statistics of the shards.

    Skip-gram vectors are kept in `out` when the recipe asks for them.
    """
    torch.manual_seed(recipe.schedule.seed)
    if start:
        return without_dropout(_fitting(read_masked(start), recipe))
    model = build_encoder(recipe.encoder, recipe.vocab_size)
    if recipe.skipgram:
        path = out / "skipgram.npy"
        if not path.exists():
            vectors = skipgram_vectors(shards, recipe.vocab_size, recipe.encoder.hidden, recipe.schedule.seed)
            np.save(path, vectors, allow_pickle=False)
        counts = sum(np.bincount(ids, minlength=recipe.vocab_size) for ids in shards)
        start_from_statistics(model, np.load(path, allow_pickle=False), np.asarray(counts))
    return model


def without_dropout(model: PreTrainedModel) -> PreTrainedModel:
    """`model` with dropout off: text is read too few times to be learned by heart (Geiping and Goldstein 2023).

    Its configuration is left alone: fine-tuning, which sees its few sentences many times, has dropout on.
    """
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    return model


def _fitting(model: PreTrainedModel, recipe: PretrainRecipe) -> PreTrainedModel:
    """`model`, if it is what the recipe says. Raises RecipeError naming the first size that differs."""
    config, shape = model.config, recipe.encoder
    sizes = {
        "vocab_size": (recipe.vocab_size or config.vocab_size, config.vocab_size),
        "encoder.layers": (shape.layers, config.num_hidden_layers),
        "encoder.hidden": (shape.hidden, config.hidden_size),
        "encoder.heads": (shape.heads, config.num_attention_heads),
        "encoder.intermediate": (shape.intermediate, config.intermediate_size),
    }
    for key, (wanted, found) in sizes.items():
        if wanted != found:
            raise RecipeError(f"{key}: {wanted}, but the encoder to go on from has {found}")
    return model
