import SkyDocument

/// The names of actions and calls, before it is known whose they are.
package enum CallName {
    /// Bytes that a name may have.
    private static let longest = 200

    /// Whether bytes can be one: an action ("sendSMS"), or a path of segments with `/` between ("v1/business/add"). In
    /// front of a path may stand a method and a blank ("GET reports"). Names begin with a letter or `_`; segments are
    /// letters, digits, `_`, `-` and `.`, at most 64, and neither `.` nor `..`, which would lead out of the interface.
    package static func isValid(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
        guard name.count <= longest else { return false }
        let path = pathAndMethod(name).path
        guard let first = path.first, isLetter(first) || first == 0x5F else { return false }
        var start = 0
        while true {
            let end = ByteScan.firstIndex(of: 0x2F, in: path, from: start) ?? path.count
            guard isSegment(UnsafeBufferPointer(rebasing: path[start..<end])) else { return false }
            if end == path.count { return true }
            start = end &+ 1
        }
    }

    /// A name's path, and the method in front of it if there is one.
    static func pathAndMethod(
        _ name: UnsafeBufferPointer<UInt8>
    ) -> (path: UnsafeBufferPointer<UInt8>, method: Call.Method?) {
        guard let blank = ByteScan.firstIndex(of: 0x20, in: name, from: 0) else { return (name, nil) }
        let word = UnsafeBufferPointer(rebasing: name[0..<blank])
        let path = UnsafeBufferPointer(rebasing: name[(blank &+ 1)...])
        if ByteScan.equal(word, "GET") { return (path, .get) }
        if ByteScan.equal(word, "POST") { return (path, .post) }
        return (name, nil)
    }

    private static func isSegment(_ segment: UnsafeBufferPointer<UInt8>) -> Bool {
        guard segment.count > 0, segment.count <= 64 else { return false }
        var hasOtherThanDots = false
        for byte in segment {
            let isDigit = byte >= 0x30 && byte <= 0x39
            guard isLetter(byte) || isDigit || byte == 0x5F || byte == 0x2D || byte == 0x2E else { return false }
            if byte != 0x2E { hasOtherThanDots = true }
        }
        return hasOtherThanDots
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
}
