"""Biases that go into the products before them."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import NodeProto, TensorProto, helper, numpy_helper

from train.fuse import fuse_biases

RNG = np.random.default_rng(0)
WIDTH, OUT = 8, 6


def graph(*extra: NodeProto, outputs: tuple[str, ...] = ("y",)) -> onnx.ModelProto:
    """A quantised product of x (rows, 8), with a bias, as quantize_static leaves it, and what else there is."""
    arrays = {
        "x_scale": np.float32(0.05),
        "x_zero": np.uint8(128),
        "w": RNG.integers(-127, 128, (WIDTH, OUT)).astype(np.int8),
        "w_scale": RNG.uniform(0.01, 0.02, OUT).astype(np.float32),
        "w_zero": np.zeros(OUT, np.int8),
        "bias": RNG.normal(size=OUT).astype(np.float32),
    }
    nodes = [
        helper.make_node("QuantizeLinear", ["x", "x_scale", "x_zero"], ["q"]),
        helper.make_node("DequantizeLinear", ["q", "x_scale", "x_zero"], ["a"]),
        helper.make_node("DequantizeLinear", ["w", "w_scale", "w_zero"], ["b"], axis=1),
        helper.make_node("MatMul", ["a", "b"], ["p"]),
        helper.make_node("Add", ["bias", "p"], ["y"]),
        *extra,
    ]
    made = helper.make_graph(
        nodes,
        "product",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["rows", WIDTH])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in arrays.items()],
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def run(model: onnx.ModelProto) -> list[np.ndarray]:
    """Outputs for the same input each time."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(1).normal(size=(5, WIDTH)).astype(np.float32)
    return [np.asarray(found) for found in session.run(None, {"x": x})]


def test_a_product_takes_its_bias() -> None:
    """The result is the same, one operator gives it, and nothing is left over."""
    model = graph()
    before = run(model)
    assert fuse_biases(model) == 1
    assert [node.op_type for node in model.graph.node] == ["QuantizeLinear", "MatMulIntegerToFloat"]
    np.testing.assert_allclose(run(model)[0], before[0], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("extra", "outputs"),
    [
        ([helper.make_node("Neg", ["p"], ["z"])], ("y", "z")),
        ([], ("y", "p")),
    ],
)
def test_a_product_that_is_read_elsewhere_stays(extra: list[NodeProto], outputs: tuple[str, ...]) -> None:
    """Its own value is needed: by another node, or outside."""
    model = graph(*extra, outputs=outputs)
    assert fuse_biases(model) == 0
    assert "MatMul" in [node.op_type for node in model.graph.node]


def test_other_additions_stay() -> None:
    """A sum with something that is no constant is no bias, and products of floats are left alone."""
    model = graph(helper.make_node("Add", ["y", "x_scale"], ["z"]), outputs=("z",))
    assert fuse_biases(model) == 1
    assert [node.op_type for node in model.graph.node][-1] == "Add"
    floats = graph()
    del floats.graph.node[:3]
    floats.graph.node[0].input[:] = ["x", "w"]
    assert fuse_biases(floats) == 0
