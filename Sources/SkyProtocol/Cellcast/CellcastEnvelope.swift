import SkyDocument

/// What one envelope of an answer says about success (docs/cellcast.md, section 6). All four generations have their
/// own; one rule reads them all.
struct CellcastEnvelope {
    /// The object itself.
    let root: Element
    /// How it is to be taken.
    let outcome: Outcome
    /// The code to hand on.
    let code: Code

    /// A code of the document's, or a number.
    enum Code {
        case none
        case success
        case word(UnsafeBufferPointer<UInt8>)
        case number(Int)
    }

    /// Judge an object; nil if it has no mark of success or failure, and so is no answer of this provider's.
    ///
    /// - Parameters:
    ///   - httpStatus: the status that came with it; 0 if it is not known.
    ///   - purpose: what the call was for that it answers; nil if that is not known: it may have sent something.
    @inline(never)
    init?(_ root: Element, httpStatus: Int, of purpose: CellcastCall.Purpose?) {
        guard root.kind == .object else { return nil }
        self.root = root
        let marks = CellcastMarks(root)
        let isRefusedByHTTP = httpStatus != 0 && (httpStatus < 200 || httpStatus > 299)
        let isThrottled = httpStatus == 429 || marks.isThrottled
        guard isThrottled || marks.hasSuccess || marks.hasFailure || marks.contradicts else { return nil }
        let hasFailed = marks.hasFailure || isRefusedByHTTP
        if isThrottled {
            // What was throttled is sent again, so nothing of it may have been taken.
            outcome = CellcastEnvelope.isDoubtful(root, purpose) ? .unknown : .throttled
        } else if marks.contradicts || marks.hasUnreadable && marks.hasSuccess {
            outcome = .unknown
        } else if !hasFailed {
            outcome = .accepted
        } else if httpStatus >= 500 || marks.isServerFailure {
            // A server that failed may have sent first.
            outcome = .unknown
        } else if marks.hasFailure || httpStatus >= 400 {
            outcome = CellcastEnvelope.isDoubtful(root, purpose) ? .unknown : .rejected
        } else {
            outcome = .unknown
        }
        if outcome == .accepted {
            code = .success
        } else if let word = marks.failureCode {
            code = .word(word)
        } else if isRefusedByHTTP {
            code = .number(httpStatus)
        } else {
            code = marks.failureNumber.map { .number($0) } ?? .none
        }
    }

    /// Whether what refuses a call or asks for slower sending names a message that was taken all the same. Where nothing was
    /// to be sent, an id is that of the message which was asked about.
    private static func isDoubtful(_ root: Element, _ purpose: CellcastCall.Purpose?) -> Bool {
        let maySend = purpose == nil || purpose == .sendsSMS || purpose == .sendsMMS
        return maySend ? CellcastEntries.namesMessage(root) : CellcastEntries.listsMessage(root)
    }

    /// The text to hand on: the first that is not empty.
    var text: UnsafeBufferPointer<UInt8>? {
        let error = root.member("error")
        for candidate in [error?.member("description"), root.member("msg"), root.member("message")] {
            if let candidate, candidate.kind == .string, candidate.value.count > 0 { return candidate.value }
        }
        if let error, error.kind == .string, error.value.count > 0 { return error.value }
        var next = error?.firstChild
        while let child = next {
            next = child.next
            if child.kind == .string, child.value.count > 0 { return child.value }
        }
        return nil
    }

    /// What the answer is about: `data` if it is there, else the envelope itself.
    var content: Element { root.member("data") ?? root }
}
