"""Texts as the library's columns take them: bytes one behind the other, and offsets. No loop over the rows is Python's.
"""

from __future__ import annotations

import ctypes
import sys
from array import array
from itertools import accumulate
from operator import methodcaller
from typing import Any, NamedTuple, Sequence

_encode = methodcaller("encode", "utf-8", "surrogatepass")


class Texts(NamedTuple):
    """Addresses, and what keeps the memory behind them."""

    rows: int
    data: int
    data_length: int
    offsets: int
    #: The member of sky_number_column that the offsets belong to.
    offsets_field: str
    memory: Any


def texts_of(numbers: Any) -> Texts:
    """The texts of a list, a NumPy array or an Arrow array."""
    numpy, arrow = sys.modules.get("numpy"), sys.modules.get("pyarrow")
    if arrow is not None and isinstance(numbers, (arrow.Array, arrow.ChunkedArray)):
        return _of_arrow(numbers, arrow)
    if numpy is not None and isinstance(numbers, numpy.ndarray):
        return _of_numpy(numbers, numpy)
    if hasattr(numbers, "to_numpy"):  # a column of pandas or polars
        return texts_of(numbers.to_numpy())
    if isinstance(numbers, (str, bytes)):
        raise TypeError("numbers must be many texts, not one")
    return _of_sequence(numbers if isinstance(numbers, (list, tuple)) else list(numbers))


def _of_sequence(numbers: Sequence[str]) -> Texts:
    try:
        joined = "".join(numbers)
    except TypeError as error:
        raise TypeError(f"numbers must be texts: {error}") from None
    data = _encode(joined)
    # Where every character is one byte the lengths are at hand.
    lengths = map(len, numbers) if len(data) == len(joined) else map(len, map(_encode, numbers))
    is_narrow = len(data) < 1 << 32
    offsets = array("I" if is_narrow else "Q", accumulate(lengths, initial=0))
    return _of_bytes(data, offsets, "offsets32" if is_narrow else "offsets64")


def _of_bytes(data: bytes, offsets: "array[int]", field: str) -> Texts:
    address = ctypes.cast(ctypes.c_char_p(data), ctypes.c_void_p).value or 0
    return Texts(len(offsets) - 1, address, len(data), offsets.buffer_info()[0], field, (data, offsets))


def _of_numpy(numbers: Any, numpy: Any) -> Texts:
    """Fixed-width texts are compacted by NumPy itself; objects and NumPy's own strings become a list first."""
    if numbers.ndim != 1:
        raise TypeError(f"numbers must have one dimension, not {numbers.ndim}")
    unit = {"U": numpy.uint32, "S": numpy.uint8}.get(numbers.dtype.kind)
    if unit is None or numbers.size == 0 or numbers.dtype.itemsize == 0 or not numbers.dtype.isnative:
        return _of_sequence(numbers.tolist())
    codes = numpy.ascontiguousarray(numbers).view(unit).reshape(len(numbers), -1)
    if numbers.dtype.kind == "U":
        if codes.max() > 127:
            return _of_sequence(numbers.tolist())
        codes = codes.astype(numpy.uint8)
    # NULs at the end are NumPy's filling; those before them belong to the text.
    width = codes.shape[1]
    is_text = codes != 0
    lengths = numpy.where(is_text.any(axis=1), width - is_text[:, ::-1].argmax(axis=1), 0)
    data = codes[numpy.arange(width) < lengths[:, None]]
    offsets = numpy.zeros(len(numbers) + 1, numpy.uint64)
    numpy.cumsum(lengths, out=offsets[1:], dtype=numpy.uint64)
    return Texts(len(numbers), data.ctypes.data, data.size, offsets.ctypes.data, "offsets64", (data, offsets))


def _of_arrow(numbers: Any, arrow: Any) -> Texts:
    """Arrow's own buffers, without a copy unless there are several chunks, missing values or another type."""
    if isinstance(numbers, arrow.ChunkedArray):
        numbers = numbers.combine_chunks() if numbers.num_chunks != 1 else numbers.chunk(0)
    if isinstance(numbers, arrow.ChunkedArray):
        numbers = arrow.concat_arrays(numbers.chunks) if numbers.num_chunks else arrow.array([], numbers.type)
    kinds = arrow.types
    if not (kinds.is_string(numbers.type) or kinds.is_large_string(numbers.type)):
        numbers = numbers.cast(arrow.large_string())
    if numbers.null_count:
        numbers = numbers.fill_null("")
    is_wide = kinds.is_large_string(numbers.type)
    _, offsets, data = numbers.buffers()
    if len(numbers) == 0 or offsets is None:
        return _of_sequence([])
    start = offsets.address + numbers.offset * (8 if is_wide else 4)
    size = 0 if data is None else data.size
    address = 0 if data is None else data.address
    return Texts(len(numbers), address, size, start, "offsets64" if is_wide else "offsets32", numbers)
