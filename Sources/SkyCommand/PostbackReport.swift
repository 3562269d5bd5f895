import CSky
import Sky
import SkyProtocol

/// A postback as it is shown.
struct PostbackReport {
    private let postback: UnsafeMutablePointer<sky_postback>

    init(_ postback: UnsafeMutablePointer<sky_postback>) {
        self.postback = postback
    }

    /// Print its notifications, with a blank line between.
    func print() {
        guard let packed = sky_postback_packed(postback, nil) else { return }
        let view = RecordView(packed)
        for index in 0..<Int(view.header.count) {
            guard let record = view.entry(index) else { continue }
            if index > 0 { Console.print("") }
            var lines = [("kind", kind(record)), ("verdict", verdict(record, UInt(index)))]
            if let fingerprint = sky_postback_fingerprint(postback, UInt(index)) {
                lines.append(("fingerprint", String(cString: fingerprint)))
            }
            view.forEachField(of: record) { name, value in
                lines.append((PostbackReport.visible(name), PostbackReport.visible(value)))
            }
            let width = lines.reduce(0) { max($0, $1.0.count) }
            for (name, value) in lines {
                Console.print(name + String(repeating: " ", count: width + 2 - name.count) + value)
            }
        }
    }

    private func kind(_ record: Record) -> String {
        PostbackKind(rawValue: record.kind).map { "\($0.name)" } ?? "other"
    }

    private func verdict(_ record: Record, _ index: UInt) -> String {
        let name = Verdict(rawValue: record.verdict).map { "\($0.name)" } ?? "unknown"
        return sky_postback_is_final(postback, index) == 1 ? name + ", final" : name
    }

    private static func visible(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map(TextStyle.visible).joined()
    }
}
