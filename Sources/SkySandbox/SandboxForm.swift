/// Names and values of a query or a form body (docs/skycore.md, sections 1.2 and 1.3).
struct SandboxForm {
    /// A name and its value, decoded.
    struct Field {
        let name: [UInt8]
        let value: [UInt8]
    }

    let fields: [Field]

    /// Take an encoded form apart. What has no `=` is passed over, a broken escape stays as it is.
    init(_ encoded: [UInt8]) {
        fields = encoded.split(separator: 0x26).compactMap { pair in
            guard let equals = pair.firstIndex(of: 0x3D) else { return nil }
            return Field(
                name: SandboxForm.decoded(pair[..<equals]), value: SandboxForm.decoded(pair[(equals + 1)...]))
        }
    }

    /// The values of a field, whose name is in lower case here and compared without regard to case.
    func values(_ name: StaticString) -> [[UInt8]] {
        fields.filter { field in
            field.name.count == name.utf8CodeUnitCount
                && field.name.indices.allSatisfy { SandboxForm.lowerCased(field.name[$0]) == name.utf8Start[$0] }
        }.map { $0.value }
    }

    private static func lowerCased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    private static func decoded(_ encoded: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = encoded.startIndex
        while index < encoded.endIndex {
            let byte = encoded[index]
            if byte == 0x25, index + 2 < encoded.endIndex, let high = hexValue(encoded[index + 1]),
                let low = hexValue(encoded[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte == 0x2B ? 0x20 : byte)
                index += 1
            }
        }
        return bytes
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: return byte - 0x30
        case 0x41...0x46, 0x61...0x66: return (byte | 0x20) - 0x57
        default: return nil
        }
    }
}
