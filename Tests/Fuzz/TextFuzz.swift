// Rooms: SkyText
// Flags: -max_len=4096
import SkyText

/// Fuzz target (libFuzzer, `Tests/Fuzz/run.sh`): any bytes, measured, split and simplified, with what must always hold.
/// The first byte chooses the options.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    guard size > 0 else { return 0 }
    let text = UnsafeBufferPointer(start: data + 1, count: size - 1)
    fuzz(text, choice: data[0])
    // Most bytes are not UTF-8; what they are repaired to always is.
    var repaired = Array(String(decoding: text, as: UTF8.self).utf8)
    repaired.removeAll { $0 == 0 }
    repaired.withUnsafeBufferPointer { fuzz($0, choice: data[0]) }
    return 0
}

private func fuzz(_ text: UnsafeBufferPointer<UInt8>, choice: UInt8) {
    let options = TextOptions(
        locking: NationalLanguage(rawValue: choice & 0x0F) ?? .none,
        single: NationalLanguage(rawValue: choice >> 4 & 0x07) ?? .none, transliterates: choice & 0x80 != 0)
    let isValid = String(validating: text, as: UTF8.self) != nil && !text.contains(0)
    do throws(TextError) {
        let info = try TextMeter.measure(text, options: options)
        check(isValid, "takes nothing but UTF-8 without NUL")
        checkParts(of: text, options, info, keepingClusters: false)
        checkParts(of: text, options, info, keepingClusters: true)
        try checkSimplified(text, options, info)
    } catch {
        check(!isValid, "takes all UTF-8 without NUL")
        check(error.offset < text.count, "the offset is in the text")
    }
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func checkParts(
    of text: UnsafeBufferPointer<UInt8>, _ options: TextOptions, _ info: TextInfo, keepingClusters: Bool
) {
    guard var splitter = try? TextSplitter(text, options: options, keepingClusters: keepingClusters) else {
        return check(false, "what is measured is split")
    }
    var end = 0
    var parts = 0
    var units = 0
    while let part = splitter.next() {
        check(part.offset == end && part.length > 0, "parts follow on each other")
        check(part.units <= info.unitsPerSegment, "each part fits")
        end += part.length
        units += part.units
        parts += 1
    }
    check(end == text.count && units == info.units, "the parts are the text")
    check(keepingClusters ? parts >= info.segments : parts == info.segments, "as many as measured")
}

private func checkSimplified(
    _ text: UnsafeBufferPointer<UInt8>, _ options: TextOptions, _ info: TextInfo
) throws(TextError) {
    let simplifier = try TextSimplifier(text, options: options)
    check(simplifier.info == info, "foretold by measuring")
    check(info.simplifiedSegments <= info.segments, "never more segments")
    var once: [UInt8] = []
    var reported: [TextReplacement] = []
    simplifier.append(to: &once) { reported.append($0) }
    check(once.count == simplifier.byteCount, "as long as foretold")
    var listed: [TextReplacement] = []
    simplifier.list { listed.append($0) }
    check(listed == reported && listed.isEmpty == simplifier.changesNothing, "the report is the same in every way")
    let written = [UInt8](unsafeUninitializedCapacity: once.count) { $1 = simplifier.write(into: $0) }
    check(written == once, "written is appended")
    var twice: [UInt8] = []
    var costs: TextInfo?
    once.withUnsafeBufferPointer { rewritten in
        guard let again = try? TextSimplifier(rewritten, options: options) else { return }
        costs = again.info
        check(again.changesNothing, "nothing left to simplify")
        again.append(to: &twice)
    }
    check(twice == once, "the same when simplified again")
    check(costs?.segments == info.simplifiedSegments && costs?.encoding == info.simplifiedEncoding, "costs as foretold")
}
