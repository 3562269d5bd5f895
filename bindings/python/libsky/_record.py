"""One notification, one entry of an answer, or an answer as a whole: a record of the packed form.

The layout is documented at sky_postback_packed() in sky.h.
"""

from __future__ import annotations

import struct

from ._shape import SHAPES, Shape, shape_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List, Mapping, Optional, Tuple

#: Bytes of the header, which the records lie right behind, and of a record.
HEADER_SIZE = 64
RECORD_SIZE = 48
#: Count of records, the first of them, and where they lie.
read_header = struct.Struct("=8xIII").unpack_from
_read_record = struct.Struct("=3I8x5I").unpack_from


def read_record(block: bytes, offset: int) -> Tuple[int, ...]:
    """A record: 0; kind, verdict, is final; offset and length of names, of values; offset of the fingerprint."""
    return (0, *_read_record(block, offset))


#: The count of records, and behind it the first of them, as read_record() gives it. The first lies behind the header.
read_first = struct.Struct("=8xI52x3I8x5I").unpack_from


class Record:
    """Fields that a provider wrote."""

    __slots__ = ("_block", "_fields", "_index", "_record", "_values")

    _block: bytes
    _index: int
    _record: Tuple[int, ...]
    _fields: Optional[Mapping[str, str]]
    _values: Optional[List[str]]

    @property
    def fields(self) -> Mapping[str, str]:
        """All plain fields by name, in the document's order: the first of each name, empty ones as "".

        Plain are those that are no attribute and not inside another; field() reads those, too. To be read only:
        `dict(….fields)` is yours.
        """
        fields = self._fields
        if fields is None:
            block = self._block or self._read()
            _, _, _, _, names, names_length, start, length, _ = self._record
            shape = SHAPES.get(block[names : names + names_length]) or self._shape()
            fields = self._fields = shape.make_fields(block[start : start + length].decode())
        return fields

    @property
    def attributes(self) -> Mapping[str, str]:
        """The record's own attributes by name, without "@"."""
        return self._shape().attributes(self._split_values())

    def field(self, name: str, index: int = 0) -> Optional[str]:
        """Give a field, for example "TRACKINGID"; None if there is no such field.

        Names match without regard to case, `-` and `_`. "A/B" names a field B inside an element A, "A@B" the attribute
        B of field A, "@B" an attribute of the record. A field that has two names is found by either. `index` says which
        one of several fields of that name, from 0.
        """
        if index < 0:
            return None
        positions = self._shape().positions(name)
        if positions is None:
            # Another name of the field, perhaps; the library knows which names mean the same.
            return self._look_up(name, index)
        return self._split_values()[positions[index]] if index < len(positions) else None

    def _look_up(self, name: str, index: int) -> Optional[str]:
        raise NotImplementedError

    def _read(self) -> bytes:
        """The block of a record that is read when somebody asks for it."""
        raise NotImplementedError

    def _shape(self) -> Shape:
        _, _, _, _, start, length, _, _, _ = self._record
        return shape_of(self._block[start : start + length])

    def _split_values(self) -> List[str]:
        values = self._values
        if values is None:
            _, _, _, _, _, _, start, length, _ = self._record
            values = self._values = self._block[start : start + length].decode().split("\0")
        return values
