import SkyDocument

extension RecordView {
    /// Of an answer that refuses: whether a message may have gone out all the same. An internal error of the provider's
    /// may have come after it went, be it the whole's or one recipient's (docs/skycore.md, section 7). And what asks
    /// for slower sending, which is done again, but names a message or says success besides, contradicts itself.
    @export(interface)
    package var leavesRefusalOpen: Bool {
        let isThrottled = header.status == Outcome.throttled.rawValue
        for index in -1..<Int(header.count) {
            guard let record = index < 0 ? whole : entry(index) else { continue }
            let code = value("ERRORCODE", in: record).map { ProviderCode($0) }
            if code.flatMap({ provider.answerCode($0) })?.group == .internal { return true }
            // Cellcast's reader sees to it: there an id may be that of the message which was asked about.
            if isThrottled, provider == .skycore, namesMessage(record) { return true }
        }
        return false
    }

    private func namesMessage(_ record: Record) -> Bool {
        if let id = value("TRACKINGID", in: record), id.count > 0 { return true }
        return value("STATUS", in: record).map { ByteScan.equalIgnoringCase($0, "success") } ?? false
    }
}
