import CSkyTables

extension Survey {
    /// Counts UTF-16 code units from the first forcing character on, and the forcing characters.
    mutating func countUnits(
        _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>, from start: Int, _ count: inout SegmentCount,
        _ spelled: inout SpelledCount
    ) throws(TextError) {
        let end = text.count
        guard let units = sky_text_default_units(), let set = sky_text_default_set() else { return }
        var offset = start
        // Bytes that begin no character, so that offset - continuations is the number of characters so far.
        var continuations = start &- info.characters
        var counted = info.characters
        var forcing = 0
        while offset < end {
            offset = PlainRun.end(in: bytes, from: offset, to: end)
            let stop = min(offset &+ 64, end)
            while offset < stop {
                let byte = bytes[offset]
                // U+0400 to U+07FF: two bytes, one unit, none in the alphabet. Most of what comes in UCS-2 is of these.
                if byte &- 0xD0 < 0x10, offset &+ 1 < end, bytes[offset &+ 1] & 0xC0 == 0x80 {
                    let code = UInt32(byte & 0x1F) &<< 6 | UInt32(bytes[offset &+ 1] & 0x3F)
                    forcing &+= 1
                    if code &- 0x653 <= 2 { mayCompose = true }
                    if spelled.outcome == .possible { spelled.respell(code, after: offset &- continuations) }
                    offset &+= 2
                    continuations &+= 1
                    continue
                }
                if byte < 0x80 {
                    let room = units[Int(byte)]
                    if room != 1 {
                        if byte == 0 { throw TextError(.nul, at: offset) }
                        if room == 2 {
                            spelled.addPair(after: offset &- continuations)
                        } else {
                            forcing &+= 1
                            spelled.respell(UInt32(byte), after: offset &- continuations)
                        }
                    }
                    offset &+= 1
                    continue
                }
                guard let scalar = Scalar(text, at: offset) else { throw TextError(.invalidUTF8, at: offset) }
                let characters = offset &- continuations
                if scalar.length == 2, set[Int(scalar.code >> 5)] >> (scalar.code & 31) & 1 != 0 {
                    offset &+= 2
                    continuations &+= 1
                    continue
                }
                if scalar.code == 0x20AC {
                    spelled.addPair(after: characters)
                } else {
                    forcing &+= 1
                    if Survey.mayCompose(scalar.code) { mayCompose = true }
                    spelled.respell(scalar.code, after: characters)
                }
                if scalar.length == 4 {
                    count.addSingles(characters &- counted)
                    count.addPair()
                    counted = characters &+ 1
                }
                offset &+= scalar.length
                continuations &+= scalar.length &- 1
            }
        }
        info.characters = end &- continuations
        count.addSingles(info.characters &- counted)
        info.forcingCharacters = forcing
    }

    /// False for sure if the character is not the second part of a canonical composition: those are combining marks up
    /// to U+0345 and from U+0653 to U+0655, marks and vowels of Asian scripts from U+093C to U+1B35, and two Japanese
    /// sound marks.
    @inline(__always)
    static func mayCompose(_ code: UInt32) -> Bool {
        code &- 0x300 <= 0x45 || code &- 0x653 <= 2 || code &- 0x93C <= 0x1B35 &- 0x93C || code &- 0x3099 <= 1
    }
}
