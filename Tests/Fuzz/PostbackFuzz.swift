// Rooms: SkyProtocol
// Flags: -max_len=20000 -timeout=5
// Seeds: Tests/samples/skycore/postbacks Tests/samples/skycore/responses Tests/Fuzz/seeds/PostbackFuzz
import Foundation

@testable import SkyDocument
@testable import SkyProtocol

/// Any bytes as a postback (document or form) and as an answer: whatever is read can be asked for everything, as fields
/// and as JSON, and a form says the same as the document in it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPostback(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: data, count: size))
    body.withUnsafeBufferPointer { bytes in
        if let block = try? SkycorePostback.read(bytes), let view = block.view {
            askEverything(of: view)
            free((try? SkycoreJSON.postback(view)) ?? nil)
            compareWithForm(bytes, fingerprints(of: view))
        }
        if let block = try? SkycoreAnswer.read(bytes), let view = block.view {
            askEverything(of: view)
            free((try? SkycoreJSON.answer(view)) ?? nil)
        }
    }
    return 0
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func askEverything(of view: RecordView) {
    let count = Int(view.header.count)
    check(count <= 100_000 && view.entry(count) == nil, "entries are counted")
    for index in 0..<count {
        guard let record = view.entry(index) else { fatalError("an entry is missing") }
        for name in ["TRACKINGID", "TEXT", "CODE", "CAMPAIGNREF", "A/B", "STATUS@STATUS", "ID"] as [StaticString] {
            for byte in view.value(name, in: record) ?? UnsafeBufferPointer(start: nil, count: 0) {
                check(byte != 0, "no value holds a NUL")
            }
        }
        for file in 0..<view.fileCount(of: record) { check(view.file(file, in: record) != nil, "files are counted") }
    }
    check(view.packed.count == Int(view.header.size), "the block says how long it is")
}

private func fingerprints(of view: RecordView) -> [[UInt8]] {
    (0..<Int(view.header.count)).map { index in
        guard let record = view.entry(index), let start = view.fingerprint(of: record) else { return [] }
        return Array(UnsafeBufferPointer(start: start, count: 32))
    }
}

private func compareWithForm(_ document: UnsafeBufferPointer<UInt8>, _ expected: [[UInt8]]) {
    guard document.first(where: { $0 > 0x20 }) == 0x3C else { return }
    var form = ByteBuffer()
    form.append("a=b&xml=")
    FormBody.encode(document, into: &form)
    guard let block = try? SkycorePostback.read(form.bytes), let view = block.view else {
        fatalError("a document is read in a form as well")
    }
    check(fingerprints(of: view) == expected, "a form says what its document says")
}
