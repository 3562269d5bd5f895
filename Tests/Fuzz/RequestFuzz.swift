// Rooms: SkyProtocol
// Flags: -max_len=4096 -timeout=5
// Seeds: Tests/Fuzz/seeds/RequestFuzz
@testable import SkyDocument
@testable import SkyProtocol

/// Any sequence of calls that build a request: what the builder takes is checked, goes out by each transport that takes
/// it, and the document that goes out can be read again. The input is lines: a letter for the call, a name, `=`, a
/// value.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRequest(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    var lines = input.split(separator: 0x0A, omittingEmptySubsequences: false)[...]
    guard let action = lines.popFirst() else { return 0 }
    let request = Array(action).withUnsafeBufferPointer { Request(action: $0) }
    for line in lines.prefix(200) { call(line, request) }
    guard let root = try? request.content() else { return 0 }
    if let action = SkycoreAction(named: request.action) {
        for hasDefaultSender in [false, true] {
            try? SkycoreActionCheck(action, hasDefaultSender: hasDefaultSender).check(root)
        }
    }
    send(request)
    sendToCellcast(request)
    if let moment = try? Array(input).withUnsafeBufferPointer({ bytes throws(Moment.Fault) in try Moment(bytes) }) {
        check(moment.microseconds >= 0 && moment.microseconds < 1_000_000, "microseconds are less than a second")
    }
    return 0
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func call(_ line: ArraySlice<UInt8>, _ request: Request) {
    guard let letter = line.first else { return }
    let rest = line.dropFirst()
    let parts = rest.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
    let name = Array(parts.first ?? [])
    let value = Array(parts.count > 1 ? parts[1] : [])
    name.withUnsafeBufferPointer { name in
        value.withUnsafeBufferPointer { value in
            switch letter {
            case 0x62: try? request.begin(name)
            case 0x65: try? request.end()
            case 0x61: try? request.setAttribute(name, value)
            case 0x6C: try? request.addSlide(text: value, file: "IMAGE", at: name, seconds: UInt32(value.count))
            default: try? request.set(name, value)
            }
        }
    }
}

/// A request that passes the check goes out, as JSON that can be read again, and what was packed is the same.
private func sendToCellcast(_ request: Request) {
    guard let checked = try? CheckedRequest(request, for: .cellcast, hasDefaultSender: false) else { return }
    let key = Array("KEY".utf8)
    let credentials = key.withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
    let number = Array("6421234567".utf8)
    var call = Call()
    call.begin(.cellcast)
    number.withUnsafeBufferPointer { digits in
        checked.forEachRecipient { _, place in try? call.append(recipient: digits, of: place) }
    }
    do throws(RequestFault) {
        try call.write(checked, sender: nil, credentials, transport: .form)
    } catch {
        return check(error.reason == .notOverGET || error.reason == .notValue, "only nested content has no form")
    }
    check(!call.path.contains(0x3F) && !call.path.contains(0x23) && !call.path.contains(0x20), "a path is a path")
    check(call.query.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a query is visible ASCII")
    if let type = call.contentType(.form), ByteScan.starts(with: "Content-Type: application/json", in: type, at: 0) {
        var reader = JSONReader()
        guard (try? reader.read(call.body)) != nil else { fatalError("what goes out can be read") }
    }
    var packed = ByteBuffer()
    call.pack(into: &packed)
    var again = Call()
    check(again.write(packed: packed.bytes, credentials, transport: .form), "what was packed is taken")
    check(ByteScan.equal(again.body, call.body) && ByteScan.equal(again.query, call.query), "and is the same")
}

private func send(_ request: Request) {
    let key = Array("KEY".utf8)
    var credentials = key.withUnsafeBufferPointer { SkycoreCredentials(apiKey: $0) }
    key.withUnsafeBufferPointer { credentials.setLogin(user: $0, password: $0) }
    var writer = SkycoreRequest()
    for transport in [SkycoreRequest.Transport.raw, .form, .get] {
        do throws(RequestFault) {
            try writer.write(request, credentials, RequestReplacements(), transport: transport)
        } catch {
            check(transport == .get, "only GET refuses what the builder took")
            continue
        }
        guard transport == .raw else {
            check(writer.payload.bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "forms are visible ASCII")
            continue
        }
        guard let reader = XMLReader.make(), (try? reader.read(writer.payload.bytes)) != nil else {
            fatalError("what goes out can be read")
        }
    }
}
