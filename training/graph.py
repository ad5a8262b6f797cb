"""The encoder as an ONNX graph, made of ONNX Runtime's own steps for transformers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from training.model import TorchReader

RUNTIME = "com.microsoft"  # the domain of ONNX Runtime's own steps
OPSET, RUNTIME_OPSET, FORMAT = 18, 1, 10
SMALL = 10_000  # weights of fewer values stay as they are
FAR = 0.98  # the share of channels whose range is left as it is; the others are brought down to it


def encoder_graph(reader: TorchReader, ranges: Mapping[str, np.ndarray]) -> onnx.ModelProto:
    """The encoder of a reader: the weighted mean "states" of all its layers.

    "states" and "vectors" are float32 [1, pieces, width], "segments" int64 [1, pieces]: one text at a time, since what
    enters a product is rounded by its own range, and no text may change what is read of another. `ranges` are those of
    training.ranges.
    """
    graph, encoder = _Graph(ranges), reader.encoder
    shares = reader.layers.softmax(0).detach().numpy()
    state = _entry(graph, encoder.embeddings)
    total = graph.add("Mul", [state, graph.weights("share 0", shares[0])], "sum 0")
    for number, layer in enumerate(encoder.encoder.layer, 1):
        state = _layer(graph, layer, state, number)
        part = graph.add("Mul", [state, graph.weights(f"share {number}", shares[number])], f"part {number}")
        last = number == len(encoder.encoder.layer)
        total = graph.add("Add", [total, part], "states" if last else f"sum {number}")
    return graph.model(encoder.config.hidden_size)


def _entry(graph: _Graph, embeddings: nn.Module) -> str:
    """What enters the first layer: pieces, parts and places together."""
    parts = graph.weights("parts", embeddings.token_type_embeddings.weight)
    graph.add("Gather", [parts, "segments"], "part of text")
    graph.add("Shape", ["segments"], "length", start=1, end=2)
    first, axis = graph.weights("first", np.array([0])), graph.weights("axis", np.array([0]))
    whole, scale = small(_array(embeddings.position_embeddings.weight), 1)
    places = [graph.weights("places int8", whole), graph.weights("places scale", scale)]
    graph.add("Slice", [places[0], first, "length", axis], "places of pieces")
    graph.add("DequantizeLinear", ["places of pieces", places[1]], "place in text", axis=1)
    graph.add("Add", ["vectors", "part of text"], "with parts")
    graph.add("Add", ["with parts", "place in text"], "with places")
    norm = embeddings.LayerNorm
    names = [graph.weights("entry scale", norm.weight), graph.weights("entry shift", norm.bias)]
    return graph.add("LayerNormalization", ["with places", *names], "layer 0", axis=-1, epsilon=norm.eps)


def _layer(graph: _Graph, layer: nn.Module, state: str, number: int) -> str:
    """One layer: attention, then neurons, each added to what entered it."""
    own, out = layer.attention.self, layer.attention.output
    asked = [own.query, own.key, own.value]
    products = [graph.product(state, part, f"{kind} {number}") for kind, part in zip("qkv", asked, strict=True)]
    bias = graph.weights(f"bias qkv {number}", np.concatenate([_array(part.bias) for part in asked]))
    inputs, heads = [*products, bias], own.num_attention_heads
    seen = graph.add("MultiHeadAttention", inputs, f"attention {number}", RUNTIME, num_heads=heads)
    attended = graph.added(seen, state, out.dense, out.LayerNorm, f"attended {number}")
    active = graph.product(attended, layer.intermediate.dense, f"neurons {number}")
    bias = graph.weights(f"bias neurons {number}", layer.intermediate.dense.bias)
    active = graph.add("BiasGelu", [active, bias], f"active {number}", RUNTIME)
    return graph.added(active, attended, layer.output.dense, layer.output.LayerNorm, f"layer {number}")


@dataclass
class _Graph:
    """A graph in the making: its steps and its weights, each named by what it gives."""

    ranges: Mapping[str, np.ndarray]
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    initializers: list[onnx.TensorProto] = field(default_factory=list)

    def add(self, step: str, inputs: list[str], output: str, domain: str = "", **settings: float) -> str:
        """Adds a step and returns the name of what it gives."""
        self.nodes.append(helper.make_node(step, inputs, [output], domain=domain, **settings))
        return output

    def weights(self, name: str, values: nn.Parameter | np.ndarray) -> str:
        """Adds weights under a name: large ones as int8 with a scale for each entry of the last axis."""
        array = _array(values)
        if array.dtype == np.float32 and array.ndim == 2 and array.size >= SMALL:
            whole, scale = small(array, 1)
            inputs = [self.weights(f"{name} int8", whole), self.weights(f"{name} scale", scale)]
            return self.add("DequantizeLinear", inputs, name, axis=1)
        self.initializers.append(numpy_helper.from_array(array, name))
        return name

    def product(self, state: str, part: nn.Linear, name: str) -> str:
        """Adds the product of a state with a part's weights, without its bias."""
        rows = _array(part.weight).T * self.excess(state)[:, None]
        weights = self.weights(f"weights {name}", np.ascontiguousarray(rows))
        return self.add("MatMul", [self.rounded(state), weights], name)

    def excess(self, state: str) -> np.ndarray:
        """How many times as far as most each channel of a state reaches; 1 for most."""
        reach = self.ranges[state]
        return np.asarray(np.maximum(1, reach / np.quantile(reach, FAR)), np.float32)

    def rounded(self, state: str) -> str:
        """Adds, once, the rounding of a state to 256 whole numbers, when its channels reach about equally far."""
        name = f"{state} rounded"
        if not any(name in node.output for node in self.nodes):
            even = self.add("Mul", [state, self.weights(f"evening {state}", 1 / self.excess(state))], f"{state} even")
            parts = [f"{state} uint8", f"{state} step", f"{state} zero"]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [even], parts))
            self.add("DequantizeLinear", parts, name)
        return name

    def added(self, state: str, before: str, part: nn.Linear, norm: nn.LayerNorm, name: str) -> str:
        """Adds a part's output to the state before it, scaled and shifted by `norm`."""
        product = self.product(state, part, f"output {name}")
        biased = self.add("Add", [product, self.weights(f"bias {name}", part.bias)], f"biased {name}")
        total = self.add("Add", [biased, before], f"total {name}")
        own = {"scale": norm.weight, "shift": norm.bias}
        inputs = [total, *(self.weights(f"{kind} {name}", values) for kind, values in own.items())]
        return self.add("LayerNormalization", inputs, name, axis=-1, epsilon=norm.eps)

    def model(self, width: int) -> onnx.ModelProto:
        """The finished model."""
        shape = [1, "pieces"]
        vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [*shape, width])
        inputs = [vectors, helper.make_tensor_value_info("segments", TensorProto.INT64, shape)]
        states = helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, width])
        graph = helper.make_graph(self.nodes, "encoder", inputs, [states], self.initializers)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, RUNTIME_OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=FORMAT)
        onnx.checker.check_model(model)
        return model


def small(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Values as int8, and the scale of each entry along `axis`."""
    scale = np.abs(values).max(axis=1 - axis) / 127
    scale = np.where(scale == 0, 1, scale).astype(np.float32)
    return np.rint(values / np.expand_dims(scale, 1 - axis)).astype(np.int8), scale


def _array(values: nn.Parameter | np.ndarray) -> np.ndarray:
    return values.detach().numpy() if isinstance(values, nn.Parameter) else np.asarray(values)
