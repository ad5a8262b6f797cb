"""A reader's files give back the weights they were made of, so that training goes on from what ships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from callnow.paths import DATA
from matching.reading.pieces import Pieces

torch = pytest.importorskip("torch", reason="torch is not installed (extra: train)")
transformers = pytest.importorskip("transformers", reason="transformers is not installed (extra: train)")


def test_the_files_of_a_reader_give_back_its_weights(tmp_path: Path) -> None:
    """As exact as int8 and half precision keep them; the vectors of letter case as they act."""
    from training.export import export
    from training.model import TorchReader, head_arrays
    from training.shipped import load_shipped

    def reader() -> TorchReader:
        size = {"hidden_size": 384, "num_hidden_layers": 2, "num_attention_heads": 12, "intermediate_size": 64}
        config = transformers.BertConfig(vocab_size=50, **size)
        return TorchReader(transformers.BertModel(config, add_pooling_layer=False))

    made, loaded = reader(), reader()
    torch.nn.init.normal_(made.case_in.weight)
    row = np.arange(12)
    export(made.eval(), tmp_path, [Pieces("", row, row % 6, row % 2, row, row, row == 0)])
    load_shipped(loaded, tmp_path)
    ids = torch.from_numpy(row).reshape(1, 12)
    texts = (ids, ids % 6, ids % 2, torch.ones(1, 12, dtype=torch.bool))
    with torch.no_grad():
        assert torch.allclose(made.encode(*texts), loaded.eval().encode(*texts), atol=0.02)
    own, back = head_arrays(made), head_arrays(loaded)
    assert all(np.allclose(own[name], back[name], atol=0.002, rtol=0.002) for name in own)


def test_training_goes_on_from_the_reader_that_ships() -> None:
    """Its files give the states that it gives at run time."""
    from matching.reading.pieces import batch_pieces
    from matching.reading.reader import encoder_inputs, shipped_reader
    from training.dataset import TrainingExample
    from training.model import TorchReader, base_folder, base_model, collate
    from training.shipped import load_shipped

    reader, model = shipped_reader(), TorchReader(base_model(base_folder()))
    load_shipped(model, DATA / "reader")
    pieces = batch_pieces(
        [("Orbel names Dana Whitlock CFO", "She was at Tessaly."), ("Velmora cuts jobs", "")], reader.tokenizer
    )
    batch = collate([TrainingExample(own, np.zeros((len(own), 3), np.float16)) for own in pieces])
    with torch.no_grad():
        states = model.eval().encode(batch.ids, batch.cases, batch.segments, batch.mask).numpy()
    for own, state in zip(pieces, states, strict=True):
        (wanted,) = reader.encoder.run(["states"], encoder_inputs(own, reader.words, reader.heads.cases))
        # What enters products is rounded at run time, and not in training.
        assert np.abs(state[: len(own)] - wanted[0]).mean() < 0.06 * np.abs(wanted).mean()
