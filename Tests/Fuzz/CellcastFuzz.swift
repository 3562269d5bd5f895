// Rooms: SkyProtocol
// Flags: -max_len=20000 -timeout=5
// Seeds: Tests/samples/cellcast Tests/Fuzz/seeds/CellcastFuzz
import Foundation

@testable import SkyDocument
@testable import SkyProtocol

/// Any bytes as a callback and as an answer of Cellcast's, with every HTTP status that counts, to calls of every sort:
/// whatever is read can be asked for everything, as fields and as JSON, and what is no success never becomes one by
/// more failures.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCellcast(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
    let body = Array(UnsafeBufferPointer(start: data, count: size))
    body.withUnsafeBufferPointer { bytes in
        if let block = try? Provider.cellcast.readPostback(bytes), let view = block.view {
            askEverything(of: view)
            free((try? view.postbackJSON()) ?? nil)
        }
        for status in [0, 200, 302, 400, 429, 500] {
            read(bytes, status, Call())
            read(bytes, status, written("send-sms", ["sms_text", "numbers", "numbers"]))
            read(bytes, status, written("get-responses", ["page"]))
            read(
                bytes, status,
                written("bulk-send-sms", ["{", "sms_text", "numbers", "}", "{", "sms_text", "numbers", "}"]))
        }
    }
    return 0
}

private func check(_ holds: Bool, _ rule: StaticString) {
    if !holds { fatalError("\(rule)") }
}

private func read(_ bytes: UnsafeBufferPointer<UInt8>, _ status: Int, _ call: borrowing Call) {
    guard let block = try? Provider.cellcast.readAnswer(bytes, httpStatus: status, of: call), let view = block.view
    else {
        return
    }
    let outcome = Outcome(rawValue: view.header.status)
    check(outcome != nil, "an answer has an outcome")
    // Unknown if it names a message all the same: what is throttled is sent again.
    let mayBeThrottled = outcome == .throttled || outcome == .unknown
    if status == 429 { check(mayBeThrottled || view.raw.first == 0x5B, "429 is throttled") }
    if status >= 300 {
        let isList = call.cellcastCall?.purpose == .readsList
        check(outcome != .accepted || isList || status < 300, "nothing but 2xx is a success")
    }
    askEverything(of: view)
    free((try? view.answerJSON()) ?? nil)
    if let page = ListPage(view), let next = try? page.nextRequest() {
        check(page.number < Int.max && next.action.count > 0, "a next page has a call")
    }
}

private func askEverything(of view: RecordView) {
    let count = Int(view.header.count)
    check(count <= 200_000 && view.entry(count) == nil, "entries are counted")
    for index in 0..<min(count, 200) {
        guard let record = view.entry(index) else { fatalError("an entry is missing") }
        for name in ["TRACKINGID", "TEXT", "CODE", "TO", "a/b", "status", "ERRORCODE"] as [StaticString] {
            for byte in view.value(name, in: record) ?? UnsafeBufferPointer(start: nil, count: 0) {
                check(byte != 0, "no value holds a NUL")
            }
        }
        view.forEachField(of: record) { name, value in check(!name.contains(0) && !value.contains(0), "no NUL") }
    }
    check(view.packed.count == Int(view.header.size), "the block says how long it is")
}

/// A call with parameters of these names; `{` begins a message.
private func written(_ action: String, _ names: [String]) -> Call {
    var call = Call()
    let request = Array(action.utf8).withUnsafeBufferPointer { Request(action: $0) }
    var number = 61_491_570_156
    for name in names {
        let value = name == "page" ? "2" : "\(number)"
        number += 1
        Array((name == "{" ? "message" : name).utf8).withUnsafeBufferPointer { bytes in
            switch name {
            case "{": try? request.begin(bytes)
            case "}": try? request.end()
            default: Array(value.utf8).withUnsafeBufferPointer { try? request.set(bytes, $0) }
            }
        }
    }
    guard let checked = try? CheckedRequest(request, for: .cellcast, hasDefaultSender: false) else {
        fatalError("the request is good")
    }
    call.begin(.cellcast)
    checked.forEachRecipient { number, place in try? call.append(recipient: number, of: place) }
    let credentials = Array("KEY".utf8).withUnsafeBufferPointer { Credentials(.cellcast, key: $0) }
    try? call.write(checked, sender: nil, credentials, transport: .form)
    return call
}
