"""What the machine can do at most, and what a sentence asks of it: products a second, and products a sentence.

An operation is one multiplication or one addition. The rates are those of square-ish products like the encoders'
own, on all threads, in the library that does the work: torch for floats, onnxruntime for 8-bit integers.
"""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import onnxruntime as ort
import torch
from onnx import TensorProto, helper, numpy_helper

ROWS, INNER, COLUMNS = 512, 768, 768


def encoder_operations(tokens: float, layers: int, hidden: int, intermediate: int, *, gated: bool) -> float:
    """Operations of an encoder's products for a sentence: weights once a token, attention twice over all pairs."""
    weights = 4 * hidden**2 + (3 if gated else 2) * hidden * intermediate
    return layers * tokens * 2 * (weights + 2 * tokens * hidden)


def operations_of(config: Mapping[str, Any], tokens: float) -> float:
    """`encoder_operations` of an encoder's own configuration; ModernBERT's inner layers are gated, BERT's are not."""
    sizes = (config["num_hidden_layers"], config["hidden_size"], config["intermediate_size"])
    return encoder_operations(tokens, *sizes, gated=config["model_type"] == "modernbert")


def float_rate(threads: int, seconds: float = 1.0, kind: torch.dtype = torch.float32) -> float:
    """Operations a second of torch on floats of a kind."""
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    left, right = torch.randn(ROWS * threads, INNER).to(kind), torch.randn(INNER, COLUMNS).to(kind)
    rate = threads * _rate(lambda: torch.mm(left, right), seconds)
    torch.set_num_threads(before)
    return rate


def byte_rate(threads: int, seconds: float = 1.0) -> float:
    """8-bit operations a second of onnxruntime, a product a thread."""
    weight = np.random.default_rng(0).integers(-127, 127, (INNER, COLUMNS)).astype(np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["x", "w"], ["y"])],
        "product",
        [helper.make_tensor_value_info("x", TensorProto.UINT8, [ROWS, INNER])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [ROWS, COLUMNS])],
        [numpy_helper.from_array(weight, "w")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    rows = np.zeros((ROWS, INNER), np.uint8)
    with ThreadPoolExecutor(threads) as pool:
        rates = pool.map(lambda _: _rate(lambda: session.run(None, {"x": rows}), seconds), range(threads))
        return sum(rates)


def _rate(product: Callable[[], object], seconds: float) -> float:
    product()
    begun, done = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        product()
        done += 1
    return done * 2 * ROWS * INNER * COLUMNS / (time.perf_counter() - begun)
