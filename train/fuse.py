"""Put biases into the 8-bit products of an ONNX graph.

onnxruntime joins a quantised product with what scales its result, but adds the bias in a pass of its own over that
result. Its operator can add it on the way (com.microsoft MatMulIntegerToFloat), if the graph says so itself.
"""

from collections import Counter

import onnx
from onnx import NodeProto

_OPERATOR, _DOMAIN = "MatMulIntegerToFloat", "com.microsoft"


def fuse_biases(model: onnx.ModelProto) -> int:
    """Replace, in place, each product of dequantised values with the bias added to it; returns how many there were."""
    graph = model.graph
    made = {output: node for node in graph.node for output in node.output}
    known = {weight.name for weight in graph.initializer}
    uses = Counter(name for node in graph.node for name in node.input) + Counter(o.name for o in graph.output)
    fused: dict[str, NodeProto] = {}
    gone: set[str] = set()
    for add in graph.node:
        product = next((made[name] for name in add.input if name in made and made[name].op_type == "MatMul"), None)
        if add.op_type != "Add" or product is None or uses[product.output[0]] > 1:
            continue
        bias = next(name for name in add.input if name != product.output[0])
        sides = [made.get(name) for name in product.input]
        if bias in known and all(side and side.op_type == "DequantizeLinear" for side in sides):
            (x, x_scale, x_zero), (w, w_scale, w_zero) = (side.input for side in sides if side)
            inputs = [x, w, x_scale, w_scale, x_zero, w_zero, bias]
            name = f"{product.name or product.output[0]}_biased"
            node = onnx.helper.make_node(_OPERATOR, inputs, list(add.output), name=name, domain=_DOMAIN)
            fused[add.output[0]] = node
            gone.add(product.output[0])
    nodes = [fused.get(node.output[0], node) for node in graph.node if node.output[0] not in gone]
    needed = {name for node in nodes for name in node.input} | {o.name for o in graph.output}
    del graph.node[:]
    graph.node.extend(node for node in nodes if node.op_type != "DequantizeLinear" or node.output[0] in needed)
    if fused and all(opset.domain != _DOMAIN for opset in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid(_DOMAIN, 1))
    return len(fused)
