"""What a fine-tuning recipe says, and the examples, encoder and tokenizer it asks for."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasets import Dataset
from tokenizers import Tokenizer
from transformers import AutoModel, AutoTokenizer

from khabar.labels import SPAN_LABELS
from train.examples import Example, conll_examples, conll_labels, own_examples
from train.mixer import HeadShape
from train.pack import PACKED, TOKENIZER, tokenizer_of, unpack
from train.recipe import RecipeError


@dataclass(frozen=True)
class ForeignTags:
    """What the tags of a corpus stand for: `allows` maps them to sets of our labels, `outside` are ours it leaves out.

    Ours are those of `span_labels`; an empty set stands for whatever O may be.
    """

    outside: tuple[str, ...]
    allows: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class ForeignCorpus:
    """A CoNLL file with other labels, and the `share` of its sentences that is drawn in an epoch."""

    file: str
    share: float
    tags: ForeignTags


@dataclass(frozen=True)
class FinetuneData:
    """Files below `--data` or, if not there, in the checkout; see `locate`.

    `span_labels` is "khabar", or "file" for the label set of the CoNLL training file. Where `dev` is "", the last
    `hold_out` of the training sentences are development data.
    """

    span_labels: str
    train: tuple[str, ...]
    dev: str
    hold_out: float
    foreign: tuple[ForeignCorpus, ...]


@dataclass(frozen=True)
class FinetuneSchedule:
    """Epochs, batch, rates and noise.

    `word_dropout` is the share of pieces hidden behind [MASK], `code_dropout` that of words whose codes are taken
    away, `mention_swap` the chance of a name to be replaced by another of its label (see train.augment). `ema` is how
    much of the running mean of the weights each step leaves as it was; with 0 it is the weights themselves.
    """

    seed: int
    epochs: int
    batch_size: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    warmup_share: float
    word_dropout: float
    code_dropout: float
    mention_swap: float
    clip: float
    ema: float
    max_tokens: int
    overlap: int


@dataclass(frozen=True)
class FinetuneRecipe:
    """The file's shape; see train/recipes/small.toml. `wordbook` is a file like those in `data`, or "" for none."""

    name: str
    encoder: str
    wordbook: str
    heads: tuple[str, ...]
    data: FinetuneData
    head: HeadShape
    schedule: FinetuneSchedule


@dataclass(frozen=True)
class Examples:
    """Span labels, training and development examples, and the examples of each foreign corpus."""

    labels: tuple[str, ...]
    train: Dataset
    dev: Dataset
    foreign: tuple[Dataset, ...]


def load_examples(recipe: FinetuneRecipe, root: Path) -> Examples:
    """Read the recipe's data below `root`. Raises an error naming file and line on bad data."""
    train = [locate(root, name) for name in recipe.data.train]
    dev = [locate(root, recipe.data.dev)] if recipe.data.dev else []
    if not train:
        raise RecipeError("data.train: no training file (see --train)")
    if bool(dev) == bool(recipe.data.hold_out):
        raise RecipeError("data.dev: a development file, or a share of the training file in data.hold_out, not both")
    if recipe.data.span_labels == "file":
        if recipe.heads != ("spans",):
            raise RecipeError('data.span_labels: "file" goes with heads = ["spans"]')
        labels = conll_labels(train[0])
    else:
        labels = SPAN_LABELS
    read = [[e for p in paths for e in own_examples(p, labels)] for paths in (train, dev)]
    foreign = tuple(_held(_mapped(locate(root, corpus.file), labels, corpus)) for corpus in recipe.data.foreign)
    return Examples(labels, *_divided(*read, recipe.data.hold_out), foreign)


def locate(root: Path, name: str) -> Path:
    """A data file below `root` (--data), or else from where the program runs. Raises RecipeError when neither is."""
    for path in (root / name, Path(name)):
        if path.is_file():
            return path
    raise RecipeError(f"{root / name}: no such data file (see --data, --train and --dev)")


def load_encoder(source: str) -> tuple[Any, Tokenizer]:
    """An encoder and its fast tokenizer from a folder (packed or not) or, where the hub can be reached, by name."""
    folder = Path(source)
    packed = (folder / PACKED).is_file()
    encoder = unpack(folder).base_model if packed else AutoModel.from_pretrained(source)
    if packed or (folder / TOKENIZER).is_file():
        tokenizer = Tokenizer.from_str(tokenizer_of(folder))
    else:
        tokenizer = AutoTokenizer.from_pretrained(source).backend_tokenizer
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return encoder, tokenizer


def _mapped(path: Path, labels: tuple[str, ...], corpus: ForeignCorpus) -> list[Example]:
    allows, outside = corpus.tags.allows, corpus.tags.outside
    named = {label for choices in allows.values() for label in choices} | set(outside)
    if unknown := sorted(named - {*labels, "O"}):
        raise RecipeError(f"data.foreign: {corpus.file}: {', '.join(unknown)}: not among {', '.join(labels)}")
    return list(conll_examples(path, labels, allows, outside))


def _divided(train: list[Example], dev: list[Example], hold_out: float) -> tuple[Dataset, Dataset]:
    if hold_out:
        kept = len(train) - round(len(train) * hold_out)
        train, dev = train[:kept], train[kept:]
    return _held(train), _held(dev)


def _held(examples: list[Example]) -> Dataset:
    return Dataset.from_list([dict(example) for example in examples])
