"""A word-piece tokenizer of letters and a few words: what the base model's does, without its vocabulary."""

from __future__ import annotations

import string

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

WORDS = ["names", "chief", "executive", "officer", "to", "acquire", "as", "its", "the", "new", "moves", "from"]


def small_tokenizer() -> Tokenizer:
    """Knows WORDS whole and anything else letter by letter."""
    letters = [*string.ascii_lowercase, *string.digits, *string.punctuation, "“", "”", "’"]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS, *letters, *(f"##{letter}" for letter in letters)]
    tokenizer = Tokenizer(WordPiece({word: n for n, word in enumerate(vocabulary)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
