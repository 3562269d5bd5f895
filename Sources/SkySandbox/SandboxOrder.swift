import SkyDocument
import SkyProtocol

/// An order to refuse requests with a code: all of them, or those for one action.
package struct SandboxOrder: Sendable {
    /// The code, for example "E713".
    package var code: String
    /// The action; nil for all.
    package var action: String?

    /// Read `E713` or `sendMMS=E713`; nil if the code is none that answers have: `E` and three digits.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let equals = bytes.firstIndex(of: 0x3D)
        let code = bytes[(equals.map { $0 + 1 } ?? 0)...]
        guard code.count == 4, code.first == 0x45, code.dropFirst().allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return nil
        }
        self.code = String(decoding: code, as: Unicode.UTF8.self)
        action = equals.map { String(decoding: bytes[..<$0], as: Unicode.UTF8.self) }
    }
}

extension SandboxOrder {
    /// Whether it is about an action.
    func concerns(_ called: SkycoreAction) -> Bool {
        guard let action else { return true }
        return Array(action.utf8).withUnsafeBufferPointer { name in
            guard let meant = SkycoreAction(named: name) else { return false }
            return ByteScan.equal(meant.name, called.name)
        }
    }
}
