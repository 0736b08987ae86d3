"""What Khabar is compared with: two transformers pipelines of AraBERT-base's shape, in floats and in 8 bits.

12 layers of 768 and 64,000 word pieces, with random weights: speed does not depend on them. Words are cut by
Khabar's own tokenizer, so that no network is needed and all models read the same number of tokens.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertForTokenClassification,
    PreTrainedTokenizerFast,
    pipeline,
)

from khabar.labels import ENTITY_LABELS, FIGURE_LABELS, SENTENCE_LABELS, bio
from khabar.reader import shipped_model

VOCABULARY = 64_000
LAYERS, HIDDEN, INTERMEDIATE = 12, 768, 3072


def make_tokenizer() -> PreTrainedTokenizerFast:
    """Khabar's tokenizer as transformers takes one."""
    path = str(shipped_model() / "tokenizer.json")
    return PreTrainedTokenizerFast(tokenizer_file=path, pad_token="[PAD]", model_max_length=512)  # noqa: S106


def make_tagger() -> BertForTokenClassification:
    """A token classifier for Khabar's span labels."""
    tags = bio((*ENTITY_LABELS, *FIGURE_LABELS))
    return BertForTokenClassification(BertConfig(vocab_size=VOCABULARY, num_labels=len(tags))).eval()


def pipelines() -> tuple[Any, Any]:
    """The pair that does a part of what Khabar does: spans, and labels of sentences."""
    tokenizer = make_tokenizer()
    labeller = BertForSequenceClassification(BertConfig(vocab_size=VOCABULARY, num_labels=len(SENTENCE_LABELS)))
    spans = pipeline("token-classification", model=make_tagger(), tokenizer=tokenizer, aggregation_strategy="simple")
    return spans, pipeline("text-classification", model=labeller.eval(), tokenizer=tokenizer, top_k=None)


def eight_bit_tagger(threads: int) -> Callable[[list[str]], object]:
    """The token classifier in onnxruntime with dynamic 8-bit products; its answer ends at the logits."""
    tokenizer = make_tokenizer()
    model = make_tagger()
    asked = ("input_ids", "attention_mask")
    rows, tokens = torch.export.Dim("rows"), torch.export.Dim("tokens")
    with tempfile.TemporaryDirectory() as scratch:
        raw, small = Path(scratch) / "raw.onnx", Path(scratch) / "small.onnx"
        example = tuple(torch.ones(2, 9, dtype=torch.int64) for _ in asked)
        shapes = {name: {0: rows, 1: tokens} for name in asked}
        options = {"dynamo": True, "external_data": False, "verbose": False, "dynamic_shapes": shapes}
        torch.onnx.export(model, example, raw, input_names=list(asked), output_names=["logits"], **options)
        quantize_dynamic(raw, small, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"])
        settings = ort.SessionOptions()
        settings.intra_op_num_threads, settings.log_severity_level = threads, 3
        session = ort.InferenceSession(small, settings, providers=["CPUExecutionProvider"])

    def read(sentences: list[str]) -> np.ndarray:
        batch = tokenizer(sentences, padding=True, truncation=True, return_tensors="np")
        return np.asarray(session.run(["logits"], {name: batch[name].astype(np.int64) for name in asked})[0])

    return read
