"""The numbering plans as the PyPI package `phonenumbers` has them, checked field by field.

Nothing here is guessed: a value outside what the tables can hold raises `UnknownConstruct`.
"""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberType
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE, REGION_CODE_FOR_NON_GEO_ENTITY

from patterns import UnknownConstruct

FIXED_LINE = PhoneNumberType.FIXED_LINE
MOBILE = PhoneNumberType.MOBILE
FIXED_LINE_OR_MOBILE = PhoneNumberType.FIXED_LINE_OR_MOBILE
NO_TYPE = 15  # the reference's UNKNOWN (99), made to fit four bits

# Types tried before fixed line and mobile, in the reference's order (_number_type_helper).
TYPES_IN_ORDER = [
    ("premium_rate", PhoneNumberType.PREMIUM_RATE),
    ("toll_free", PhoneNumberType.TOLL_FREE),
    ("shared_cost", PhoneNumberType.SHARED_COST),
    ("voip", PhoneNumberType.VOIP),
    ("personal_number", PhoneNumberType.PERSONAL_NUMBER),
    ("pager", PhoneNumberType.PAGER),
    ("uan", PhoneNumberType.UAN),
    ("voicemail", PhoneNumberType.VOICEMAIL),
]

LONGEST_POSSIBLE = 31  # lengths are bits of a 32-bit word
NON_GEOGRAPHIC = REGION_CODE_FOR_NON_GEO_ENTITY


@dataclass(frozen=True)
class Description:
    """One type's pattern and the lengths it is limited to; None: not limited."""

    pattern: str
    lengths: frozenset[int] | None


@dataclass(frozen=True)
class Plan:
    """The numbering plan of one region, or of one non-geographic calling code."""

    source: PhoneMetadata
    region: str
    calling_code: int

    @property
    def leading_digits(self) -> str | None:
        return self.source.leading_digits

    @property
    def same_mobile_and_fixed_line_pattern(self) -> bool:
        return bool(self.source.same_mobile_and_fixed_line_pattern)

    @property
    def international_prefix(self) -> str | None:
        return self.source.international_prefix

    @property
    def national_prefix(self) -> str | None:
        return self.source.national_prefix_for_parsing or None

    @property
    def transform(self) -> str | None:
        return self.source.national_prefix_transform_rule or None

    def description(self, name: str) -> Description | None:
        """A type's pattern; None if the region has no such numbers."""
        source = getattr(self.source, name)
        if source is None or not source.national_number_pattern:
            return None
        lengths = frozenset(length for length in source.possible_length if length != -1)
        return Description(source.national_number_pattern, lengths if source.possible_length else None)

    def lengths(self) -> int:
        """Possible lengths of the general description as bits."""
        bits = length_bits(self.source.general_desc.possible_length)
        if not bits:
            raise UnknownConstruct(f"{self.region}: no possible length")
        return bits

    def local_lengths(self) -> int:
        bits = length_bits(self.source.general_desc.possible_length_local_only)
        if bits & self.lengths():
            raise UnknownConstruct(f"{self.region}: a length is both possible and local only")
        return bits


def length_bits(lengths: tuple[int, ...]) -> int:
    """Lengths as bits of one word; they must be sorted, as the reference relies on it."""
    if list(lengths) != sorted(set(lengths)) or not all(2 <= n <= LONGEST_POSSIBLE for n in lengths):
        raise UnknownConstruct(f"possible lengths {lengths}")
    return sum(1 << length for length in lengths)


def calling_codes() -> dict[int, list[Plan]]:
    """Plans by calling code, codes ascending, a code's main region first."""
    result = {}
    for code in sorted(COUNTRY_CODE_TO_REGION_CODE):
        if not 1 <= code <= 999:
            raise UnknownConstruct(f"calling code {code}")
        regions = COUNTRY_CODE_TO_REGION_CODE[code]
        if NON_GEOGRAPHIC in regions and len(regions) > 1:
            raise UnknownConstruct(f"calling code {code} is both geographic and not")
        result[code] = [_plan(code, region) for region in regions]
    for code in result:
        if code >= 10 and (code // 10 in result or code // 100 in result):
            raise UnknownConstruct(f"calling code {code} begins with another one")
    return result


def _plan(code: int, region: str) -> Plan:
    if region == NON_GEOGRAPHIC:
        source = PhoneMetadata.metadata_for_nongeo_region(code)
    else:
        source = PhoneMetadata.metadata_for_region(region)
        if not (len(region) == 2 and region.isascii() and region.isupper()):
            raise UnknownConstruct(f"region {region!r}")
    if source is None or source.country_code != code or source.id != region or source.general_desc is None:
        raise UnknownConstruct(f"metadata of {region} ({code})")
    return Plan(source, region, code)


def version() -> str:
    return phonenumbers.__version__
