import CSky
import SkyText

// What the room of texts answers, as C sees it. A text has at most 1 MiB, so every count fits into 32 bits.

extension sky_text_info {
    init(_ info: TextInfo) {
        self.init()
        encoding = sky_encoding(info.encoding)
        locking = sky_language(UInt32(info.locking.rawValue))
        single = sky_language(UInt32(info.single.rawValue))
        characters = Int32(truncatingIfNeeded: info.characters)
        units = Int32(truncatingIfNeeded: info.units)
        segments = Int32(truncatingIfNeeded: info.segments)
        units_left = Int32(truncatingIfNeeded: info.unitsLeft)
        units_per_segment = Int32(truncatingIfNeeded: info.unitsPerSegment)
        padding = Int32(truncatingIfNeeded: info.padding)
        ucs2_offset = Int32(truncatingIfNeeded: info.firstForcingOffset)
        ucs2_character = info.firstForcingCharacter
        ucs2_count = Int32(truncatingIfNeeded: info.forcingCharacters)
        simplified_segments = Int32(truncatingIfNeeded: info.simplifiedSegments)
        simplified_encoding = sky_encoding(info.simplifiedEncoding)
    }
}

extension sky_encoding {
    init(_ encoding: TextEncoding) {
        self = encoding == .gsm7 ? SKY_ENCODING_GSM7 : SKY_ENCODING_UCS2
    }
}

extension sky_text_part {
    init(_ part: TextPart) {
        self.init(
            offset: Int32(truncatingIfNeeded: part.offset), length: Int32(truncatingIfNeeded: part.length),
            units: Int32(truncatingIfNeeded: part.units))
    }
}

extension sky_split_cost {
    init(_ cost: SplitCost) {
        self.init(
            parts: Int32(truncatingIfNeeded: cost.parts),
            parts_otherwise: Int32(truncatingIfNeeded: cost.partsOtherwise),
            clusters_cut: Int32(truncatingIfNeeded: cost.clustersCut),
            clusters_too_long: Int32(truncatingIfNeeded: cost.clustersTooLong))
    }
}

extension sky_replacement {
    init(_ replacement: TextReplacement) {
        self.init(
            kind: sky_replacement_kind(UInt32(replacement.kind.rawValue)),
            offset: Int32(truncatingIfNeeded: replacement.offset),
            length: Int32(truncatingIfNeeded: replacement.length), character: replacement.character,
            simplified_offset: Int32(truncatingIfNeeded: replacement.outputOffset),
            simplified_length: Int32(truncatingIfNeeded: replacement.outputLength))
    }
}

extension sky_limit {
    init(_ limit: TextLimit) {
        self.init(
            gsm7: Int32(truncatingIfNeeded: limit.gsm7), ucs2: Int32(truncatingIfNeeded: limit.ucs2),
            unit: limit.unit == .characters ? SKY_LIMIT_CHARACTERS : SKY_LIMIT_UNITS,
            beyond: sky_limit_beyond(UInt32(limit.beyond.rawValue)))
    }
}
